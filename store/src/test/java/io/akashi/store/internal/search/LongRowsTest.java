package io.akashi.store.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose rows are as long as a sender may make them. */
@Timeout(120)
class LongRowsTest {
  private static final long ROWS = 384;
  private static final String LONG = "x".repeat(60_000);

  @TempDir static Path all;
  private static Engine engine;
  private static SealedBook book;

  @BeforeAll
  static void start() throws Exception {
    engine = SealedBook.engine(all);
    book = new SealedBook(all.resolve("book"), null, engine);
    book.add(ROWS, index -> SealedBook.line(index).getBytes(UTF_8), index -> List.of(event(index)));
    book.seal(256);
    book.hot.release(256);
  }

  @AfterAll
  static void stop() {
    book.close();
    engine.close();
  }

  /** Users whose names differ behind what a page token may hold, and not before. */
  private static AuditEvent event(long index) {
    return Events.access(index).toBuilder()
        .set(Column.MESSAGE, LONG)
        .set(Column.USER_ID, index % 2 + "𠮷".repeat(2_000) + index % 3)
        .build();
  }

  @Test
  void givesShortPagesInsteadOfALargeAnswer() {
    List<Page> pages = pages(Query.builder().limit(10_000));

    assertThat(pages)
        .hasSizeGreaterThan(2)
        .allSatisfy(page -> assertThat(page.weight()).isLessThan(Reader.MOST_BYTES * 3 / 2));
    assertThat(indexes(pages)).isEqualTo(down());
  }

  @Test
  void givesShortPagesOfATextSearch() {
    assertThat(indexes(pages(Query.builder().text("検査結果").limit(10_000)))).isEqualTo(down());
  }

  @Test
  void keepsTheOrderOfLongValuesOverPages() {
    List<Page> pages = pages(Query.builder().sort(Column.USER_ID).descending(false).limit(50));

    assertThat(indexes(pages)).isEqualTo(byUser());
    assertThat(pages)
        .allSatisfy(page ->
            assertThat(page.next() == null ? 0 : page.next().length())
                .as("it has to fit into a header")
                .isLessThan(4_096));
  }

  @Test
  void keepsTheOrderOfATextSearchOverSegmentsAndRows() {
    Query.Builder query =
        Query.builder().sort(Column.USER_ID).descending(false).text("検査結果").limit(50);

    assertThat(indexes(pages(query))).isEqualTo(byUser());
  }

  /** The first characters decide, then the place. */
  private static List<Long> byUser() {
    return LongStream.range(0, ROWS)
        .boxed()
        .sorted(Comparator.<Long>comparingLong(index -> index % 2).thenComparing(index -> index))
        .toList();
  }

  private static List<Long> down() {
    return LongStream.range(0, ROWS).map(i -> ROWS - 1 - i).boxed().toList();
  }

  private static List<Page> pages(Query.Builder asked) {
    List<Page> pages = new ArrayList<>();
    Query query = asked.build();
    do {
      Page page = book.search.page(query);
      pages.add(page);
      query = query.withPage(page.next());
    } while (query.page() != null);
    return pages;
  }

  private static List<Long> indexes(List<Page> pages) {
    return pages.stream().flatMap(page -> SealedBook.indexes(page.rows()).stream()).toList();
  }
}
