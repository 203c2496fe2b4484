package io.akashi.reconcile;

import static java.util.Objects.requireNonNull;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.Workbench;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who was seen in the log. Follows it: what was read once is kept in memory and only what came
 * since is read; an end that lies before that is computed from the beginning. Derived and lost with
 * the process. Safe for use by many threads, one after the other.
 */
public final class Sightings {
  /** A sender's clock that is fast must not make a user seem seen tomorrow. */
  private static final String SEEN =
      """
      SELECT coalesce(system, source) AS system, user_id, count(*) AS events,
             min(least(occurred_at, received_at)) AS first_at,
             max(least(occurred_at, received_at)) AS last_at,
             arg_max("index", (least(occurred_at, received_at), "index", part)) AS last_index,
             arg_max(part, (least(occurred_at, received_at), "index", part)) AS last_part
      FROM events
      WHERE user_id IS NOT NULL AND coalesce(outcome, 'unknown') IN ('success', 'unknown')
        AND coalesce(kind, '') NOT IN ('login_failure', 'lockout')
      GROUP BY ALL
      """;

  /** Entries read in one question, so that those of people come between. */
  private static final long SLICE = 1 << 20;

  private final Store store;
  private final long slice;

  // Guarded by this.
  private final Map<Book, Long> read = new EnumMap<>(Book.class);
  private final Map<List<String>, Sighting> known =
      new TreeMap<>(Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast));

  public Sightings(Store store) {
    this(store, SLICE);
  }

  Sightings(Store store, long slice) {
    this.store = store;
    this.slice = slice;
  }

  /**
   * Everybody seen in the entries below those ends, by system and user.
   *
   * @throws StoreException when the log cannot be read
   */
  public synchronized List<Sighting> at(Ends ends) throws StoreException {
    boolean past = Ends.LOGS.stream().anyMatch(book -> ends.of(book) < read.getOrDefault(book, 0L));
    if (past) {
      return new Sightings(store, slice).at(ends);
    }
    for (Book book : Ends.LOGS) {
      long from = read.getOrDefault(book, 0L);
      while (from < ends.of(book)) {
        long end = Math.min(ends.of(book), from + slice);
        read(book, IndexRange.between(from, end));
        read.put(book, end);
        from = end;
      }
    }
    return List.copyOf(known.values());
  }

  private void read(Book book, IndexRange range) throws StoreException {
    try (Workbench bench = store.workbench()) {
      for (SqlRow row : bench.select(book, range, SEEN)) {
        Sighting seen = sighting(book, row);
        known.merge(List.of(seen.system(), seen.userKey()), seen, Sighting::and);
      }
    }
  }

  private static Sighting sighting(Book book, SqlRow row) {
    return new Sighting(
        book,
        requireNonNull(row.text("system")),
        requireNonNull(row.text("user_id")),
        requireNonNull(row.number("events")),
        requireNonNull(row.time("first_at")),
        requireNonNull(row.time("last_at")),
        requireNonNull(row.number("last_index")),
        requireNonNull(row.number("last_part")).intValue());
  }
}
