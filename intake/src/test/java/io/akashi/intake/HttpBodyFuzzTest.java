package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a sender posts: it is split within the limits or refused with a reason, and a plain body
 * keeps every byte but its line breaks. Runs the seeds, and searches on with JAZZER_FUZZ=1 and one
 * method chosen.
 */
@Tag("fuzz")
class HttpBodyFuzzTest {
  private static final HttpBody.Limits LIMITS = new HttpBody.Limits(50, 5_000, 500);
  private static final int MUTATIONS = 5_000;

  @FuzzTest(maxDuration = "60s")
  void plain(byte[] bytes) throws IOException {
    read(bytes, null);
  }

  @FuzzTest(maxDuration = "60s")
  void documents(byte[] bytes) throws IOException {
    for (HttpBody.Kind kind : List.of(HttpBody.Kind.JSON, HttpBody.Kind.XML, HttpBody.Kind.EVTX)) {
      try {
        var messages = HttpBody.read(new ByteArrayInputStream(bytes), null, kind, LIMITS);
        assertThat(messages).allMatch(m -> m.payload().length > 0);
        assertThat(messages.stream().mapToLong(m -> m.payload().length).sum())
            .isLessThanOrEqualTo(bytes.length);
      } catch (BodyException refused) {
        assertThat(refused.getMessage()).contains(" / ");
      }
    }
  }

  @FuzzTest(maxDuration = "60s")
  void gzip(byte[] bytes) throws IOException {
    read(bytes, "gzip");
  }

  @FuzzTest(maxDuration = "60s")
  void zstd(byte[] bytes) throws IOException {
    read(bytes, "zstd");
  }

  @Test
  void survivesBodiesThatWereMutated() throws IOException {
    Random random = new Random(1952);
    byte[] lines = "one\r\ntwo\n患者\n\n".repeat(20).getBytes(UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(lines);
    }
    for (int i = 0; i < MUTATIONS; i++) {
      plain(mutated(lines, random));
      gzip(mutated(zipped.toByteArray(), random));
      zstd(mutated(Zstd.compress(lines), random));
    }
    byte[] json = "[{\"a\":[1,\"}\"]},\n{\"b\":{}}]".getBytes(UTF_8);
    byte[] xml = "<?xml version='1.0'?><Events><!-- > --><Event a='/>'/></Events>".getBytes(UTF_8);
    for (int i = 0; i < MUTATIONS; i++) {
      documents(mutated(json, random));
      documents(mutated(xml, random));
    }
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] other = bytes.clone();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      other[random.nextInt(other.length)] = (byte) random.nextInt(256);
    }
    return other;
  }

  private static void read(byte[] bytes, String encoding) throws IOException {
    try {
      var messages =
          HttpBody.read(new ByteArrayInputStream(bytes), encoding, HttpBody.Kind.LINES, LIMITS);
      assertThat(messages).hasSizeLessThanOrEqualTo(500);
      assertThat(messages).allMatch(m -> m.payload().length <= 50 && m.payload().length > 0);
      if (encoding == null) {
        assertThat(kept(messages)).isEqualTo(withoutLineBreaks(bytes));
      }
    } catch (BodyException refused) {
      assertThat(refused.getMessage()).contains(" / ");
    }
  }

  private static byte[] kept(java.util.List<HttpBody.Message> messages) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    messages.forEach(m -> kept.writeBytes(withoutLineBreaks(m.payload())));
    return kept.toByteArray();
  }

  private static byte[] withoutLineBreaks(byte[] bytes) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    for (byte b : bytes) {
      if (b != '\n' && b != '\r') {
        kept.write(b);
      }
    }
    return kept.toByteArray();
  }
}
