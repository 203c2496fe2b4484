package io.akashi.store.internal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.RowDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HotSearchTest {
  @TempDir static Path data;
  private static Engine engine;
  private HotRows hot;
  private Search search;

  @BeforeAll
  static void startEngine() {
    engine = SealedBook.engine(data);
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void start() throws IOException {
    hot = new HotRows(engine, "clinical", 0, 256);
    Catalogue none = Catalogue.open(new OsDisk(), engine, data.resolve("segments"));
    search =
        new Search(
            engine,
            Map.of("clinical", new Shelf(hot, none, new Entries(List.of()))),
            source -> null);
  }

  @AfterEach
  void stop() {
    hot.close();
  }

  private void addAccesses(long from, long to) {
    hot.add(LongStream.range(from, to).mapToObj(Events::access).toList());
    hot.flush(to);
  }

  private static List<Long> indexes(List<AuditEvent> rows) {
    return rows.stream().map(row -> (Long) row.get(Column.INDEX)).toList();
  }

  private List<AuditEvent> all(Query query) {
    List<AuditEvent> rows = new ArrayList<>();
    Page page = search.page(query);
    rows.addAll(page.rows());
    while (page.more()) {
      page = search.page(query.withPage(page.next()));
      rows.addAll(page.rows());
    }
    return rows;
  }

  @Test
  void findsWhatWasFlushedAndNothingElse() {
    hot.add(List.of(Events.access(0)));
    assertThat(search.page(Query.builder().build()).rows()).isEmpty();
    hot.flush(1);
    assertThat(indexes(search.page(Query.builder().build()).rows())).containsExactly(0L);
    assertThat(hot.next()).isEqualTo(1);
  }

  @Test
  void givesBackEveryColumnExactly() {
    AuditEvent full = Events.full(3);
    AuditEvent empty =
        AuditEvent.builder()
            .set(Column.BOOK, "clinical")
            .set(Column.INDEX, 4L)
            .set(Column.PART, 0)
            .build();
    hot.add(List.of(full, empty));
    hot.flush(5);
    List<AuditEvent> rows = search.page(Query.builder().build()).rows();
    for (Column column : Column.values()) {
      assertThat(rows.get(0).get(column)).as(column.id()).isEqualTo(Events.found(full, column));
      assertThat(rows.get(1).get(column)).as(column.id()).isEqualTo(empty.get(column));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"電子カルテ", "a\0b", "'; DROP TABLE hot_1; --", "?", "𠮷", "\ud842"})
  void givesBackWhatAllRowsSayAlike(String text) {
    AuditEvent event = Events.access(0, 0).set(Column.SYSTEM, text).build();
    hot.add(List.of(event, event.at("clinical", 0, 1)));
    hot.flush(1);
    String kept = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    for (AuditEvent row : search.page(Query.builder().build()).rows()) {
      assertThat(row.get(Column.SYSTEM)).isEqualTo(kept);
      assertThat(row.get(Column.OCCURRED_AT)).isEqualTo(event.get(Column.OCCURRED_AT));
    }
    assertThat(search.count(Query.builder().build())).isEqualTo(2);
    IndexRange whole = IndexRange.between(0, 256);
    assertThat(hot.digest(whole)).isEqualTo(digestOf(whole));
  }

  /** What DuckDB gives back is what was digested on the way in. */
  private String digestOf(IndexRange range) {
    try (HotRows.Snapshot rows = hot.snapshot()) {
      return RowDigest.of(engine, rows.relation(range.first(), range.end()));
    }
  }

  @Test
  void rowsWithFurtherColumnsAreFoundBesideThoseWithout() {
    addAccesses(0, 100);
    AuditEvent full =
        Events.full(100).toBuilder()
            .set(Column.OCCURRED_AT, Events.access(100).time(Column.OCCURRED_AT))
            .build();
    hot.add(List.of(full));
    hot.flush(101);
    addAccesses(101, 150);
    assertThat(indexes(all(Query.builder().descending(false).build())))
        .containsExactlyElementsOf(LongStream.range(0, 150).boxed().toList());
    List<AuditEvent> rows = all(Query.builder().descending(false).build());
    for (Column column : Column.values()) {
      assertThat(rows.get(99).get(column)).isEqualTo(Events.found(Events.access(99), column));
      assertThat(rows.get(100).get(column)).isEqualTo(Events.found(full, column));
      assertThat(rows.get(149).get(column)).isEqualTo(Events.found(Events.access(149), column));
    }
    IndexRange whole = IndexRange.between(0, 256);
    assertThat(hot.digest(whole)).isEqualTo(digestOf(whole));
    hot.release(256);
    assertThat(search.count(Query.builder().build())).isZero();
  }

  @Test
  void takesTimesBeyondWhatTheEngineHolds() {
    hot.add(
        List.of(
            Events.access(0, 0).set(Column.OCCURRED_AT, Long.MIN_VALUE).build(),
            Events.access(0, 1).set(Column.OCCURRED_AT, Long.MAX_VALUE).build()));
    hot.flush(1);
    assertThat(search.page(Query.builder().build()).rows()).hasSize(2);
    assertThat(search.page(Query.builder().from(Instant.MIN).to(Instant.MAX).build()).rows())
        .hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void newestComeFirstAcrossTables() {
    addAccesses(0, 2000);
    List<AuditEvent> rows = all(Query.builder().limit(300).build());
    assertThat(indexes(rows))
        .containsExactlyElementsOf(LongStream.range(0, 2000).map(i -> 1999 - i).boxed().toList());
  }

  @Test
  void filtersByEveryColumnThatCanBeAsked() {
    addAccesses(0, 300);
    AuditEvent wanted =
        Events.access(300, 0)
            .set(Column.ASSET, "A-1")
            .set(Column.OBJECT_ID, "O-1")
            .set(Column.OBJECT_NAME, "心電図")
            .set(Column.PATIENT_ID, "P-300")
            .set(Column.USER_ID, "u-300")
            .set(Column.TERMINAL, "t-300")
            .set(Column.ADDRESS, "::1")
            .set(Column.SYSTEM, "放射線")
            .set(Column.SOURCE, "ris")
            .set(Column.KIND, "print")
            .set(Column.CATEGORY, "画像")
            .set(Column.OUTCOME, "minor")
            .build();
    hot.add(List.of(wanted));
    hot.flush(301);
    for (Column column : Query.FILTERS) {
      Query query = Query.builder().where(column, wanted.text(column)).build();
      assertThat(indexes(search.page(query).rows())).as(column.id()).containsExactly(300L);
      assertThat(search.count(query)).as(column.id()).isEqualTo(1);
    }
    assertThat(search.count(Query.builder().object("O-1").build())).isEqualTo(1);
    assertThat(search.count(Query.builder().object("心電図").build())).isEqualTo(1);
    assertThat(search.count(Query.builder().patient("P-300").user("nobody").build())).isZero();
  }

  @Test
  void timeRangeHoldsItsStartAndNotItsEnd() {
    addAccesses(0, 100);
    Query query =
        Query.builder()
            .from(Events.access(10).time(Column.OCCURRED_AT))
            .to(Events.access(20).time(Column.OCCURRED_AT))
            .descending(false)
            .build();
    assertThat(indexes(search.page(query).rows()))
        .containsExactlyElementsOf(LongStream.range(10, 20).boxed().toList());
    assertThat(search.count(query)).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(
      value = Column.class,
      names = {
        "OCCURRED_AT",
        "RECEIVED_AT",
        "OBJECT_CREATED_AT",
        "USER_ID",
        "PATIENT_ID",
        "ASSET",
        "SOURCE",
        "INDEX"
      })
  void pagesThroughEveryOrderWithoutLossOrRepetition(Column sort) {
    for (long i = 0; i < 100; i++) {
      // Half of the rows have no value, and values repeat.
      AuditEvent.Builder event = Events.access(i, (int) (i % 3));
      if (i % 2 == 0) {
        event.set(Column.ASSET, "A" + i % 5).set(Column.OBJECT_CREATED_AT, i % 4);
      }
      hot.add(List.of(event.build()));
    }
    hot.flush(100);
    for (boolean descending : new boolean[] {true, false}) {
      Query query = Query.builder().sort(sort).descending(descending).limit(7).build();
      List<AuditEvent> paged = all(query);
      List<AuditEvent> whole =
          search.page(Query.builder().sort(sort).descending(descending).limit(1000).build()).rows();
      assertThat(indexes(paged)).isEqualTo(indexes(whole)).doesNotHaveDuplicates().hasSize(100);
      List<Object> values = whole.stream().map(row -> row.get(sort)).toList();
      assertThat(values.lastIndexOf(null))
          .as("rows without a value come last")
          .isIn(-1, values.size() - 1);
    }
  }

  @Test
  void pagesStayStableWhileRowsArrive() {
    addAccesses(0, 500);
    Query query = Query.builder().limit(50).build();
    List<AuditEvent> rows = new ArrayList<>();
    Page page = search.page(query);
    long arrived = 500;
    while (true) {
      rows.addAll(page.rows());
      if (!page.more()) {
        break;
      }
      addAccesses(arrived, arrived + 100);
      arrived += 100;
      page = search.page(query.withPage(page.next()));
    }
    assertThat(indexes(rows))
        .containsExactlyElementsOf(LongStream.range(0, 500).map(i -> 499 - i).boxed().toList());
  }

  @Test
  void valuesAreNeverReadAsSql() {
    addAccesses(0, 10);
    for (String evil :
        List.of(
            "' OR 1=1 --",
            "'; DROP TABLE hot_1; --",
            "\" OR \"\"=\"",
            "P1' UNION SELECT * FROM duckdb_tables() --",
            "?",
            "$1",
            "\\'")) {
      assertThat(search.count(Query.builder().patient(evil).build())).as(evil).isZero();
      assertThat(search.page(Query.builder().object(evil).build()).rows()).as(evil).isEmpty();
    }
    assertThat(search.count(Query.builder().build())).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "%%%", "AAAA", "日本語", "MSAw", "MSAwMDAwMDAwMDAwMDAwMDAwIGEgMSAx"})
  void refusesTokensThatAreNotItsOwn(String token) {
    Query query = Query.builder().page(token).build();
    assertThatThrownBy(() -> search.page(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.reason()).isEqualTo(QueryException.Reason.INVALID))
        .hasMessageContaining("page");
  }

  @Test
  void refusesTokenOfAnotherQueryAndNumbersThatAreNone() {
    addAccesses(0, 10);
    String token = search.page(Query.builder().limit(1).build()).next();
    assertThatThrownBy(() -> search.page(Query.builder().patient("P1").page(token).build()))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("another query");
    String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    String evil =
        Base64.getUrlEncoder()
            .encodeToString(
                (text.substring(0, text.lastIndexOf(' ')) + " 1x")
                    .getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> search.page(Query.builder().page(evil).build()))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void refusesBookThatDoesNotExist() {
    assertThatThrownBy(() -> search.page(Query.builder().book("klinik").build()))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("[clinical]");
  }

  @Test
  void releasedRowsStayForThoseWhoReadThem() {
    addAccesses(0, 600);
    try (HotRows.Snapshot before = hot.snapshot()) {
      hot.release(512);
      try (var lease = engine.work()) {
        assertThat(
                lease.number("SELECT count(*) FROM (" + before.relation(0, 600) + ")", List.of()))
            .isEqualTo(600);
      }
      assertThat(search.count(Query.builder().build())).isEqualTo(88);
    }
    try (var lease = engine.work()) {
      assertThat(lease.number("SELECT count(*) FROM duckdb_tables()", List.of())).isEqualTo(1);
    }
  }

  @Test
  void cutSplitsTablesWhereItIsTold() {
    addAccesses(0, 100);
    hot.cut(100);
    addAccesses(100, 200);
    hot.release(100);
    assertThat(indexes(all(Query.builder().descending(false).build())))
        .containsExactlyElementsOf(LongStream.range(100, 200).boxed().toList());
  }
}
