package io.akashi.event.windows;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: what an event id of a provider means.
 *
 * @param when all of these must hold
 * @param kind the kind; {@code failureKind} when the outcome is a failure
 * @param action C, R, U, D, E or null
 * @param outcome how the outcome is found
 * @param columns what fills which column, those of the provider's row {@code *} included
 */
record Meaning(
    List<Condition> when,
    Kind kind,
    Kind failureKind,
    @Nullable String action,
    OutcomeRule outcome,
    Map<Column, Filling> columns) {

  /** What fills a column: the first of these names that says something, or a fixed text. */
  record Filling(List<String> names, @Nullable String literal) {}

  boolean holds(WindowsEvent event) {
    for (Condition condition : when) {
      if (!condition.holds(event)) {
        return false;
      }
    }
    return true;
  }
}
