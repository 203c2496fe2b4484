package io.akashi.server.internal.page.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.HouseFixture;
import io.akashi.server.export.ExportFormat;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.store.Look;
import io.akashi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports beside a log that needs the disk. */
class ExportDeskTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @TempDir Path folder;

  @Test
  void stopsBeforeItTakesTheRoomOfTheLogAndForWhoMayNotHaveItAnyMore() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      Store store = house.house().store();
      try (ExportDesk desk =
          new ExportDesk(store, InstantSource.system(), TOKYO, _ -> true, () -> 1 << 20)) {
        assertThat(failed(desk).trouble()).contains("空きが少ない");
      }
      AtomicInteger asked = new AtomicInteger();
      try (ExportDesk desk =
          new ExportDesk(
              store,
              InstantSource.system(),
              TOKYO,
              // Until the last page is written; whoever loses the right then gets nothing either.
              _ -> asked.incrementAndGet() < 3,
              () -> 1L << 40)) {
        Export export = failed(desk);
        assertThat(asked.get()).isEqualTo(3);
        assertThat(export.trouble()).contains("権限または閲覧範囲が変わった");
        assertThat(export.whole()).isEmpty();
        assertThat(export.file()).doesNotExist();
      }
    }
  }

  private static Export failed(ExportDesk desk) throws Exception {
    Look look = new Look("sato", "auditor", "web", "127.0.0.1");
    Export export = desk.begin(look, Filters.none(TOKYO), "", ExportFormat.CSV_UTF8);
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (export.isUnderWay() && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(export.state()).isEqualTo(Export.State.FAILED);
    return export;
  }
}
