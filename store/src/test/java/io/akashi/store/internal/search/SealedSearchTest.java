package io.akashi.store.internal.search;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SealedSearchTest {
  private static final Charset CP932 = Charset.forName("windows-31j");

  @TempDir static Path all;
  private static Engine engine;
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
    book = new SealedBook(Files.createTempDirectory(all, "book"), null, engine);
  }

  @AfterEach
  void stop() {
    book.close();
  }

  private void addLines(long count) {
    book.add(
        count,
        index -> SealedBook.line(index).getBytes(UTF_8),
        index -> List.of(Events.access(index)));
  }

  private static List<Long> down(long from, long to) {
    return LongStream.range(from, to).map(i -> to - 1 - (i - from)).boxed().toList();
  }

  private List<String> setAside() {
    return book.catalogue.segments().stream()
        .flatMap(segment -> segment.trouble(SegmentFiles.EVENTS).stream())
        .toList();
  }

  @Test
  void damageInOneSegmentKeepsNothingElseBack() throws IOException {
    addLines(1024);
    Path damaged = book.seal(256).events();
    Path entries = book.seal(512).entries();
    book.seal(1024);
    book.hot.release(1024);
    byte[] columns = Files.readAllBytes(damaged);
    Arrays.fill(columns, 8, columns.length - 2000, (byte) 0x55);
    Files.write(damaged, columns);
    Query all = Query.builder().limit(10_000).build();
    assertThat(SealedBook.indexes(book.search.page(all).rows())).isEqualTo(down(256, 1024));
    assertThat(setAside()).singleElement().asString().contains("cannot be read");

    byte[] payloads = Files.readAllBytes(entries);
    Arrays.fill(payloads, 8, payloads.length / 2, (byte) 0x55);
    Files.write(entries, payloads);
    Query text = Query.builder().text("検査結果").limit(10_000).build();
    assertThat(SealedBook.indexes(book.search.page(text).rows())).isEqualTo(down(512, 1024));
    assertThat(book.catalogue.segments().get(1).lost()).isNotEmpty();
  }

  @Test
  void findsEachEventOnceBeforeAndAfterSealing() throws IOException {
    addLines(1500);
    Query all = Query.builder().limit(10_000).build();
    assertThat(SealedBook.indexes(book.search.page(all).rows())).isEqualTo(down(0, 1500));
    book.seal(768);
    assertThat(SealedBook.indexes(book.search.page(all).rows())).isEqualTo(down(0, 1500));
    book.seal(1280);
    book.hot.release(1280);
    assertThat(SealedBook.indexes(book.search.page(all).rows())).isEqualTo(down(0, 1500));
    assertThat(book.search.count(all)).isEqualTo(1500);
    Query patient = Query.builder().patient("P3").limit(10_000).build();
    assertThat(SealedBook.indexes(book.search.page(patient).rows()))
        .isEqualTo(down(0, 1500).stream().filter(i -> i % 11 == 3).toList());
  }

  @Test
  void countsAndNewestTouchOnlyWhatTheyNeed() throws IOException {
    addLines(1500);
    for (long to = 256; to <= 1280; to += 256) {
      Path events = book.seal(to).events();
      if (to < 1280) {
        // Whatever reads the columns of the first four segments fails.
        Files.write(events, new byte[(int) Files.size(events)]);
      }
    }
    book.hot.release(1280);
    Query patient = Query.builder().patient("P3").limit(20).build();
    assertThat(book.search.count(patient)).isEqualTo(137);
    assertThat(book.search.count(Query.builder().build())).isEqualTo(1500);
    assertThat(book.search.count(Query.builder().patient("P3 ").build())).isZero();
    assertThat(SealedBook.indexes(book.search.page(patient).rows()))
        .isEqualTo(down(1024, 1500).stream().filter(i -> i % 11 == 3).limit(20).toList());
    Query later =
        Query.builder()
            .patient("P3")
            .from(Instant.EPOCH.plus(Events.START + 1_100_000_000L, ChronoUnit.MICROS))
            .build();
    assertThat(book.search.count(later)).isEqualTo(37);
    Query two = Query.builder().patient("P3").user("n1").build();
    assertThat(setAside()).as("none was read").isEmpty();
    assertThat(book.search.count(two))
        .isEqualTo(LongStream.range(1024, 1500).filter(i -> i % 11 == 3 && i % 7 == 1).count());
    assertThat(setAside()).as("and what is left out is named").hasSize(4);
  }

  @Test
  void readsALargeSegmentInPartsAndGivesTheSamePages() throws IOException {
    int count = 300_032;
    // Every part holds early and late events.
    LongUnaryOperator second = index -> index * 100_003 % count;
    for (int i = 0; i < 8; i++) {
      book.add(
          count / 8,
          index -> new byte[] {'x'},
          index ->
              List.of(
                  Events.access(index, 0)
                      .set(Column.OCCURRED_AT, Events.START + second.applyAsLong(index) * 1_000_000)
                      .build()));
    }
    book.seal(count);
    book.hot.release(count);
    for (boolean descending : new boolean[] {true, false}) {
      List<Long> expected =
          LongStream.range(0, count)
              .filter(i -> i % 11 == 3)
              .boxed()
              .sorted(Comparator.comparingLong(i -> (descending ? -1 : 1) * second.applyAsLong(i)))
              .limit(900)
              .toList();
      Query query = Query.builder().patient("P3").descending(descending).limit(300).build();
      List<Long> found = new ArrayList<>();
      for (int page = 0; page < 3; page++) {
        Page answer = book.search.page(query);
        found.addAll(SealedBook.indexes(answer.rows()));
        query = query.withPage(answer.next());
      }
      assertThat(found).isEqualTo(expected);
    }
    Query two = Query.builder().patient("P3").user("n1").limit(10_000).build();
    assertThat(book.search.page(two).rows())
        .hasSize((int) LongStream.range(0, count).filter(i -> i % 77 == 36).count());
  }

  @Test
  void findsEachEventOnceWhileOthersAreSealedAndAdded() throws Exception {
    addLines(256);
    AtomicBoolean done = new AtomicBoolean();
    try (var executor = Executors.newSingleThreadExecutor()) {
      var writer =
          executor.submit(() -> {
            for (int i = 1; i <= 8; i++) {
              addLines(256);
              book.seal(i * 256L);
              book.hot.release(i * 256L);
            }
            done.set(true);
            return null;
          });
      long seen = 0;
      while (!done.get()) {
        List<Long> indexes =
            SealedBook.indexes(book.search.page(Query.builder().limit(10_000).build()).rows());
        assertThat(indexes).isEqualTo(down(0, indexes.size()));
        assertThat((long) indexes.size()).isGreaterThanOrEqualTo(seen);
        seen = indexes.size();
        if (writer.isDone()) {
          break;
        }
      }
      writer.get();
    }
  }

  @Test
  void pagesStayStableWhileRowsMoveIntoSegments() throws IOException {
    addLines(1024);
    Query query = Query.builder().limit(100).build();
    List<AuditEvent> rows = new ArrayList<>();
    Page page = book.search.page(query);
    long sealed = 0;
    while (true) {
      rows.addAll(page.rows());
      if (!page.more()) {
        break;
      }
      if (sealed < 1024) {
        sealed += 256;
        book.seal(sealed);
        book.hot.release(sealed);
      }
      page = book.search.page(query.withPage(page.next()));
    }
    assertThat(SealedBook.indexes(rows)).isEqualTo(down(0, 1024));
  }

  @Test
  void everyColumnComesBackFromSegment() throws IOException {
    book.add(256, index -> new byte[0], index -> List.of(Events.full(index)));
    book.seal(256);
    book.hot.release(256);
    List<AuditEvent> rows =
        book.search.page(Query.builder().sort(Column.INDEX).descending(false).build()).rows();
    for (Column column : Column.values()) {
      assertThat(rows.get(7).get(column))
          .as(column.id())
          .isEqualTo(Events.found(Events.full(7), column));
    }
  }

  @Test
  void opensOnlySegmentsThatMayHoldThePatient() throws IOException {
    addLines(256);
    book.seal(256);
    book.hot.release(256);
    book.disk.delete(book.catalogue.segments().getFirst().events());
    assertThat(book.search.count(Query.builder().patient("P-elsewhere").build())).isZero();
  }

  @Test
  void findsTextInAnyCharsetBeforeAndAfterSealing() throws IOException {
    byte[] binary = new byte[512];
    for (int i = 0; i < binary.length; i++) {
      binary[i] = (byte) i;
    }
    byte[] utf16 = "検査室".getBytes(UTF_16LE);
    System.arraycopy(utf16, 0, binary, 301, utf16.length);
    book.add(
        256,
        index ->
            switch ((int) index) {
              case 3 -> "n01,検査室,閲覧".getBytes(UTF_8);
              case 5 -> "n01,検査室,閲覧".getBytes(CP932);
              case 7 -> "n01,検査室,閲覧".getBytes(Charset.forName("EUC-JP"));
              case 9 -> binary;
              case 11 -> "髙橋 検査".getBytes(CP932);
              // The same name in NEC's selection of the same characters.
              case 12 -> new byte[] {(byte) 0xee, (byte) 0xe0, (byte) 0x8b, (byte) 0xb4};
              case 13 -> new byte[0];
              default -> SealedBook.line(index).getBytes(CP932);
            },
        index -> List.of(Events.access(index)));
    for (int round = 0; round < 2; round++) {
      assertThat(texts("検査室")).containsExactly(9L, 7L, 5L, 3L);
      assertThat(texts("室,")).containsExactly(7L, 5L, 3L);
      assertThat(texts("髙橋")).containsExactly(12L, 11L);
      assertThat(texts("ない言葉")).isEmpty();
      assertThat(texts("閲覧")).hasSize(252);
      assertThat(book.search.count(Query.builder().text("検査室").user("n3").build())).isEqualTo(1);
      if (round == 0) {
        book.seal(256);
        book.hot.release(256);
      }
    }
  }

  @Test
  void misalignedBytesAreNoHit() throws IOException {
    // In CP932 the second byte of ソ is a backslash, and "ソA" holds the bytes of "\A".
    book.add(256, index -> "予ソAB表".getBytes(CP932), index -> List.of(Events.access(index)));
    for (int round = 0; round < 2; round++) {
      assertThat(texts("\\A")).isEmpty();
      assertThat(texts("ソA")).hasSize(256);
      if (round == 0) {
        book.seal(256);
        book.hot.release(256);
      }
    }
  }

  @Test
  void pagesThroughTextHits() throws IOException {
    addLines(700);
    book.seal(512);
    book.hot.release(512);
    Query query = Query.builder().text("P3,検査").limit(10).build();
    List<AuditEvent> rows = new ArrayList<>();
    Page page = book.search.page(query);
    rows.addAll(page.rows());
    while (page.more()) {
      page = book.search.page(query.withPage(page.next()));
      rows.addAll(page.rows());
    }
    assertThat(SealedBook.indexes(rows))
        .isEqualTo(down(0, 700).stream().filter(i -> i % 11 == 3).toList());
  }

  private List<Long> texts(String text) {
    return SealedBook.indexes(
        book.search.page(Query.builder().text(text).limit(1000).build()).rows());
  }

  @Test
  void segmentWithoutIndexIsPassedOver() throws IOException {
    addLines(512);
    book.seal(256);
    book.seal(512);
    book.hot.release(512);
    book.disk.delete(book.catalogue.segments().getFirst().events());
    assertThat(book.catalogue.without(SegmentFiles.EVENTS)).hasSize(1);
    assertThat(book.search.count(Query.builder().build())).isEqualTo(256);
  }
}
