package io.akashi.store.internal.engine;

import io.akashi.event.Column;
import io.akashi.store.sql.SqlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL text every statement is made of. Only names and paths of the house become part of a
 * statement; whatever a person or a sender wrote is a bound parameter.
 */
public final class Sql {
  /** All columns of the vocabulary, quoted, in their order. */
  public static final String COLUMNS = columns(Sql::name);

  /** The same for reading: times as microseconds since the epoch, as {@link EventRows} expects. */
  public static final String READ_COLUMNS =
      columns(column -> timed(column, "epoch_us(%1$s) AS %1$s"));

  /** What a time of an events file lacks of its microseconds; a column beside it. */
  private static final String MICROS = "occurred_us";

  /** The columns of an events file, of a relation of {@link #COLUMNS}: times in milliseconds. */
  public static final String FILE_COLUMNS =
      columns(Sql::filed) + ", %s::SMALLINT AS %s".formatted(micros(Column.OCCURRED_AT), MICROS);

  private static final String FILE_READ_COLUMNS = columns(Sql::unfiled);

  /** A relation of all columns without rows. */
  public static final String NO_EVENTS =
      "SELECT %s WHERE false"
          .formatted(columns(column -> "NULL::%s AS %s".formatted(type(column), name(column))));

  /** The first and last time DuckDB's TIMESTAMP can hold; beyond are its infinities. */
  private static final long FIRST_TIME = -9_223_372_022_400_000_000L;

  private static final long LAST_TIME = Long.MAX_VALUE - 1;

  private Sql() {}

  /**
   * A time as it is kept: the nearest that TIMESTAMP can hold, in microseconds; {@code received_at}
   * without what is less than a millisecond, which the entry says.
   */
  public static long storedTime(Column column, long micros) {
    long held = Math.clamp(micros, FIRST_TIME, LAST_TIME);
    return column == Column.RECEIVED_AT ? held - Math.floorMod(held, 1_000L) : held;
  }

  /** The column's name as DuckDB takes it. */
  public static String name(Column column) {
    return '"' + column.id() + '"';
  }

  /** A string literal; for paths of the house, never for values from outside. */
  public static String literal(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }

  /** The rows of those event files. */
  public static String readEvents(Collection<Path> files) {
    return "SELECT %s FROM read_parquet([%s], hive_partitioning = false)"
        .formatted(
            FILE_READ_COLUMNS, files.stream().map(Sql::literal).collect(Collectors.joining(", ")));
  }

  /** Statement that makes an empty table of events with some columns. */
  public static String createEvents(String table, Collection<Column> columns) {
    return "CREATE TABLE %s (%s)"
        .formatted(table, list(columns, column -> name(column) + " " + type(column)));
  }

  /** The columns of a table of events with some columns, as a relation of all. */
  public static String allOf(Collection<Column> columns) {
    return columns(column ->
        columns.contains(column)
            ? name(column)
            : "NULL::%s AS %s".formatted(type(column), name(column)));
  }

  /**
   * Statement that puts the events of one ticket into a table. Its parameters are the constants of
   * the batch.
   */
  public static String insertEvents(String table, EventBatch batch, long ticket) {
    List<Column> columns = new ArrayList<>(batch.constants().keySet());
    columns.addAll(batch.varying());
    return "INSERT INTO %s (%s) SELECT %s FROM %s(%d)"
        .formatted(
            table,
            list(columns, Sql::name),
            list(columns, column -> fed(column, batch.constants().containsKey(column))),
            Feeds.EVENTS,
            ticket);
  }

  private static String fed(Column column, boolean constant) {
    String value = constant ? "?" : name(column);
    return column.type() == Column.Type.TIME
        ? "make_timestamp(%s::BIGINT)".formatted(value)
        : "%s::%s".formatted(value, type(column));
  }

  /** Statement that makes an empty table of one connection, in place of one of the same name. */
  public static String createTemporary(SqlTable table) {
    return "CREATE OR REPLACE TEMP TABLE %s (%s)"
        .formatted(
            table.name(),
            table.columns().stream()
                .map(column -> '"' + column.name() + "\" " + column.type().sql())
                .collect(Collectors.joining(", ")));
  }

  private static String type(Column column) {
    return switch (column.type()) {
      case TEXT -> "VARCHAR";
      case INT -> "INTEGER";
      case LONG -> "BIGINT";
      case TIME -> "TIMESTAMP";
    };
  }

  private static String filed(Column column) {
    return switch (column) {
      case RECEIVED_AT -> name(column) + "::TIMESTAMP_MS AS " + name(column);
      case OCCURRED_AT ->
          "make_timestamp(epoch_us(%1$s) - %2$s)::TIMESTAMP_MS AS %1$s"
              .formatted(name(column), micros(column));
      default -> name(column);
    };
  }

  private static String unfiled(Column column) {
    return column == Column.OCCURRED_AT
        ? "make_timestamp(epoch_us(%1$s) + %2$s) AS %1$s".formatted(name(column), MICROS)
        : name(column);
  }

  /** Microseconds behind the last full millisecond, before 1970 as after. */
  private static String micros(Column column) {
    return "((epoch_us(%1$s) %% 1000 + 1000) %% 1000)".formatted(name(column));
  }

  private static String timed(Column column, String form) {
    return column.type() == Column.Type.TIME ? form.formatted(name(column)) : name(column);
  }

  private static String columns(Function<Column, String> each) {
    return list(List.of(Column.values()), each);
  }

  private static String list(Collection<Column> columns, Function<Column, String> each) {
    return columns.stream().map(each).collect(Collectors.joining(", "));
  }
}
