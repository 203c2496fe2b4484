package io.akashi.store;

import io.akashi.event.Column;
import io.akashi.store.internal.book.OpenStore;
import java.time.Instant;
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
    return open.tallied(look, query, by);
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
