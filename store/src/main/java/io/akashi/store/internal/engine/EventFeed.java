package io.akashi.store.internal.engine;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Gives a list of events to DuckDB, column by column. */
final class EventFeed implements DuckDBTableFunction<List<AuditEvent>, EventFeed.Scan, Object> {
  private static final Column[] COLUMNS = Column.values();

  /** The first and last time DuckDB's TIMESTAMP can hold; beyond are its infinities. */
  private static final long FIRST_TIME = -9_223_372_022_400_000_000L;

  private static final long LAST_TIME = Long.MAX_VALUE - 1;

  private final Feeds feeds;

  EventFeed(Feeds feeds) {
    this.feeds = feeds;
  }

  @Override
  @SuppressWarnings("unchecked") // Feeds.events is the only maker of these tickets.
  public List<AuditEvent> bind(DuckDBTableFunctionBindInfo info) {
    for (Column column : COLUMNS) {
      info.addResultColumn(
          column.id(),
          switch (column.type()) {
            case TEXT -> String.class;
            case INT -> Integer.class;
            case LONG, TIME -> Long.class;
          });
    }
    return (List<AuditEvent>) feeds.source(info.getParameter(0).getLong());
  }

  @Override
  public Scan init(DuckDBTableFunctionInitInfo info) {
    info.setMaxThreads(1);
    return new Scan();
  }

  @Override
  public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
    List<AuditEvent> events = info.getBindData();
    Scan scan = info.getInitData();
    int count = (int) Math.min(chunk.capacity(), events.size() - scan.position);
    if (count <= 0) {
      return 0;
    }
    AuditEvent[] rows =
        events.subList(scan.position, scan.position + count).toArray(AuditEvent[]::new);
    scan.position += count;
    byte[] @Nullable [] texts = new byte[count][];
    for (Column column : COLUMNS) {
      DuckDBWritableVector vector = chunk.vector(column.ordinal());
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
      texts[row] = text == null ? null : scan.utf8(text);
    }
    vector.setStringUtf8Batch(0, texts);
  }

  private static void putNumbers(DuckDBWritableVector vector, AuditEvent[] rows, Column column) {
    for (int row = 0; row < rows.length; row++) {
      switch (rows[row].get(column)) {
        case null -> vector.setNull(row);
        case Integer number -> vector.setInt(row, number);
        case Long number when column.type() == Column.Type.TIME ->
            vector.setLong(row, Math.clamp(number, FIRST_TIME, LAST_TIME));
        case Long number -> vector.setLong(row, number);
        case Object other ->
            throw new IllegalStateException(column.id() + " holds a " + other.getClass());
      }
    }
  }

  /** How far one statement has read, and the texts it has met: most of them come again. */
  static final class Scan {
    private static final int SLOTS = 1 << 11;

    private final @Nullable String[] texts = new String[SLOTS];
    private final byte[][] octets = new byte[SLOTS][];
    private int position;

    /** The text in UTF-8; not to be changed. */
    byte[] utf8(String text) {
      int hash = text.hashCode();
      int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
      if (!text.equals(texts[slot])) {
        texts[slot] = text;
        octets[slot] = text.getBytes(StandardCharsets.UTF_8);
      }
      return octets[slot];
    }
  }
}
