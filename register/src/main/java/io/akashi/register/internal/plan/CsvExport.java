package io.akashi.register.internal.plan;

import io.akashi.event.EventCsv;
import io.akashi.register.Row;
import io.akashi.register.Schema;
import io.akashi.register.State;
import io.akashi.register.internal.text.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A register as the CSV that a Japanese Excel opens: UTF-8 with its mark, Japanese headings. */
public final class CsvExport {
  private static final EventCsv CELLS = new EventCsv(false);

  private CsvExport() {}

  /** All rows of the register, in the order of their keys. */
  public static <R extends Record> byte[] of(Schema<R> schema, State state) {
    StringBuilder out = new StringBuilder("\uFEFF");
    line(out, schema.columns().stream().map(Schema.Column::ja).toList());
    for (Row<R> row : state.rows(schema.type())) {
      List<@Nullable Object> values = schema.values(row.value());
      List<String> cells = new ArrayList<>(values.size());
      for (int i = 0; i < values.size(); i++) {
        cells.add(ValueText.guarded(schema.columns().get(i).print(values.get(i))));
      }
      line(out, cells);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder out, List<String> cells) {
    String separator = "";
    for (String cell : cells) {
      out.append(separator);
      CELLS.append(out, cell);
      separator = ",";
    }
    out.append("\r\n");
  }
}
