package io.akashi.server.internal.watch;

import static java.util.Objects.requireNonNull;

import io.akashi.reconcile.Ends;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the log says of its sources: a fold over the books of events that follows their end, and
 * meanwhile goes back from where it began to the first entry, a piece at a time, so that the last
 * days are there at once and no statement runs for long. Derived, lost with the process. Safe for
 * use by many threads.
 */
public final class SourceLedger {
  /** Entries that one statement reads. */
  static final long PIECE = 1L << 22;

  private static final long HOUR = 3600;

  private static final String BY_SOURCE =
      """
      SELECT source, count(*) AS events, min(received_at) AS first_at, max(received_at) AS last_at,
             max("index") AS last_index, arg_max(system, "index") AS system, arg_max(format, "index") AS format,
             count(*) FILTER (decode_status = 'unreadable') AS unreadable,
             count(*) FILTER (decode_status = 'partial') AS partial,
             max("index") FILTER (decode_status = 'unreadable') AS unreadable_at,
             max("index") FILTER (decode_status = 'partial') AS partial_at
      FROM events GROUP BY source ORDER BY source
      """;

  private final Store store;
  private final InstantSource clock;

  // Guarded by this: by book and source, and which entries of each book are counted.
  private final Map<Book, SortedMap<String, SourceFigures>> known = new EnumMap<>(Book.class);
  private final Map<Book, IndexRange> counted = new EnumMap<>(Book.class);
  private volatile List<SourceFigures> figures = List.of();
  private volatile boolean complete;

  public SourceLedger(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What is known, by book and source. */
  public List<SourceFigures> figures() {
    return figures;
  }

  /** Whether everything up to the first entry has been counted. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Counts what has come, and one piece of what was there before.
   *
   * @return whether there was anything to count
   */
  public synchronized boolean follow() throws StoreException {
    boolean any = false;
    boolean all = true;
    for (Status.BookStatus book : store.status().books()) {
      if (Ends.LOGS.contains(book.book())) {
        any |= follow(book.book(), book.decoded());
        all &= counted.getOrDefault(book.book(), new IndexRange(0, 0)).first() == 0;
      }
    }
    if (any) {
      figures = known.values().stream().flatMap(sources -> sources.values().stream()).toList();
    }
    complete = all;
    return any;
  }

  private boolean follow(Book book, long end) throws StoreException {
    IndexRange done = counted.getOrDefault(book, new IndexRange(end, 0));
    boolean any = false;
    if (done.end() < end) {
      long to = Math.min(end, done.end() + PIECE);
      count(book, IndexRange.between(done.end(), to));
      done = IndexRange.between(done.first(), to);
      any = true;
    }
    if (done.first() > 0) {
      long from = Math.max(0, done.first() - PIECE);
      count(book, IndexRange.between(from, done.first()));
      done = IndexRange.between(from, done.end());
      any = true;
    }
    counted.put(book, done);
    return any;
  }

  private void count(Book book, IndexRange range) throws StoreException {
    Instant now = clock.instant();
    long oldest = now.minus(Duration.ofDays(SourceFigures.DAYS)).getEpochSecond() / HOUR;
    try (Workbench bench = store.workbench()) {
      Map<String, SortedMap<Long, Long>> hours = new TreeMap<>();
      for (SqlRow row : bench.select(book, range, byHour(oldest))) {
        hours
            .computeIfAbsent(requireNonNull(row.text("source")), source -> new TreeMap<>())
            .put(requireNonNull(row.number("hour")), requireNonNull(row.number("events")));
      }
      SortedMap<String, SourceFigures> sources =
          known.computeIfAbsent(book, each -> new TreeMap<>());
      for (SqlRow row : bench.select(book, range, BY_SOURCE)) {
        String source = requireNonNull(row.text("source"));
        SourceFigures read = figures(book, row, hours.getOrDefault(source, new TreeMap<>()));
        sources.merge(source, read, (before, more) -> before.and(more, oldest));
      }
    }
  }

  /** The hour is a number that was computed here, never text from outside. */
  private static String byHour(long oldest) {
    return """
    SELECT source, epoch_us(received_at) // 3600000000 AS hour, count(*) AS events
    FROM events WHERE epoch_us(received_at) >= %d * 3600000000 GROUP BY ALL ORDER BY source, hour
    """
        .formatted(oldest);
  }

  private static SourceFigures figures(Book book, SqlRow row, SortedMap<Long, Long> hours) {
    String format = row.text("format");
    return new SourceFigures(
        requireNonNull(row.text("source")),
        book,
        row.text("system"),
        format == null ? "" : format,
        requireNonNull(row.number("events")),
        requireNonNull(row.number("unreadable")),
        requireNonNull(row.number("partial")),
        row.number("unreadable_at"),
        row.number("partial_at"),
        requireNonNull(row.time("first_at")),
        requireNonNull(row.time("last_at")),
        requireNonNull(row.number("last_index")),
        hours);
  }
}
