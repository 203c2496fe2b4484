package io.akashi.reconcile.internal;

import io.akashi.reconcile.Facts;
import io.akashi.reconcile.Sighting;
import io.akashi.register.Registers;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import io.akashi.store.StoreException;
import io.akashi.store.sql.SqlTable;
import io.akashi.store.sql.SqlTable.Column;
import io.akashi.store.sql.Workbench;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables that comparisons see: one for each register with its columns and {@code version}, who
 * was {@code seen}, and {@code today}; and what several comparisons ask of them.
 */
public final class FactTables {
  private static final String VERSION = "version";

  /** What a statement says for the name of a person whose name no register has. */
  static final String NO_NAME = "氏名不明";

  /** What a statement puts before the day on which the log begins, where nothing else is known. */
  static final String BEGINNING = "記録の始まり ";

  /**
   * {@code account_owners}: each account with the person it belongs to, and the day on which it
   * ought to have ended. {@code account_use}: the same with its last use, by the log or the
   * system's own count; a count that says a day to come says nothing.
   */
  public static final String SHARED =
      """
      WITH account_owners AS (
        SELECT a.system, a.user_id, lower(a.user_id) AS user_key, a.enabled, a.shared, a.valid_until, a.last_logon,
               p.staff_id, p.staff_id IS NOT NULL AS owned,
               coalesce(nullif(concat_ws(' ', coalesce(p.family_name, a.family_name),
                                              coalesce(p.given_name, a.given_name)), ''), '氏名不明') AS person,
               least(p.left_on, a.valid_until) AS ended,
               CASE WHEN p.left_on <= coalesce(a.valid_until, p.left_on) THEN '退職日' ELSE '有効期限' END AS why
        FROM accounts a LEFT JOIN people p ON p.staff_id = coalesce(a.staff_id, a.user_id)),
      account_use AS (
        SELECT o.*, greatest(s.last_day, CASE WHEN o.last_logon <= t.day THEN o.last_logon END) AS last_day, c.covered_from
        FROM account_owners o CROSS JOIN today t
        LEFT JOIN seen s ON s.system = o.system AND s.user_key = o.user_key
        LEFT JOIN (SELECT system, min(first_day) AS covered_from FROM seen GROUP BY system) c ON c.system = o.system)
      """;

  private FactTables() {}

  /** Puts the facts onto a workbench. */
  public static void put(Workbench bench, Facts facts) throws StoreException {
    for (Schema<?> schema : Registers.schemas()) {
      bench.put(register(schema, facts.registers()));
    }
    bench.put(seen(facts.seen(), facts.zone()));
    bench.put(
        new SqlTable(
            "today",
            List.of(new Column("day", SqlTable.Type.DATE)),
            List.of(List.of(facts.day()))));
  }

  /** A statement of a comparison as it is run. */
  public static String statement(String sql) {
    return SHARED + sql;
  }

  /** How many rows the register of that id has. */
  public static int size(State state, String register) {
    return state.size(schema(register).type());
  }

  /** The entry that last changed the row of that key, or empty when there is no such row. */
  public static Optional<Long> version(State state, String register, List<String> key) {
    return state.find(schema(register).type(), key).map(Row::version);
  }

  private static Schema<?> schema(String register) {
    return Registers.schema(register)
        .orElseThrow(() -> new IllegalArgumentException("there is no register " + register));
  }

  private static <R extends Record> SqlTable register(Schema<R> schema, State state) {
    List<Column> columns = new ArrayList<>();
    for (Schema.Column column : schema.columns()) {
      columns.add(new Column(column.id(), type(column.type())));
    }
    columns.add(new Column(VERSION, SqlTable.Type.NUMBER));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Row<R> row : state.rows(schema.type())) {
      List<@Nullable Object> values = new ArrayList<>();
      schema.values(row.value()).forEach(value -> values.add(held(value)));
      values.add(row.version());
      rows.add(values);
    }
    return new SqlTable(schema.id(), columns, rows);
  }

  private static SqlTable.Type type(Class<?> type) {
    if (type == Long.class || type == Integer.class) {
      return SqlTable.Type.NUMBER;
    }
    return type == Boolean.class
        ? SqlTable.Type.FLAG
        : type == LocalDate.class ? SqlTable.Type.DATE : SqlTable.Type.TEXT;
  }

  private static @Nullable Object held(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case null, default -> value;
    };
  }

  private static SqlTable seen(List<Sighting> seen, ZoneId zone) {
    List<Column> columns =
        List.of(
            new Column("system", SqlTable.Type.TEXT),
            new Column("user_id", SqlTable.Type.TEXT),
            new Column("user_key", SqlTable.Type.TEXT),
            new Column("events", SqlTable.Type.NUMBER),
            new Column("first_at", SqlTable.Type.TIME),
            new Column("last_at", SqlTable.Type.TIME),
            new Column("first_day", SqlTable.Type.DATE),
            new Column("last_day", SqlTable.Type.DATE),
            new Column("book", SqlTable.Type.TEXT),
            new Column("last_index", SqlTable.Type.NUMBER),
            new Column("last_part", SqlTable.Type.NUMBER));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Sighting each : seen) {
      rows.add(
          Arrays.asList(
              each.system(),
              each.userId(),
              each.userKey(),
              each.events(),
              each.first(),
              each.last(),
              day(each.first(), zone),
              day(each.last(), zone),
              each.book().id(),
              each.lastIndex(),
              (long) each.lastPart()));
    }
    return new SqlTable("seen", columns, rows);
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return LocalDate.ofInstant(time, zone);
  }
}
