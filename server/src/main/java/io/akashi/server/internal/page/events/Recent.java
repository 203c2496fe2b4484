package io.akashi.server.internal.page.events;

import io.akashi.store.Tally;
import io.akashi.store.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a view is counted at once: all of it when that is quick, else its newest part; then the
 * page says from when on, and offers to count the whole.
 *
 * @param view of the same look
 * @param since from when on, or null when it is the whole view
 */
public record Recent(View view, @Nullable Instant since) {
  /** Parameter by which a person asks for the whole. */
  public static final String WHOLE = "whole";

  /**
   * Chooses.
   *
   * @param stretches as {@link View#recent} takes them
   * @param asked what the address says
   */
  public static Recent of(View view, List<? extends Tally.By> ways, int stretches, Filters asked) {
    View recent = asked.has(WHOLE) ? view : view.recent(ways, stretches);
    return new Recent(recent, recent == view ? null : recent.query().from());
  }
}
