package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.internal.engine.EventBatch;
import io.akashi.store.internal.engine.EventColumns;
import java.util.Set;

/**
 * The rows of one range of indexes, in one DuckDB table. The table is dropped when it is retired
 * and nobody reads it any more.
 */
final class HotTable {
  private final String name;
  private final Set<Column> columns;
  private final long from;
  private final Runnable drop;
  private volatile long end;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;
  private int readers;
  private boolean retired;

  /**
   * @param columns those it has; the others are null in all rows
   */
  HotTable(String name, Set<Column> columns, long from, long end, Runnable drop) {
    this.name = name;
    this.columns = Set.copyOf(columns);
    this.from = from;
    this.end = end;
    this.drop = drop;
  }

  String name() {
    return name;
  }

  /** The columns it has; the others are null in all rows. */
  Set<Column> columns() {
    return columns;
  }

  /** Lowest index whose rows may lie here. */
  long from() {
    return from;
  }

  /** The index behind the last whose rows may lie here. */
  long end() {
    return end;
  }

  /** Takes no rows from {@code at} on; none were put in yet. */
  void endAt(long at) {
    end = Math.min(end, at);
  }

  /** Widens the time range before the rows become visible. */
  synchronized void expect(EventBatch batch) {
    EventColumns rows = batch.rows();
    for (int row = batch.from(); row < batch.to(); row++) {
      if (rows.hasNumber(Column.OCCURRED_AT, row)) {
        long micros = rows.number(Column.OCCURRED_AT, row);
        firstMicros = Math.min(firstMicros, micros);
        lastMicros = Math.max(lastMicros, micros);
      } else {
        firstMicros = Long.MIN_VALUE;
        lastMicros = Long.MAX_VALUE;
      }
    }
  }

  synchronized long firstMicros() {
    return firstMicros;
  }

  synchronized long lastMicros() {
    return lastMicros;
  }

  /** Keeps the table alive; false when it is already going. */
  synchronized boolean retain() {
    if (retired) {
      return false;
    }
    readers++;
    return true;
  }

  void release() {
    boolean last;
    synchronized (this) {
      readers--;
      last = retired && readers == 0;
    }
    if (last) {
      drop.run();
    }
  }

  /** No further reader may come; the table goes with the last one. */
  void retire() {
    boolean last;
    synchronized (this) {
      last = !retired && readers == 0;
      retired = true;
    }
    if (last) {
      drop.run();
    }
  }
}
