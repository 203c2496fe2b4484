package io.akashi.store.internal.engine;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/** Turns rows of {@link Sql#READ_COLUMNS} back into events. */
public final class EventRows {
  private static final Column[] COLUMNS = Column.values();

  private EventRows() {}

  /** Appends the rows of a chunk whose first columns are {@link Sql#READ_COLUMNS}. */
  public static void read(DuckDBDataChunkReader chunk, List<AuditEvent> into) {
    int count = (int) chunk.rowCount();
    AuditEvent.Builder[] rows = new AuditEvent.Builder[count];
    for (int row = 0; row < count; row++) {
      rows[row] = AuditEvent.builder();
    }
    for (Column column : COLUMNS) {
      DuckDBReadableVector vector = chunk.vector(column.ordinal());
      for (int row = 0; row < count; row++) {
        if (!vector.isNull(row)) {
          set(rows[row], column, vector, row);
        }
      }
    }
    for (AuditEvent.Builder row : rows) {
      into.add(row.build());
    }
  }

  private static void set(
      AuditEvent.Builder event, Column column, DuckDBReadableVector vector, int row) {
    switch (column.type()) {
      case TEXT -> event.set(column, vector.getString(row));
      case INT -> event.set(column, vector.getInt(row));
      case LONG, TIME -> event.set(column, vector.getLong(row));
    }
  }
}
