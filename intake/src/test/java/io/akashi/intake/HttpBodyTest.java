package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBodyTest {
  private static final HttpBody.Limits SMALL = new HttpBody.Limits(10, 1_000, 20);

  private static List<HttpBody.Message> read(byte[] body, String encoding, HttpBody.Limits limits)
      throws IOException, BodyException {
    return HttpBody.read(new ByteArrayInputStream(body), encoding, HttpBody.Kind.LINES, limits);
  }

  private static List<String> texts(List<HttpBody.Message> messages) {
    return messages.stream().map(m -> new String(m.payload(), UTF_8)).toList();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] encode(String encoding, byte[] bytes) throws IOException {
    return switch (encoding) {
      case "gzip" -> gzip(bytes);
      case "zstd" -> Zstd.compress(bytes);
      default -> bytes;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void splitsLinesAndKeepsTheirBytes(String encoding) throws Exception {
    byte[] body = "a\r\n\n患者\u0000x\n last".getBytes(UTF_8);
    List<HttpBody.Message> messages = read(encode(encoding, body), encoding, HttpBody.Limits.USUAL);
    assertThat(texts(messages)).containsExactly("a", "患者\u0000x", " last");
    assertThat(messages).allMatch(m -> m.framing().equals("lines") && m.keys().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void digestsTheBodyAsItIsWithoutCompression(String encoding) throws Exception {
    byte[] body = "a\r\n\n患者\n last".getBytes(UTF_8);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    HttpBody.read(
        new ByteArrayInputStream(encode(encoding, body)),
        encoding,
        HttpBody.Kind.LINES,
        HttpBody.Limits.USUAL,
        digest);
    assertThat(digest.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(body));
  }

  @Test
  void cutsDocumentsInUtf16() throws Exception {
    byte[] body = "\ufeff<Events>\r\n<Event>あ\n</Event><Event/></Events>".getBytes(UTF_16LE);
    assertThat(
            HttpBody.read(
                new ByteArrayInputStream(body), null, HttpBody.Kind.XML, HttpBody.Limits.USUAL))
        .extracting(message -> new String(message.payload(), UTF_16LE))
        .containsExactly("<Event>あ\n</Event>", "<Event/>");
  }

  @Test
  void labelsJsonLines() throws Exception {
    InputStream body = new ByteArrayInputStream("{\"a\":1}\n{}\n".getBytes(UTF_8));
    assertThat(HttpBody.read(body, null, HttpBody.Kind.NDJSON, HttpBody.Limits.USUAL))
        .extracting(HttpBody.Message::framing)
        .containsExactly("ndjson", "ndjson");
  }

  @Test
  void keepsAnOverlongLineInLabelledPieces() throws Exception {
    List<HttpBody.Message> messages =
        read("0123456789abcdefghijXY\nnext".getBytes(UTF_8), null, SMALL);
    assertThat(texts(messages)).containsExactly("0123456789", "abcdefghij", "XY", "next");
    assertThat(messages.get(2).keys()).isEqualTo(Map.of("truncated", "1", "part", "3"));
    assertThat(messages.get(3).keys()).isEmpty();
  }

  @Test
  void takesALineOfExactlyTheLimit() throws Exception {
    assertThat(read("0123456789\r\n0123456789".getBytes(UTF_8), null, SMALL))
        .hasSize(2)
        .allMatch(m -> m.keys().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void refusesWhatIsTooLargeAfterDecompression(String encoding) throws Exception {
    byte[] bomb = encode(encoding, new byte[50 << 20]);
    assertThatThrownBy(() -> read(bomb, encoding, SMALL))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.reason().status()).isEqualTo(413));
  }

  @Test
  void manyEmptyMembersOfGzipOverflowNoStackAndHaveAnEnd() throws Exception {
    byte[] empty = gzip(new byte[0]);
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (int i = 0; i < 50_000; i++) {
      many.write(empty);
    }
    many.write(gzip("line\n".getBytes(UTF_8)));
    assertThat(texts(read(many.toByteArray(), "gzip", HttpBody.Limits.USUAL)))
        .containsExactly("line");
    assertThatThrownBy(() -> read(many.toByteArray(), "gzip", SMALL))
        .isInstanceOfSatisfying(
            BodyException.class, e -> assertThat(e.reason().status()).isEqualTo(413));
  }

  @Test
  void takesMembersInARowAndNothingButWholeOnes() throws Exception {
    byte[] one = gzip("one\n".getBytes(UTF_8));
    byte[] two = gzip("two\n".getBytes(UTF_8));
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(one);
    both.write(two);
    assertThat(texts(read(both.toByteArray(), "gzip", HttpBody.Limits.USUAL)))
        .containsExactly("one", "two");
    for (int cut = one.length + 1; cut < both.size(); cut++) {
      byte[] part = Arrays.copyOf(both.toByteArray(), cut);
      assertThatThrownBy(() -> read(part, "gzip", HttpBody.Limits.USUAL))
          .as("cut at %d", cut)
          .isInstanceOf(BodyException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void givesBackWhatItHoldsOutsideOfTheHeap(String encoding) throws Exception {
    // Closing goes through the decompressor, whose memory no collector frees.
    AtomicBoolean closed = new AtomicBoolean();
    for (int cut : new int[] {0, 5}) {
      closed.set(false);
      byte[] whole = encode(encoding, "one\ntwo\n".getBytes(UTF_8));
      InputStream body =
          new ByteArrayInputStream(whole, 0, whole.length - cut) {
            @Override
            public void close() {
              closed.set(true);
            }
          };
      try {
        HttpBody.read(body, encoding, HttpBody.Kind.LINES, HttpBody.Limits.USUAL);
      } catch (BodyException e) {
        assertThat(cut).isPositive();
      }
      assertThat(closed).isTrue();
    }
  }

  @Test
  void refusesMoreMessagesThanARequestMayHold() {
    assertThatThrownBy(() -> read("x\n".repeat(21).getBytes(UTF_8), null, SMALL))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining("more than 20 messages");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void refusesAGarbledBody(String encoding) throws Exception {
    byte[] good = encode(encoding, "some lines\nof text\n".repeat(50).getBytes(UTF_8));
    byte[] cut = java.util.Arrays.copyOf(good, good.length - 5);
    for (byte[] body : List.of(cut, "no compression".getBytes(UTF_8))) {
      assertThatThrownBy(() -> read(body, encoding, HttpBody.Limits.USUAL))
          .isInstanceOfSatisfying(
              BodyException.class, e -> assertThat(e.reason().status()).isEqualTo(400));
    }
  }

  @Test
  void refusesAnUnknownEncoding() {
    assertThatThrownBy(() -> read(new byte[0], "br", SMALL))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining("br");
  }

  @Test
  void tellsABrokenConnectionFromAGarbledBody() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(
            () -> HttpBody.read(broken, "gzip", HttpBody.Kind.LINES, HttpBody.Limits.USUAL))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void takesAnEmptyBody() throws Exception {
    assertThat(read(new byte[0], null, SMALL)).isEmpty();
  }
}
