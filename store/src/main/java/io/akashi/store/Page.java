package io.akashi.store;

import io.akashi.event.AuditEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param rows the events, in the order of the query; at most {@link Query#limit}
 * @param next token of the page that follows, or null when this is the last. A text search that
 *     used up its time gives fewer rows than the limit and a token with which it goes on
 */
public record Page(List<AuditEvent> rows, @Nullable String next) {
  public Page {
    rows = List.copyOf(rows);
  }

  /** Whether there is a page after this one. */
  public boolean more() {
    return next != null;
  }
}
