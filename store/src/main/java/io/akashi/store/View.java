package io.akashi.store;

import io.akashi.event.Column;
import io.akashi.store.internal.book.OpenStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question whose look is recorded: its further pages, its counts and its rows in another order
 * are parts of the same view and no further looks. Immutable, safe for use by many threads.
 */
public final class View {
  private final OpenStore open;
  private final Look look;
  private final Query query;

  View(OpenStore open, Look look, Query query) {
    this.open = open;
    this.look = look;
    this.query = query;
  }

  /** What is asked, as far as the one who looks may see it. */
  public Query query() {
    return query;
  }

  /**
   * One page of rows.
   *
   * @param token {@link Page#next} of the page before, or null for the first
   * @throws QueryException when the token is of another question, or the answer takes too long
   */
  public Page page(@Nullable String token) {
    return open.page(look, query.withPage(token));
  }

  /**
   * Number of events before a page, in the order of the query: counted now, whatever there was when
   * the token was given.
   *
   * @param token {@link Page#next} of the page before, or null for the first
   * @throws QueryException as {@link #page}
   */
  public long ahead(@Nullable String token) {
    return open.ahead(look, query.withPage(token));
  }

  /**
   * The first rows in another order.
   *
   * @param sort one of {@link Query#SORTS}
   * @param limit most rows, 1 to {@value Query#MAX_LIMIT}
   * @throws QueryException when the answer takes too long
   */
  public Page first(Column sort, boolean descending, int limit) {
    return open.page(look, query.ordered(sort, descending, limit));
  }

  /**
   * Number of events, told apart by time or value.
   *
   * @throws QueryException when the answer takes too long
   */
  public Tally tally(Tally.By by) {
    return open.tallied(look, query, List.of(by)).getFirst();
  }

  /**
   * As {@link #tally} in several ways, whose rows are read once.
   *
   * @param ways at most 60
   * @return a tally for each way, in their order
   * @throws QueryException when the answer takes too long
   */
  public List<Tally> tallies(List<? extends Tally.By> ways) {
    return open.tallied(look, query, ways);
  }

  /**
   * The newest part of this view that can be counted in those ways without reading much, a part of
   * the same look: the view itself when tables tell the counts or few rows do, else one whose
   * {@link Query#from} is later.
   *
   * @param stretches of 65,536 entries in which rows are read at most, at least 1
   */
  public View recent(List<? extends Tally.By> ways, int stretches) {
    Instant from = open.recent(query, ways, stretches);
    return from == null ? this : new View(open, look, query.within(from, query.to()));
  }

  /**
   * Number of events that happened at a time or later.
   *
   * @throws QueryException when the answer takes too long
   */
  public long since(Instant time) {
    Instant to = query.to();
    Instant from = query.from();
    if (to != null && !time.isBefore(to)) {
      return 0;
    }
    Instant begin = from != null && from.isAfter(time) ? from : time;
    return open.counted(look, query.within(begin, to));
  }
}
