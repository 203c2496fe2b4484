package io.akashi.store.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that a statement gave. Immutable.
 *
 * @param values by the names of the columns, in their order: String, Long, Boolean, LocalDate,
 *     Instant or null
 */
public record SqlRow(Map<String, @Nullable Object> values) {
  public SqlRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The text of a column, or null.
   *
   * @throws IllegalArgumentException when there is no such column, here and below
   */
  public @Nullable String text(String column) {
    return (String) value(column);
  }

  /** The whole number of a column, or null. */
  public @Nullable Long number(String column) {
    return (Long) value(column);
  }

  /** The yes or no of a column, or null. */
  public @Nullable Boolean flag(String column) {
    return (Boolean) value(column);
  }

  /** The date of a column, or null. */
  public @Nullable LocalDate date(String column) {
    return (LocalDate) value(column);
  }

  /** The time of a column, or null. */
  public @Nullable Instant time(String column) {
    return (Instant) value(column);
  }

  /** Whether the statement gave a column of that name. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  private @Nullable Object value(String column) {
    if (!has(column)) {
      throw new IllegalArgumentException(
          "the statement gives no column '%s', only %s".formatted(column, values.keySet()));
    }
    return values.get(column);
  }
}
