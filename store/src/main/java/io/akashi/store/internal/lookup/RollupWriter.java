package io.akashi.store.internal.lookup;

import com.github.luben.zstd.ZstdCompressCtx;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Makes the content of a rollup file; the same rows give the same bytes. For one thread. */
public final class RollupWriter {
  private static final int ZSTD_LEVEL = 6;

  private final List<Map<String, Integer>> values = new ArrayList<>();
  private final ByteArrayOutputStream cells = new ByteArrayOutputStream();
  private long undated;
  private long dated;
  private long hour;

  private RollupWriter() {
    Rollup.COLUMNS.forEach(column -> values.add(new LinkedHashMap<>()));
  }

  /** The rollup of the rows a relation gives. */
  public static byte[] of(Engine engine, String relation) {
    RollupWriter writer = new RollupWriter();
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT epoch_us(%s) // %d, %s, count(*) FROM (%s) GROUP BY ALL ORDER BY %s"
              .formatted(
                  "date_trunc('hour', %s)".formatted(Sql.name(Column.OCCURRED_AT)),
                  Rollup.HOUR_MICROS,
                  Rollup.COLUMNS.stream().map(Sql::name).collect(Collectors.joining(", ")),
                  relation,
                  "1 NULLS FIRST, 2 NULLS FIRST, 3 NULLS FIRST, 4 NULLS FIRST, 5 NULLS FIRST, 6 NULLS FIRST"),
          List.of(),
          chunk -> {
            writer.add(chunk);
            return true;
          });
    }
    return writer.file();
  }

  private void add(DuckDBDataChunkReader chunk) {
    for (long row = 0; row < chunk.rowCount(); row++) {
      addHour(chunk.vector(0), row);
      for (int column = 0; column < values.size(); column++) {
        Base128.write(id(values.get(column), chunk.vector(column + 1), row), cells);
      }
      Base128.write(chunk.vector(values.size() + 1).getLong(row), cells);
    }
  }

  private void addHour(DuckDBReadableVector hours, long row) {
    if (hours.isNull(row)) {
      undated++;
      return;
    }
    long next = hours.getLong(row);
    if (dated == 0) {
      Base128.writeSigned(next, cells);
    } else {
      Base128.write(next - hour, cells);
    }
    hour = next;
    dated++;
  }

  private static int id(Map<String, Integer> known, DuckDBReadableVector vector, long row) {
    return vector.isNull(row)
        ? 0
        : known.computeIfAbsent(vector.getString(row), value -> known.size() + 1);
  }

  private byte[] file() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map<String, Integer> column : values) {
      Base128.write(column.size(), body);
      column
          .keySet()
          .forEach(value -> Base128.writeOctets(value.getBytes(StandardCharsets.UTF_8), body));
    }
    Base128.write(undated, body);
    Base128.write(dated, body);
    body.writeBytes(cells.toByteArray());
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      zstd.setLevel(ZSTD_LEVEL);
      zstd.setChecksum(true);
      byte[] packed = zstd.compress(body.toByteArray());
      return ByteBuffer.allocate(Rollup.HEADER + packed.length)
          .put(Rollup.MAGIC)
          .putInt(body.size())
          .put(packed)
          .array();
    }
  }
}
