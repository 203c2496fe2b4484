package io.akashi.server.internal.page.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreOptions;
import io.akashi.store.View;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long, and for whom, a look holds. */
class OpenViewsTest {
  private static final Look SATO = new Look("sato", "auditor", "web", "10.0.0.1");
  private static final Query READ = Query.builder().patient("1").build();

  @TempDir Path folder;

  @Test
  void aViewIsThatOfOnePersonAtOneTerminalForAWhile() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    try (Store store =
        Store.open(
            StoreOptions.of(folder, arrival -> List.of())
                .origin("akashi.example")
                .reserveBytes(1)
                .build())) {
      OpenViews views = new OpenViews(store, now::get);
      View view = views.of(SATO, READ);
      assertThat(views.of(SATO, READ.withPage(null))).isSameAs(view);
      assertThat(views.of(SATO, Query.builder().patient("2").build())).isNotSameAs(view);
      assertThat(views.of(new Look("ito", "auditor", "web", "10.0.0.1"), READ)).isNotSameAs(view);
      assertThat(views.of(new Look("sato", "auditor", "web", "10.0.0.2"), READ)).isNotSameAs(view);
      now.updateAndGet(at -> at.plus(OpenViews.LIFE));
      assertThat(views.of(SATO, READ)).isSameAs(view);
      now.updateAndGet(at -> at.plus(Duration.ofSeconds(1)));
      assertThat(views.of(SATO, READ)).isNotSameAs(view);
    }
  }
}
