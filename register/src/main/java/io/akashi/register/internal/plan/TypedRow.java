package io.akashi.register.internal.plan;

import io.akashi.event.NearestName;
import io.akashi.register.RegisterException;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import io.akashi.register.internal.text.Norm;
import io.akashi.register.internal.text.UnreadableException;
import io.akashi.register.internal.text.ValueText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of which a person typed some fields. */
public final class TypedRow<R extends Record> {
  private final Schema<R> schema;
  private final Map<String, String> fields;
  private final ZoneId zone;

  /**
   * @param fields texts by the id or heading of their field
   */
  public TypedRow(Schema<R> schema, Map<String, String> fields, ZoneId zone) {
    this.schema = schema;
    this.fields = fields;
    this.zone = zone;
  }

  /**
   * The row as it would be.
   *
   * @throws RegisterException when a field or a value is not one
   */
  public R row(State state) throws RegisterException {
    Map<Integer, @Nullable Object> typed = new HashMap<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      int column = column(field.getKey());
      try {
        typed.put(column, ValueText.parse(schema.columns().get(column), field.getValue(), zone));
      } catch (UnreadableException e) {
        throw new RegisterException(field.getKey() + ": " + e.getMessage(), e);
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      values.add(typed.get(i));
    }
    Row<R> before = state.find(schema.type(), schema.key(values)).orElse(null);
    for (int i = 0; i < values.size() && before != null; i++) {
      values.set(i, typed.containsKey(i) ? typed.get(i) : schema.values(before.value()).get(i));
    }
    try {
      return schema.make(values);
    } catch (IllegalArgumentException e) {
      throw new RegisterException(String.valueOf(e.getMessage()), e);
    }
  }

  private int column(String name) throws RegisterException {
    for (int i = 0; i < schema.columns().size(); i++) {
      Schema.Column column = schema.columns().get(i);
      String heading = Norm.heading(name);
      if (column.id().equals(name)
          || Norm.heading(column.ja()).equals(heading)
          || Norm.heading(column.en()).equals(heading)) {
        return i;
      }
    }
    List<String> known = schema.columns().stream().map(Schema.Column::id).toList();
    String nearest = NearestName.of(name, known).map(n -> n + "?").orElse(String.join(" ", known));
    throw new RegisterException(
        "%1$s台帳に '%2$s' という項目はありません（%3$s） / the register has no field '%2$s' (%3$s)"
            .formatted(schema.register().ja(), name, nearest));
  }
}
