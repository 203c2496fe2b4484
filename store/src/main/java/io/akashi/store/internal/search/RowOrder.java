package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order of {@link Conditions#order}, for rows that several statements gave. */
final class RowOrder {
  private RowOrder() {}

  static Comparator<AuditEvent> of(Query query) {
    Column sort = query.sort();
    Comparator<AuditEvent> place =
        Comparator.<AuditEvent, String>comparing(event -> String.valueOf(event.text(Column.BOOK)))
            .thenComparingLong(event -> number(event, Column.INDEX))
            .thenComparingLong(event -> number(event, Column.PART));
    Comparator<AuditEvent> value = (a, b) -> compare(a.get(sort), b.get(sort));
    Comparator<AuditEvent> valued = Comparator.comparing(event -> event.get(sort) == null);
    return query.descending()
        ? valued.thenComparing(value.reversed()).thenComparing(place.reversed())
        : valued.thenComparing(value).thenComparing(place);
  }

  static long number(AuditEvent event, Column column) {
    return event.get(column) instanceof Number number ? number.longValue() : -1;
  }

  /** Text by its UTF-8, as DuckDB does; what has no value is told apart before. */
  private static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number one && b instanceof Number other) {
      return Long.compare(one.longValue(), other.longValue());
    }
    return a instanceof String one && b instanceof String other
        ? Arrays.compareUnsigned(
            Conditions.sorted(one).getBytes(StandardCharsets.UTF_8),
            Conditions.sorted(other).getBytes(StandardCharsets.UTF_8))
        : 0;
  }
}
