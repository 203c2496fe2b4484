package io.akashi.store.internal.engine;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Gives a batch of events to DuckDB, column by column. */
final class EventFeed implements DuckDBTableFunction<EventBatch, EventFeed.Scan, Object> {
  private final Feeds feeds;

  EventFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  public EventBatch bind(DuckDBTableFunctionBindInfo info) {
    EventBatch batch = (EventBatch) feeds.source(info.getParameter(0).getLong());
    for (Column column : batch.columns()) {
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
    return new Scan();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    EventBatch batch = info.getBindData();
    List<AuditEvent> events = batch.events();
    Scan scan = info.getInitData();
    int count = (int) Math.min(chunk.capacity(), events.size() - scan.position);
    if (count <= 0) {
      return 0;
    }
    AuditEvent[] rows =
        events.subList(scan.position, scan.position + count).toArray(AuditEvent[]::new);
    scan.position += count;
    byte[] @Nullable [] texts = new byte[count][];
    for (int i = 0; i < batch.columns().size(); i++) {
      Column column = batch.columns().get(i);
      DuckDBWritableVector vector = chunk.vector(i);
      if (column.type() == Column.Type.TEXT) {
        putTexts(vector, rows, column, texts, scan);
      } else {
        putNumbers(vector, rows, column);
      }
    }
    return count;
  }

  private static void putTexts(
      DuckDBWritableVector vector,
      AuditEvent[] rows,
      Column column,
      byte[] @Nullable [] texts,
      Scan scan) {
    for (int row = 0; row < texts.length; row++) {
      String text = rows[row].text(column);
      texts[row] = text == null ? null : scan.texts.of(text);
    }
    vector.setStringUtf8Batch(0, texts);
  }

  private static void putNumbers(DuckDBWritableVector vector, AuditEvent[] rows, Column column) {
    for (int row = 0; row < rows.length; row++) {
      switch (rows[row].get(column)) {
        case null -> vector.setNull(row);
        case Integer number -> vector.setInt(row, number);
        case Long number when column.type() == Column.Type.TIME ->
            vector.setLong(row, Sql.storedTime(column, number));
        case Long number -> vector.setLong(row, number);
        case Object other ->
            throw new IllegalStateException(column.id() + " holds a " + other.getClass());
      }
    }
  }

  /** How far one statement has read. */
  static final class Scan {
    private final Utf8Cache texts = new Utf8Cache();
    private int position;
  }
}
