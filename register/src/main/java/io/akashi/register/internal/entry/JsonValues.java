package io.akashi.register.internal.entry;

import io.akashi.register.Row;
import io.akashi.register.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a row as an entry has them: by the ids of their columns, empty ones left out. */
public final class JsonValues {
  private JsonValues() {}

  /** The values of a row. */
  public static <R extends Record> Map<String, Object> of(Schema<R> schema, R row) {
    Map<String, Object> json = new LinkedHashMap<>();
    List<@Nullable Object> values = schema.values(row);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value != null && !value.equals("")) {
        json.put(schema.columns().get(i).id(), json(value));
      }
    }
    return json;
  }

  /** As {@link Schema#json}. */
  public static <R extends Record> String write(Schema<R> schema, Row<R> row) {
    Map<String, Object> members = of(schema, row.value());
    members.put("version", row.version());
    members.put("changed_at", row.changedAt().toString());
    members.put("changed_by", row.by());
    return JsonOut.inOrder(members);
  }

  private static Object json(Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case LocalDate date -> date.toString();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  /**
   * The row of such values. Names that the declaration does not have any more are passed over.
   *
   * @throws IllegalArgumentException when they are no row of it
   */
  public static <R extends Record> R row(Schema<R> schema, Map<String, Object> json) {
    List<@Nullable Object> values = new ArrayList<>(schema.columns().size());
    for (Schema.Column column : schema.columns()) {
      Object value = json.get(column.id());
      values.add(value == null ? null : value(column, value));
    }
    return schema.make(values);
  }

  private static Object value(Schema.Column column, Object json) {
    try {
      if (column.type().isEnum()) {
        return constant(column, json.toString());
      }
      if (column.type() == LocalDate.class) {
        return LocalDate.parse(json.toString());
      }
      if (column.type() == Integer.class) {
        return Math.toIntExact((Long) json);
      }
      return column.type().cast(json);
    } catch (ClassCastException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "%1$s に '%3$s' は入りません / %2$s cannot be '%3$s'".formatted(column.ja(), column.en(), json),
          e);
    }
  }

  private static Object constant(Schema.Column column, String name) {
    for (Object constant : column.labels().values()) {
      if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%1$s に '%3$s' はありません / %2$s has no '%3$s'".formatted(column.ja(), column.en(), name));
  }
}
