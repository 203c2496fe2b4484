package io.akashi.server.internal.watch;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.store.Book;
import io.akashi.store.Query;
import io.akashi.store.Scope;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.store.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many events of the last seven days say that something went wrong which a person has to look
 * at: malware, cleared logs, failed backups. Rollups tell them apart by full hours, so no sealed
 * row is read; who opens the first page within the same seconds gets the same counts. It shows
 * nobody and nothing, so it is no look at the log (decision 012). Safe for use by many threads.
 */
public final class Incidents {
  /** The kinds that are counted, the gravest first. */
  public static final List<Kind> KINDS =
      List.of(Kind.MALWARE, Kind.LOG_CLEARED, Kind.BACKUP_FAILURE);

  private static final int HOURS = 7 * 24;
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);
  private static final Set<Book> RECEIVED = Set.of(Book.CLINICAL, Book.INFRASTRUCTURE);

  private final Store store;
  private final InstantSource clock;

  // Guarded by this.
  private final Map<Scope, Counted> last = new HashMap<>();

  public Incidents(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What was counted.
   *
   * @param at when
   * @param from the first moment counted, seven days ago at a full hour
   * @param to the first not counted: the end of the present hour
   * @param events by kind, those of {@link #KINDS} that occurred; above 0
   */
  public record Counted(Instant at, Instant from, Instant to, Map<Kind, Long> events) {
    public Counted {
      events = Map.copyOf(events);
    }
  }

  /** What a search by somebody of that scope finds, within {@value #HOURS} hours. */
  public synchronized Counted within(Scope scope) throws StoreException {
    Instant now = clock.instant();
    last.values().removeIf(old -> now.isAfter(old.at().plus(GOOD_FOR)));
    Counted known = last.get(scope);
    if (known == null) {
      known = count(scope, now);
      last.put(scope, known);
    }
    return known;
  }

  private Counted count(Scope scope, Instant now) throws StoreException {
    Instant to = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    Instant from = to.minus(HOURS, ChronoUnit.HOURS);
    Map<Kind, Long> events = new EnumMap<>(Kind.class);
    for (Query query : queries(scope, from, to)) {
      for (Tally.Row row :
          store.volume(query, new Tally.ByValue(Column.KIND, Kind.values().length)).rows()) {
        Kind.of(row.key())
            .filter(KINDS::contains)
            .ifPresent(kind -> events.merge(kind, row.events(), Long::sum));
      }
    }
    return new Counted(now, from, to, events);
  }

  /** One for each system of a narrowed scope: rollups answer for one system, and for all. */
  private static List<Query> queries(Scope scope, Instant from, Instant to) {
    Set<Book> books = new HashSet<>(RECEIVED);
    books.removeIf(book -> !scope.has(book));
    if (books.isEmpty()) {
      return List.of();
    }
    Query all = Query.builder().from(from).to(to).build().of(books);
    List<Query> queries = new ArrayList<>();
    for (String system : scope.systems()) {
      queries.add(all.seenBy(new Scope(books, Set.of(system))));
    }
    return queries.isEmpty() ? List.of(all) : queries;
  }
}
