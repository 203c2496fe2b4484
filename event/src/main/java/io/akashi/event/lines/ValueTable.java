package io.akashi.event.lines;

import com.google.re2j.Pattern;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sender's codes of one column mean in the vocabulary.
 *
 * @param meanings by code
 * @param found expressions that are found in other codes, in order
 * @param otherwise for every other code, or null when any other is unknown
 */
record ValueTable(Map<String, Meaning> meanings, List<Found> found, @Nullable Meaning otherwise) {
  /** What codes say in which an expression is found. */
  record Found(Pattern pattern, Meaning meaning) {}

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
    if (meaning != null) {
      return meaning;
    }
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).pattern.matcher(code).find()) {
        return found.get(i).meaning;
      }
    }
    return otherwise;
  }
}
