package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Column;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One look, more than one answer. */
class ViewTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  @TempDir Path folder;

  @Test
  void allThatAViewOfAQueryAnswersIsOneLook() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.CLINICAL, Stores.lines(0, 300)).get();
      store.step();
      View view = store.view(LOOK, Query.builder().book("clinical").limit(100).build());
      Page first = view.page(null);
      Page second = view.page(first.next());
      assertThat(second.rows()).hasSize(100).doesNotContainAnyElementsOf(first.rows());
      assertThat(view.first(Column.OCCURRED_AT, false, 1).rows().getFirst().get(Column.INDEX))
          .isEqualTo(0L);
      assertThat(view.tally(new Tally.ByTime(ChronoUnit.DAYS, ZoneId.of("UTC"))).rows())
          .isNotEmpty();
      Instant newest = first.rows().getFirst().time(Column.OCCURRED_AT);
      assertThat(view.since(newest.plusNanos(1_000))).isZero();
      assertThat(view.since(Instant.EPOCH)).isEqualTo(300);
      assertThat(looks(store)).isEqualTo(1);
    }
  }

  @Test
  void readingAndProvingAViewedEntryIsOneLook() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
      EntryView view = store.view(LOOK, Book.CLINICAL, 3);
      assertThat(view.entry()).isPresent();
      assertThat(view.entry().orElseThrow().doubt()).isEmpty();
      assertThat(view.prove().proof()).startsWith("c2sp.org/tlog-proof@v1");
      assertThat(store.view(LOOK, Book.CLINICAL, 10).entry()).isEmpty();
      assertThat(looks(store)).isEqualTo(2);
    }
  }

  private static int looks(Store store) throws StoreException {
    store.step();
    Query query = Query.builder().book("house").user("tester").build();
    // The one that asks is recorded too, and not searchable yet.
    return store.search(LOOK, query).rows().size();
  }
}
