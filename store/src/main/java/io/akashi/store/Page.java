package io.akashi.store;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param rows the events, in the order of the query; at most {@link Query#limit}
 * @param next token of the page that follows, or null when this is the last. A search that used up
 *     its time, or whose rows are very long, gives fewer rows than the limit and a token with which
 *     it goes on
 */
public record Page(List<AuditEvent> rows, @Nullable String next) {
  private static final int OF_A_ROW = 400;
  private static final Column[] COLUMNS = Column.values();

  public Page {
    rows = List.copyOf(rows);
  }

  /** About how many bytes of memory the rows hold. */
  public long weight() {
    long bytes = 0;
    for (AuditEvent row : rows) {
      bytes += weight(row);
    }
    return bytes;
  }

  /** About how many bytes of memory an event holds. */
  public static long weight(AuditEvent row) {
    long bytes = OF_A_ROW;
    for (Column column : COLUMNS) {
      if (row.get(column) instanceof String text) {
        bytes += 2L * text.length();
      }
    }
    return bytes;
  }

  /** Whether there is a page after this one. */
  public boolean more() {
    return next != null;
  }
}
