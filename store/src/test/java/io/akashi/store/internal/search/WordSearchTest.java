package io.akashi.store.internal.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Query;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Words in sealed entries are found as if each payload were read by itself. */
@Timeout(120)
class WordSearchTest {
  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final Charset EUC_JP = Charset.forName("EUC-JP");
  private static final List<Charset> CHARSETS =
      List.of(UTF_8, CP932, EUC_JP, UTF_16LE, UTF_16BE, ISO_8859_1);
  private static final String ALPHABET = "検査検査閲覧ｶﾞガが山田髙﨑abAB01,- ソ表\\";

  @TempDir static Path all;
  private static Engine engine;
  private final List<@Nullable Charset> declared = new ArrayList<>(Arrays.asList(null, null));
  private SealedBook book;

  @BeforeAll
  static void startEngine() {
    engine = SealedBook.engine(all);
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void start() throws IOException {
    Path data = Files.createTempDirectory(all, "book");
    book = new SealedBook(data, engine, source -> declared.get(source.equals("lab-1") ? 1 : 0));
  }

  @AfterEach
  void stop() {
    book.close();
  }

  private static byte[] payload(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    byte[] payload = text.toString().getBytes(CHARSETS.get(Math.max(0, random.nextInt(30) - 24)));
    if (random.nextInt(40) == 0) {
      payload[random.nextInt(payload.length)] = (byte) random.nextInt();
    }
    return payload;
  }

  private List<Long> expected(String text) {
    return LongStream.range(0, book.payloads.size())
        .filter(index -> {
          byte[] payload = book.besides.getOrDefault(index, book.payloads.get((int) index));
          return isIn(text, payload, declared.get(Entries.source(index).equals("lab-1") ? 1 : 0));
        })
        .boxed()
        .toList();
  }

  /** Each payload by itself, as documented at {@link PayloadText}. */
  private static boolean isIn(String text, byte[] payload, @Nullable Charset charset) {
    List<Charset> asked = new ArrayList<>();
    if (charset != null && decode(payload, charset) != null) {
      asked.add(charset);
    } else if (new String(payload, ISO_8859_1).indexOf(0) < 0) {
      if (decode(payload, UTF_8) != null) {
        asked.add(UTF_8);
      } else {
        List.of(CP932, EUC_JP).stream().filter(c -> decode(payload, c) != null).forEach(asked::add);
      }
    }
    if (!asked.isEmpty()) {
      return asked.stream().anyMatch(each -> new String(payload, each).contains(text));
    }
    byte[] shifted = Arrays.copyOfRange(payload, Math.min(1, payload.length), payload.length);
    return CHARSETS.subList(0, 5).stream()
            .anyMatch(each -> new String(payload, each).contains(text))
        || new String(shifted, UTF_16LE).contains(text)
        || new String(shifted, UTF_16BE).contains(text);
  }

  private static @Nullable String decode(byte[] payload, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private List<Long> found(Query.Builder query) {
    List<Long> indexes = SealedBook.indexes(book.search.page(query.limit(10_000).build()).rows());
    return indexes.stream().sorted().toList();
  }

  private List<Long> found(String text) {
    return found(Query.builder().text(text));
  }

  private void addAndSeal(int count, Random random) throws IOException {
    book.add(
        count,
        index -> {
          byte[] payload = payload(random);
          if (random.nextInt(200) == 0) {
            book.besides.put(index, payload);
            return new byte[0];
          }
          return payload;
        },
        index -> List.of(Events.access(index)));
    book.seal(count / 2);
    book.seal(count);
    book.hot.release(count);
  }

  private void checkRandomWords(Random random) {
    assertThat(found("ﾞﾞ")).isEqualTo(expected("ﾞﾞ"));
    assertThat(forms("ﾞﾞ")).containsAll(expected("ﾞﾞ"));
    for (int round = 0; round < 12; round++) {
      int from = random.nextInt(ALPHABET.length() - 1);
      String text =
          random.nextBoolean()
              ? ALPHABET.substring(from, from + 2)
              : "" + ALPHABET.charAt(random.nextInt(ALPHABET.length())) + ALPHABET.charAt(from);
      assertThat(found(text)).as(text).isEqualTo(expected(text));
    }
  }

  @Test
  void findsWhatEachPayloadHoldsInMixedCharsets() throws IOException {
    Random random = new Random(20_261_122);
    addAndSeal(8_704, random);
    for (@Nullable Charset charset : Arrays.asList(null, CP932, ISO_8859_1, UTF_16LE, UTF_8)) {
      // Declared after sealing: what is kept must not depend on it.
      declared.set(1, charset);
      checkRandomWords(random);
    }
    for (Segment segment : book.catalogue.segments()) {
      Files.delete(segment.folder().resolve(SegmentFiles.WORDS));
    }
    // Nothing but speed is lost; what was read of the directory stays in memory.
    checkRandomWords(random);
    assertThat(book.catalogue.segments()).allSatisfy(s -> assertThat(s.lost()).isEmpty());
  }

  @Test
  void findsEveryFormWhereAskedTo() throws IOException {
    String[] lines = {"ﾔﾏﾀﾞ", "山田", "やまだ", "ヤマタ", "Ｙamada", "YAMADA", "ヤマダ①㈱", "ﾔﾏﾀ"};
    book.add(
        512,
        index ->
            (lines[(int) index % lines.length] + " " + index)
                .getBytes(index % 3 == 0 ? CP932 : UTF_8),
        index -> List.of(Events.access(index)));
    for (int round = 0; round < 2; round++) {
      assertThat(forms("ヤマダ")).isEqualTo(lines(lines.length, 0, 2, 6));
      assertThat(forms("ﾔﾏﾀ")).isEqualTo(lines(lines.length, 3, 7));
      assertThat(forms("yaMA")).isEqualTo(lines(lines.length, 4, 5));
      assertThat(forms("だ1(株")).isEqualTo(lines(lines.length, 6));
      assertThat(forms("山田")).isEqualTo(lines(lines.length, 1));
      assertThat(found("ヤマダ")).isEqualTo(lines(lines.length, 6));
      assertThat(found("ﾔﾏﾀ")).as("exactly").isEqualTo(lines(lines.length, 0, 7));
      if (round == 0) {
        book.seal(512);
        book.hot.release(512);
      }
    }
  }

  private List<Long> forms(String text) {
    return found(Query.builder().text(text).anyForm(true));
  }

  private static List<Long> lines(int of, long... among) {
    return LongStream.range(0, 512)
        .filter(index -> Arrays.stream(among).anyMatch(each -> each == index % of))
        .boxed()
        .toList();
  }

  @Test
  void readsOnlyStretchesThatMayHoldTheWord() throws IOException {
    sealThree();
    destroy(0);
    destroy(2);
    assertThat(found("珍しい語")).containsExactly(5_000L);
    assertThat(forms("メズラ")).isEmpty();
    assertThat(lost()).isZero();
    assertThat(found("検査結果")).as("these were not there to be read").hasSize(4_096);
    assertThat(lost()).isPositive();
  }

  @Test
  void stopsWhereThePageIsFull() throws IOException {
    sealThree();
    destroy(0);
    destroy(1);
    Query newest = Query.builder().text("検査結果").limit(100).build();
    assertThat(SealedBook.indexes(book.search.page(newest).rows()))
        .isEqualTo(LongStream.range(0, 100).map(i -> 12_287 - i).boxed().toList());
    assertThat(lost()).isZero();
  }

  @Test
  void looksOnlyWhereTheOtherConditionsHold() throws IOException {
    sealThree();
    destroy(1);
    assertThat(found(Query.builder().text("検査結果").patient("nobody"))).isEmpty();
    assertThat(lost()).isZero();
    Query views = Query.builder().text("閲覧").user("n1").build();
    assertThat(book.search.count(views))
        .isEqualTo(LongStream.range(0, 12_288).filter(i -> i % 7 == 1 && i / 4_096 != 1).count());
    assertThat(found(Query.builder().text("検査結果").patient("P3")))
        .isEqualTo(
            LongStream.range(0, 12_288)
                .filter(i -> i % 11 == 3 && i / 4_096 != 1)
                .boxed()
                .toList());
    assertThat(book.search.count(Query.builder().text("検査結果").build())).isEqualTo(8_192);
  }

  private long lost() {
    return book.catalogue.segments().stream().mapToLong(segment -> segment.lost().size()).sum();
  }

  /** Three segments of one stretch each; one entry holds a rare word. */
  private void sealThree() throws IOException {
    book.add(
        12_288,
        index -> (SealedBook.line(index) + (index == 5_000 ? " 珍しい語" : "")).getBytes(UTF_8),
        index -> List.of(Events.access(index)));
    for (long to = 4_096; to <= 12_288; to += 4_096) {
      book.seal(to);
    }
    book.hot.release(12_288);
  }

  /** Whoever reads these entries loses them. */
  private void destroy(int segment) throws IOException {
    Path entries = book.catalogue.segments().get(segment).entries();
    Files.write(entries, new byte[(int) Files.size(entries)]);
  }
}
