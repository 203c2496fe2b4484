package io.akashi.store.internal.engine;

import io.akashi.event.Column;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/** Gives the varying columns of a batch of events to DuckDB. */
final class EventFeed implements DuckDBTableFunction<EventBatch, EventFeed.Scan, Object> {
  private final Feeds feeds;

  EventFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  public EventBatch bind(DuckDBTableFunctionBindInfo info) {
    EventBatch batch = (EventBatch) feeds.source(info.getParameter(0).getLong());
    for (Column column : batch.varying()) {
      info.addResultColumn(
          column.id(),
          switch (column.type()) {
            case TEXT -> String.class;
            case INT -> Integer.class;
            case LONG, TIME -> Long.class;
          });
    }
    return batch;
  }

  @Override
  public Scan init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    EventBatch batch = info.getBindData();
    return new Scan(batch.varying(), batch.from());
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    EventBatch batch = info.getBindData();
    Scan scan = info.getInitData();
    int from = scan.position;
    int to = (int) Math.min(from + chunk.capacity(), batch.to());
    for (int i = 0; i < scan.columns.size() && from < to; i++) {
      Column column = scan.columns.get(i);
      DuckDBWritableVector vector = chunk.vector(i);
      if (column.type() == Column.Type.TEXT) {
        vector.setStringUtf8Batch(0, batch.rows().texts(column, from, to));
      } else {
        putNumbers(vector, batch.rows(), column, from, to);
      }
    }
    int count = to - from;
    scan.position = to;
    return count;
  }

  private static void putNumbers(
      DuckDBWritableVector vector, EventColumns rows, Column column, int from, int to) {
    for (int row = from; row < to; row++) {
      int at = row - from;
      if (!rows.hasNumber(column, row)) {
        vector.setNull(at);
      } else if (column.type() == Column.Type.INT) {
        vector.setInt(at, (int) rows.number(column, row));
      } else {
        vector.setLong(at, rows.number(column, row));
      }
    }
  }

  /** How far one statement has read. */
  static final class Scan {
    private final List<Column> columns;
    private int position;

    private Scan(List<Column> columns, int position) {
      this.columns = columns;
      this.position = position;
    }
  }
}
