package io.akashi.store.sql;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows that another room puts beside the events.
 *
 * @param name as SQL names it, {@code [a-z][a-z0-9_]*}
 * @param columns one at least, their names as the table's
 * @param rows a value for each column, of its type or null
 */
public record SqlTable(String name, List<Column> columns, List<? extends List<?>> rows) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** What a column holds. */
  public enum Type {
    /** {@link String}. */
    TEXT("VARCHAR"),
    /** {@link Long}. */
    NUMBER("BIGINT"),
    /** {@link Boolean}. */
    FLAG("BOOLEAN"),
    /** {@link java.time.LocalDate}. */
    DATE("DATE"),
    /** {@link java.time.Instant}, with microseconds. */
    TIME("TIMESTAMP");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** The type's name in SQL. */
    public String sql() {
      return sql;
    }
  }

  /** A column of a table. */
  public record Column(String name, Type type) {
    public Column {
      check(name);
    }
  }

  /**
   * @throws IllegalArgumentException when a name is none, or there is no column
   */
  public SqlTable {
    check(name);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table " + name + " has no columns");
    }
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name of a table or column: " + name);
    }
  }
}
