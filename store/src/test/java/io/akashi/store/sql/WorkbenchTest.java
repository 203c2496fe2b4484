package io.akashi.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of other rooms beside the events of a book. */
class WorkbenchTest {
  private static final String USERS =
      "SELECT user_id, count(*) AS events, max(\"index\") AS newest FROM events GROUP BY user_id ORDER BY user_id";

  @TempDir Path data;

  private static SqlTable people() {
    return new SqlTable(
        "people",
        List.of(
            new SqlTable.Column("user_id", SqlTable.Type.TEXT),
            new SqlTable.Column("age", SqlTable.Type.NUMBER),
            new SqlTable.Column("here", SqlTable.Type.FLAG),
            new SqlTable.Column("left_on", SqlTable.Type.DATE),
            new SqlTable.Column("seen", SqlTable.Type.TIME)),
        List.of(
            Arrays.asList(
                "n0001",
                41L,
                true,
                LocalDate.of(2026, 3, 31),
                Instant.parse("2026-04-01T00:00:00.000001Z")),
            Arrays.asList("佐藤's", null, false, null, null)));
  }

  @Test
  void givesBackWhatWasPutThere() throws Exception {
    try (Store store = Stores.open(data);
        Workbench bench = store.workbench()) {
      bench.put(people());
      List<SqlRow> rows = bench.select("SELECT * FROM people ORDER BY user_id");
      SqlRow first = rows.getFirst();
      assertThat(first.text("user_id")).isEqualTo("n0001");
      assertThat(first.number("age")).isEqualTo(41);
      assertThat(first.flag("here")).isTrue();
      assertThat(first.date("left_on")).isEqualTo(LocalDate.of(2026, 3, 31));
      assertThat(first.time("seen")).isEqualTo(Instant.parse("2026-04-01T00:00:00.000001Z"));
      assertThat(rows.getLast().text("user_id")).isEqualTo("佐藤's");
      assertThat(rows.getLast().time("seen")).isNull();
    }
  }

  @Test
  void joinsEventsOfARangeWhereverTheyLie() throws Exception {
    try (Store store = Store.open(Stores.options(data).sealEntries(512).build())) {
      store.append(Book.CLINICAL, Stores.lines(0, 1_100)).get();
      store.step();
      store.seal();
      store.append(Book.CLINICAL, Stores.lines(1_100, 100)).get();
      store.step();
      try (Workbench bench = store.workbench()) {
        assertThat(bench.select(Book.CLINICAL, new IndexRange(0, 1_200), USERS))
            .hasSize(7)
            .extracting(row -> row.number("newest"))
            .contains(1_199L);
        List<SqlRow> some = bench.select(Book.CLINICAL, new IndexRange(300, 840), USERS);
        assertThat(some.stream().mapToLong(row -> row.number("events"))).hasSize(7);
        assertThat(some.stream().mapToLong(row -> row.number("events")).sum()).isEqualTo(840);
        bench.put(people());
        assertThat(
                bench.select(
                    Book.CLINICAL,
                    new IndexRange(0, 7),
                    "SELECT p.age FROM events e JOIN people p USING (user_id)"))
            .extracting(row -> row.number("age"))
            .containsExactly(41L);
        assertThat(bench.select(Book.HOUSE, new IndexRange(0, 10), USERS)).isEmpty();
      }
    }
  }

  @Test
  void keepsEachBenchToItself() throws Exception {
    try (Store store = Stores.open(data);
        Workbench one = store.workbench();
        Workbench other = store.workbench()) {
      one.put(people());
      assertThatThrownBy(() -> other.select("SELECT * FROM people"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("people");
      one.put(people());
      assertThat(one.select("SELECT * FROM people")).hasSize(2);
    }
  }

  @Test
  void refusesNamesThatAreNone() {
    assertThatThrownBy(() ->
            new SqlTable(
                "x; DROP", List.of(new SqlTable.Column("a", SqlTable.Type.TEXT)), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SqlTable.Column("a\"", SqlTable.Type.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
