package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see only some books or systems finds, counts, opens and proves nothing else. */
class ScopeTest {
  private static final String[] SYSTEMS = {"電子カルテ", "PACS", "薬剤", ""};
  private static final Look ALL = new Look("ito", "auditor", "test", "");
  private static final Look PACS = look(Set.of(), Set.of("PACS"));
  private static final Look TWO = look(Set.of(), Set.of("PACS", "薬剤"));
  private static final Look CLINICAL = look(Set.of(Book.CLINICAL), Set.of());
  private static final Query ANY = Query.builder().build();

  @TempDir Path folder;
  private Store store;

  private static Look look(Set<Book> books, Set<String> systems) {
    return new Look("ito", "auditor", "test", "", new Scope(books, systems));
  }

  @BeforeEach
  void fill() throws Exception {
    store =
        Store.open(
            StoreOptions.of(folder.resolve("data"), ScopeTest::decode)
                .background(false)
                .reserveBytes(1 << 20)
                .build());
    store.append(Book.CLINICAL, lines(512)).get();
    store.append(Book.INFRASTRUCTURE, lines(8)).get();
    store.step();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Each line has the systems of its events, separated by {@code +}. */
  private static List<Arrival> lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> SYSTEMS[i % 4] + (i == 7 ? "PACS+薬剤" : ""))
        .map(line -> Stores.arrival(1_790_000_000_000_000L, line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  private static List<AuditEvent> decode(Arrival arrival) {
    return Arrays.stream(new String(arrival.payload(), StandardCharsets.UTF_8).split("\\+"))
        .map(system ->
            AuditEvent.builder()
                .set(Column.RECEIVED_AT, arrival.receivedMicros())
                .set(Column.OCCURRED_AT, arrival.receivedMicros())
                .set(Column.SYSTEM, system.isEmpty() ? null : system)
                .set(Column.KIND, "read")
                .build())
        .toList();
  }

  @Test
  void findsAndCountsNothingOfOtherSystems() throws Exception {
    for (int round = 0; round < 2; round++) {
      assertThat(store.count(ALL, ANY)).isGreaterThan(520);
      assertThat(store.count(PACS, ANY)).isEqualTo(128 + 1 + 2 + 1);
      assertThat(store.count(TWO, ANY)).isEqualTo(2 * (128 + 1 + 2 + 1));
      assertThat(store.search(TWO, ANY).rows())
          .extracting(row -> row.text(Column.SYSTEM))
          .containsOnly("PACS", "薬剤");
      assertThat(store.count(TWO, Query.builder().system("電子カルテ").build())).isZero();
      assertThat(store.count(PACS, Query.builder().system("薬剤").build())).isZero();
      assertThat(store.count(TWO, Query.builder().system("薬剤").build())).isEqualTo(132);
      assertThat(store.search(PACS, Query.builder().text("PACS").build()).rows())
          .hasSize(100)
          .allMatch(row -> "PACS".equals(row.text(Column.SYSTEM)));
      store.seal();
    }
  }

  @Test
  void talliesNothingOfOtherSystems() throws Exception {
    Tally.By bySystem = new Tally.ByValue(Column.SYSTEM, 10);
    Tally.By byHour = new Tally.ByTime(ChronoUnit.HOURS, ZoneId.of("Asia/Tokyo"));
    for (int round = 0; round < 2; round++) {
      assertThat(store.tally(TWO, ANY, bySystem))
          .isEqualTo(
              new Tally(List.of(new Tally.Row("PACS", 132), new Tally.Row("薬剤", 132)), 0, 0));
      assertThat(store.tally(PACS, ANY, bySystem).rows())
          .containsExactly(new Tally.Row("PACS", 132));
      assertThat(store.tally(TWO, ANY, byHour).rows())
          .extracting(Tally.Row::events)
          .containsExactly(264L);
      store.seal();
    }
  }

  @Test
  void findsNothingOfOtherBooksAndRefusesToLookThere() throws Exception {
    assertThat(store.count(CLINICAL, ANY)).isEqualTo(513);
    assertThat(store.search(CLINICAL, ANY).rows())
        .allMatch(row -> "clinical".equals(row.text(Column.BOOK)));
    Query house = Query.builder().book("house").build();
    assertThatThrownBy(() -> store.search(CLINICAL, house))
        .isInstanceOf(OutsideScopeException.class);
    assertThatThrownBy(() -> store.entry(CLINICAL, Book.INFRASTRUCTURE, 0))
        .isInstanceOf(OutsideScopeException.class);
    assertThatThrownBy(() -> store.prove(CLINICAL, Book.INFRASTRUCTURE, 0))
        .isInstanceOf(OutsideScopeException.class);
    store.step();

    assertThat(store.search(ALL, Query.builder().book("house").outcome("serious").build()).rows())
        .as("what was refused is recorded")
        .hasSize(3);
  }

  @Test
  void opensNoEntryThatHasAnEventOfAnotherSystem() throws Exception {
    assertThat(store.entry(PACS, Book.CLINICAL, 1)).isPresent();
    assertThat(store.entry(TWO, Book.CLINICAL, 7)).isPresent();
    for (long other : new long[] {0, 2, 3, 7}) {
      assertThatThrownBy(() -> store.entry(PACS, Book.CLINICAL, other))
          .as("entry " + other)
          .isInstanceOf(OutsideScopeException.class);
      assertThatThrownBy(() -> store.prove(PACS, Book.CLINICAL, other))
          .isInstanceOf(OutsideScopeException.class);
    }
    assertThat(store.entry(PACS, Book.CLINICAL, 9_999)).isEmpty();
  }

  @Test
  void aPageTokenIsOfNoUseInAnotherScope() throws Exception {
    Query few = Query.builder().limit(3).build();
    String next = store.search(TWO, few).next();
    assertThat(store.search(TWO, few.withPage(next)).rows()).hasSize(3);
    assertThatThrownBy(() -> store.search(ALL, few.withPage(next)))
        .isInstanceOf(QueryException.class);
  }
}
