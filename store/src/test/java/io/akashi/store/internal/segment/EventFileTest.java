package io.akashi.store.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EngineOptions;
import io.akashi.store.internal.engine.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final int ROWS = 16_384;
  private static final int BYTES = 8_192;

  /** Rows with a message of their own each, made while they are read. */
  private static final String WIDE =
      """
      SELECT * EXCLUDE (i) REPLACE (i AS "index", repeat(md5(i::VARCHAR), %d) AS message)
      FROM (SELECT none.*, r.range AS i FROM range(%d) r LEFT JOIN (%s) none ON false)
      """
          .formatted(BYTES / 32, ROWS, Sql.NO_EVENTS);

  @TempDir Path folder;

  private Engine engine() {
    return Engine.start(
        new EngineOptions(
            128 << 20,
            1,
            List.of(folder),
            folder.resolve("spill"),
            1,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30)));
  }

  @Test
  void wideRowsAreWrittenWithLittleMemory() throws Exception {
    RowGroups groups = new RowGroups();
    for (int i = 0; i < ROWS; i++) {
      groups.add(BYTES);
    }
    Path file = folder.resolve("events.parquet");
    try (Engine engine = engine()) {
      assertThatThrownBy(() -> EventFile.write(engine, WIDE, file, 3, RowGroups.MOST_ROWS))
          .as("all rows in one group")
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Out of Memory");
    }
    Files.deleteIfExists(file);
    try (Engine engine = engine()) { // the first does not give back all it took
      EventFile.write(engine, WIDE, file, 3, groups.rows());
      assertThat(EventFile.measure(engine, Sql.readEvents(List.of(file))).events()).isEqualTo(ROWS);
    }
  }
}
