package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EventBatch;
import io.akashi.store.internal.engine.EventColumns;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.engine.Utf8Cache;
import io.akashi.store.internal.segment.RowDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events of one book's entries that are not sealed yet, searchable. Derived: lost at every stop
 * and read again from the journal.
 *
 * <p>{@link #add}, {@link #flush} and {@link #cut} belong to the follower's thread; {@link
 * #release} and {@link #snapshot} may come from any.
 */
public final class HotRows implements AutoCloseable {
  private static final AtomicLong NAMES = new AtomicLong();

  /**
   * Entries whose rows share one table, at most. The rows of a whole table that come in one {@link
   * #flush} are moved into it by DuckDB; rows that come to others are copied a second time.
   */
  public static final int TABLE_ENTRIES = 32_768;

  private final Engine engine;
  private final String book;
  private final int tableEntries;

  // Owned by the follower's thread.
  private final Utf8Cache texts = new Utf8Cache();
  private EventColumns pending = new EventColumns(texts);

  /** Rows of {@link #pending} that are in their tables. */
  private int done;

  /** Columns that any row had so far. */
  private final EnumSet<Column> columns = EnumSet.of(Column.INDEX);

  private volatile long cut;

  // Guarded by itself.
  private final RowDigest digest = new RowDigest();

  // Guarded by this. In the order of their indexes.
  private final List<HotTable> tables = new ArrayList<>();
  private volatile long next;

  /**
   * @param from index of the first entry that is not sealed
   * @param tableEntries entries whose rows share one table
   */
  public HotRows(Engine engine, String book, long from, int tableEntries) {
    this.engine = engine;
    this.book = book;
    this.tableEntries = tableEntries;
    this.next = from;
    this.cut = from;
  }

  public String book() {
    return book;
  }

  /** Every event of the entries below this index can be found. */
  public long next() {
    return next;
  }

  /** Takes events, in the order of their indexes; they can be found after {@link #flush}. */
  public void add(List<AuditEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      pending.add(events.get(i));
    }
  }

  /**
   * Makes what was added searchable. When it throws, nothing is lost: call it again.
   *
   * @param upTo index behind the last entry that was added, with events or without
   */
  public void flush(long upTo) {
    columns.addAll(pending.used());
    while (done < pending.size()) {
      HotTable table = tableFor(indexOf(done));
      int to = done + 1;
      while (to < pending.size() && indexOf(to) < table.end()) {
        to++;
      }
      EventBatch batch = EventBatch.of(pending, done, to);
      table.expect(batch);
      try (Lease lease = engine.work()) {
        engine.feeds().insert(lease, table.name(), batch);
      }
      synchronized (digest) {
        digest.add(batch);
      }
      done = to;
    }
    pending = new EventColumns(texts);
    done = 0;
    next = upTo;
  }

  /** The rows of entries from here on go to a new table; {@code at} is not below what was added. */
  public synchronized void cut(long at) {
    cut = at;
    if (!tables.isEmpty()) {
      tables.getLast().endAt(at);
    }
  }

  private HotTable tableFor(long index) {
    long from = Math.max(index - index % tableEntries, cut);
    synchronized (this) {
      if (!tables.isEmpty() && index < tables.getLast().end()) {
        if (tables.getLast().columns().containsAll(columns)) {
          return tables.getLast();
        }
        // Rows with further columns go to a table that has them.
        tables.getLast().endAt(index);
        from = index;
      }
    }
    String name = "hot_" + NAMES.incrementAndGet();
    run(Sql.createEvents(name, columns));
    long end = index - index % tableEntries + tableEntries;
    HotTable table = new HotTable(name, columns, from, end, () -> run("DROP TABLE " + name));
    synchronized (this) {
      tables.add(table);
    }
    return table;
  }

  private void run(String statement) {
    try (Lease lease = engine.work()) {
      lease.execute(statement);
    }
  }

  /**
   * Lets go of the rows below an index, which are sealed and in the catalogue. Running queries keep
   * what they read.
   */
  public void release(long below) {
    List<HotTable> gone = new ArrayList<>();
    synchronized (this) {
      while (!tables.isEmpty() && tables.getFirst().end() <= below) {
        gone.add(tables.removeFirst());
      }
    }
    gone.forEach(HotTable::retire);
    synchronized (digest) {
      digest.forget(below);
    }
  }

  /**
   * The digest of the rows of a range of entries that are searchable and not released.
   *
   * @param range multiples of 256
   */
  public String digest(IndexRange range) {
    synchronized (digest) {
      return digest.over(range.first(), range.end());
    }
  }

  /** What can be found now, kept until closed. Take it before the list of segments. */
  public synchronized Snapshot snapshot() {
    List<HotTable> kept = new ArrayList<>();
    for (HotTable table : tables) {
      if (table.retain()) {
        kept.add(table);
      }
    }
    return new Snapshot(kept, next);
  }

  /** The rows of one moment. */
  public record Snapshot(List<HotTable> tables, long next) implements AutoCloseable {
    /** The rows of entries in a range, as a relation of all columns. */
    public String relation(long from, long to) {
      List<String> parts = new ArrayList<>(List.of(Sql.NO_EVENTS));
      for (HotTable table : tables) {
        parts.add(rows(table, from, to));
      }
      return String.join(" UNION ALL ", parts);
    }

    static String rows(HotTable table, long from, long to) {
      return "SELECT %s FROM %s WHERE \"index\" >= %d AND \"index\" < %d"
          .formatted(Sql.allOf(table.columns()), table.name(), from, to);
    }

    @Override
    public void close() {
      tables.forEach(HotTable::release);
    }
  }

  private long indexOf(int row) {
    return pending.number(Column.INDEX, row);
  }

  /** Drops all rows. */
  @Override
  public void close() {
    List<HotTable> gone;
    synchronized (this) {
      gone = List.copyOf(tables);
      tables.clear();
    }
    gone.forEach(HotTable::retire);
  }
}
