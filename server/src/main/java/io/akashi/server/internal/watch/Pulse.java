package io.akashi.server.internal.watch;

import io.akashi.store.Book;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events happened in each hour of the last days, for everybody who opens the first page:
 * counted again after a few seconds at the earliest. It shows nobody and nothing, so it is no look
 * at the log (decision 012). Safe for use by many threads.
 */
public final class Pulse {
  private static final int HOURS = 7 * 24;
  private static final Duration GOOD_FOR = Duration.ofSeconds(15);

  private final Store store;
  private final InstantSource clock;
  private final ZoneId zone;

  // Guarded by this.
  private List<Hour> last = List.of();
  private Instant counted = Instant.MIN;

  public Pulse(Store store, InstantSource clock, ZoneId zone) {
    this.store = store;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * One hour.
   *
   * @param from when it begins
   * @param clinical events of the book {@code clinical} that occurred in it
   * @param infrastructure the same of the other
   */
  public record Hour(Instant from, long clinical, long infrastructure) {
    /** When the next begins. */
    public Instant to() {
      return from.plus(1, ChronoUnit.HOURS);
    }
  }

  /** The last seven days, oldest hour first, those without events too. */
  public synchronized List<Hour> hours() throws StoreException {
    Instant now = clock.instant();
    if (last.isEmpty() || now.isAfter(counted.plus(GOOD_FOR))) {
      last = count(now.truncatedTo(ChronoUnit.HOURS));
      counted = now;
    }
    return last;
  }

  private List<Hour> count(Instant hour) throws StoreException {
    Instant from = hour.minus(HOURS - 1L, ChronoUnit.HOURS);
    Map<Instant, Long> clinical = count(Book.CLINICAL, from, hour);
    Map<Instant, Long> infrastructure = count(Book.INFRASTRUCTURE, from, hour);
    List<Hour> hours = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      Instant at = from.plus(i, ChronoUnit.HOURS);
      hours.add(new Hour(at, clinical.getOrDefault(at, 0L), infrastructure.getOrDefault(at, 0L)));
    }
    return hours;
  }

  private Map<Instant, Long> count(Book book, Instant from, Instant last) throws StoreException {
    Query query =
        Query.builder().book(book.id()).from(from).to(last.plus(1, ChronoUnit.HOURS)).build();
    Map<Instant, Long> events = new HashMap<>();
    for (Tally.Row row : store.volume(query, new Tally.ByTime(ChronoUnit.HOURS, zone)).rows()) {
      events.merge(OffsetDateTime.parse(row.key()).toInstant(), row.events(), Long::sum);
    }
    return events;
  }
}
