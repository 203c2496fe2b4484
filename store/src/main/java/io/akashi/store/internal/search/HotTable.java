package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;

/**
 * The rows of one range of indexes, in one DuckDB table. The table is dropped when it is retired
 * and nobody reads it any more.
 */
final class HotTable {
  private final String name;
  private final long from;
  private final Runnable drop;
  private volatile long end;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;
  private int readers;
  private boolean retired;

  HotTable(String name, long from, long end, Runnable drop) {
    this.name = name;
    this.from = from;
    this.end = end;
    this.drop = drop;
  }

  String name() {
    return name;
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
  synchronized void expect(List<AuditEvent> rows) {
    for (AuditEvent row : rows) {
      if (row.get(Column.OCCURRED_AT) instanceof Long micros) {
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
