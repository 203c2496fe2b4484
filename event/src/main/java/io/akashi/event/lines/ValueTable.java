package io.akashi.event.lines;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender's codes of one column mean in the vocabulary.
 *
 * @param meanings by code
 * @param otherwise for every other code, or null when any other is unknown
 */
record ValueTable(Map<String, Meaning> meanings, @Nullable Meaning otherwise) {
  /** What one code says: values of columns. */
  record Meaning(List<Assignment> assignments) {
    void giveTo(AuditEvent.Builder event) {
      for (int i = 0; i < assignments.size(); i++) {
        assignments.get(i).giveTo(event);
      }
    }
  }

  /** One column and the value it gets. */
  record Assignment(Column column, String value) {
    void giveTo(AuditEvent.Builder event) {
      switch (column.type()) {
        case INT -> event.set(column, Integer.parseInt(value));
        case LONG -> event.set(column, Long.parseLong(value));
        case TEXT -> event.set(column, value);
        case TIME -> throw new IllegalStateException("a constant time: " + column.id());
      }
    }
  }

  /** The meaning of a code, or null when it is unknown. */
  @Nullable Meaning of(String code) {
    Meaning meaning = meanings.get(code);
    return meaning == null ? otherwise : meaning;
  }
}
