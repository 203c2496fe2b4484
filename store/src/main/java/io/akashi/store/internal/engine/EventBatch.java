package io.akashi.store.internal.engine;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.EnumSet;
import java.util.List;

/**
 * Events to give to DuckDB in one go, and the columns that any of them fills: a line of an EHR
 * fills half of the vocabulary, and every empty column costs as much as a full one.
 *
 * @param columns in the order of the vocabulary; one at least
 */
public record EventBatch(List<AuditEvent> events, List<Column> columns) {
  private static final Column[] ALL = Column.values();

  public static EventBatch of(List<AuditEvent> events) {
    EnumSet<Column> used = EnumSet.of(Column.INDEX);
    for (AuditEvent event : events) {
      for (Column column : ALL) {
        if (event.get(column) != null) {
          used.add(column);
        }
      }
    }
    return new EventBatch(events, List.copyOf(used));
  }
}
