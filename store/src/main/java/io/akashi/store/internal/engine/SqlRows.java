package io.akashi.store.internal.engine;

import io.akashi.store.sql.SqlRow;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Reads the rows of any statement whose values are of the types of {@link SqlRow}. */
final class SqlRows {
  private SqlRows() {}

  /** Appends the rows of the result's present chunk. */
  static void read(DuckDBChunkedResult result, List<SqlRow> into) {
    DuckDBDataChunkReader chunk = result.chunk();
    for (long row = 0; row < chunk.rowCount(); row++) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (long column = 0; column < chunk.columnCount(); column++) {
        values.put(result.columnName(column), value(chunk.vector(column), row));
      }
      into.add(new SqlRow(values));
    }
  }

  private static @Nullable Object value(DuckDBReadableVector vector, long row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector.getType()) {
      case VARCHAR -> vector.getString(row);
      case BOOLEAN -> vector.getBoolean(row);
      case SMALLINT -> (long) vector.getShort(row);
      case INTEGER -> (long) vector.getInt(row);
      case BIGINT -> vector.getLong(row);
      case HUGEINT -> vector.getHugeInt(row).longValueExact();
      case DATE -> vector.getLocalDate(row);
      case TIMESTAMP -> vector.getLocalDateTime(row).toInstant(ZoneOffset.UTC);
      default ->
          throw new EngineException(
              EngineException.Reason.FAILED, "a statement gives a " + vector.getType());
    };
  }
}
