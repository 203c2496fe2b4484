package io.akashi.store.internal.segment;

import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.Manifest.Span;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes and measures events files. */
final class EventFile {
  private EventFile() {}

  /**
   * Writes the rows of a relation, in its order; not yet durable. The order is that of the entries:
   * so the newest lie together, and times and indexes take a third of the room (decision 005). No
   * Bloom filters: the lookup says which stretches hold a value. Columns get a dictionary in a row
   * group in which they have half as many different values as rows, or fewer.
   *
   * @param rows of a row group
   */
  static void write(Engine engine, String relation, Path file, int level, int rows) {
    try (Lease lease = engine.work()) {
      lease.execute(
          "COPY (SELECT %s FROM (%s)) TO %s"
                  .formatted(Sql.FILE_COLUMNS, relation, Sql.literal(file))
              + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL %d, ROW_GROUP_SIZE %d,"
                  .formatted(level, rows)
              + " PARQUET_VERSION v2, WRITE_BLOOM_FILTER false, DICTIONARY_SIZE_LIMIT %d)"
                  .formatted(rows / 2));
    }
  }

  /** How many rows, and their times. */
  record Measure(long events, @Nullable Span received, @Nullable Span occurred) {}

  static Measure measure(Engine engine, String relation) {
    Measure[] measure = new Measure[1];
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT count(*), %s, %s FROM (%s)"
              .formatted(ends(Column.RECEIVED_AT), ends(Column.OCCURRED_AT), relation),
          List.of(),
          chunk -> {
            long[] ends = new long[5];
            for (int i = 0; i < ends.length; i++) {
              ends[i] = chunk.vector(i).isNull(0) ? 0 : chunk.vector(i).getLong(0);
            }
            measure[0] =
                new Measure(
                    ends[0],
                    chunk.vector(1).isNull(0) ? null : new Span(ends[1], ends[2]),
                    chunk.vector(3).isNull(0) ? null : new Span(ends[3], ends[4]));
            return false;
          });
    }
    return measure[0];
  }

  private static String ends(Column column) {
    return "epoch_us(min(%1$s)), epoch_us(max(%1$s))".formatted(Sql.name(column));
  }
}
