package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The WHERE and ORDER BY of a query; every value a bound parameter. */
final class Conditions {
  /** Characters of a text that count for the order. */
  static final int SORTED_CHARACTERS = 500;

  private final List<String> terms = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private boolean narrow;

  private Conditions() {}

  /** What the query asks of a row, without its text and book. */
  static Conditions of(Query query) {
    Conditions conditions = new Conditions();
    String occurred = Sql.name(Column.OCCURRED_AT);
    Instant from = query.from();
    if (from != null) {
      conditions.add(occurred + " >= make_timestamp(?)", micros(from));
    }
    Instant to = query.to();
    if (to != null) {
      conditions.add(occurred + " < make_timestamp(?)", micros(to));
    }
    query.equal().forEach((column, value) -> conditions.add(Sql.name(column) + " = ?", value));
    Set<String> systems = new TreeSet<>(query.scope().systems());
    if (!systems.isEmpty()) {
      String places = String.join(", ", Collections.nCopies(systems.size(), "?"));
      conditions.add("%s IN (%s)".formatted(Sql.name(Column.SYSTEM), places), systems.toArray());
    }
    String object = query.object();
    conditions.narrow = object != null || !query.equal().isEmpty() || !systems.isEmpty();
    if (object != null) {
      conditions.add(
          "(%s = ? OR %s = ?)".formatted(Sql.name(Column.OBJECT_ID), Sql.name(Column.OBJECT_NAME)),
          object,
          object);
    }
    return conditions;
  }

  /** Only rows behind that one, in the order of {@link #order}. */
  Conditions after(Query query, @Nullable PageToken last) {
    if (last == null) {
      return this;
    }
    terms.add(beyond(query, last));
    return this;
  }

  /** Only rows up to that one and that one itself, in the same order. */
  Conditions upTo(Query query, PageToken last) {
    terms.add("NOT (" + beyond(query, last) + ")");
    return this;
  }

  /** Never NULL: the other rows are those for which it does not hold. */
  private String beyond(Query query, PageToken last) {
    String name = sorted(query.sort());
    String beyond = query.descending() ? "<" : ">";
    String tie =
        "(\"book\" %1$s ? OR (\"book\" = ? AND (\"index\" %1$s ? OR (\"index\" = ? AND \"part\" %1$s ?))))"
            .formatted(beyond);
    Object value = last.value();
    if (value != null) {
      parameters.add(value);
      parameters.add(value);
    }
    parameters.addAll(List.of(last.book(), last.book(), last.index(), last.index(), last.part()));
    if (value == null) {
      return name + " IS NULL AND " + tie;
    }
    String bound = query.sort().type() == Column.Type.TIME ? "make_timestamp(?)" : "?";
    return "(%1$s %2$s %3$s OR %1$s IS NULL OR (%1$s = %3$s AND %4$s))"
        .formatted(name, beyond, bound, tie);
  }

  private void add(String term, Object... values) {
    terms.add(term);
    parameters.addAll(List.of(values));
  }

  /** {@code WHERE …}, or nothing. */
  String where() {
    return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
  }

  List<Object> parameters() {
    return List.copyOf(parameters);
  }

  /** Whether more than the time is asked for. */
  boolean areNarrow() {
    return narrow;
  }

  /** {@code ORDER BY …}: a total order, so that a page has one end. */
  static String order(Query query) {
    String direction = query.descending() ? " DESC" : " ASC";
    return " ORDER BY %s%s NULLS LAST, \"book\"%s, \"index\"%s, \"part\"%s"
        .formatted(sorted(query.sort()), direction, direction, direction, direction);
  }

  /** What rows are ordered by: of a text its beginning, so that a token which names it is short. */
  private static String sorted(Column sort) {
    String name = Sql.name(sort);
    return sort.type() == Column.Type.TEXT
        ? "left(%s, %d)".formatted(name, SORTED_CHARACTERS)
        : name;
  }

  /** The beginning of a text that rows are ordered by. */
  static String sorted(String text) {
    return text.codePointCount(0, text.length()) <= SORTED_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SORTED_CHARACTERS));
  }

  /** Microseconds, kept within what a TIMESTAMP holds. */
  static long micros(Instant instant) {
    Instant first = Instant.ofEpochSecond(-9_223_372_022_400L);
    Instant last = Instant.ofEpochSecond(9_223_372_036_853L);
    Instant kept = instant.isBefore(first) ? first : instant.isAfter(last) ? last : instant;
    return ChronoUnit.MICROS.between(Instant.EPOCH, kept);
  }
}
