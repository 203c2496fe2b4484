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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports beside a log that needs the disk. */
class ExportDeskTest {
  @TempDir Path folder;

  @Test
  void stopsBeforeItTakesTheRoomOfTheLog() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of())) {
      Store store = house.house().store();
      try (ExportDesk desk =
          new ExportDesk(store, InstantSource.system(), ZoneId.of("Asia/Tokyo"), () -> 1 << 20)) {
        Look look = new Look("sato", "auditor", "web", "127.0.0.1");
        Filters all = Filters.none(ZoneId.of("Asia/Tokyo"));
        Export export = desk.begin(look, all, "", ExportFormat.CSV_UTF8);
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (export.isUnderWay() && Instant.now().isBefore(end)) {
          Thread.onSpinWait();
        }
        assertThat(export.state()).isEqualTo(Export.State.FAILED);
        assertThat(export.trouble()).contains("空きが少ない");
      }
    }
  }
}
