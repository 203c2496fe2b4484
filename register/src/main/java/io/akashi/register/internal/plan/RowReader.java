package io.akashi.register.internal.plan;

import io.akashi.register.Schema;
import io.akashi.register.internal.table.Table;
import io.akashi.register.internal.text.UnreadableException;
import io.akashi.register.internal.text.ValueText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table, each from the one above it on. For one thread. */
final class RowReader {
  private static final Set<String> DITTO = Set.of("同上", "〃", "″", "々", "\"");

  private final Schema<?> schema;
  private final HeadingLine line;
  private final Map<String, Object> given;
  private final ZoneId zone;
  private final Set<Integer> read = new TreeSet<>();
  private List<String> above = List.of();

  /**
   * What a line says.
   *
   * @param values by field, null where a cell is empty; fields without a column are not in it
   * @param key null when it cannot be told
   * @param refusal why it cannot be taken, or null
   */
  record Read(
      int line,
      Map<Integer, @Nullable Object> values,
      @Nullable List<String> key,
      @Nullable String refusal) {
    /** The key of a row that was not refused. */
    List<String> knownKey() {
      return Objects.requireNonNull(key);
    }
  }

  /**
   * @param given values of fields that are said beside the file, by id
   */
  RowReader(Schema<?> schema, HeadingLine line, Map<String, Object> given, ZoneId zone) {
    this.schema = schema;
    this.line = line;
    this.given = given;
    this.zone = zone;
    read.addAll(line.mapping().fields().values());
    read.addAll(line.mapping().composites().values());
  }

  /** Whether a line has nothing in the columns that are read. */
  boolean isEmpty(Table.Line row) {
    return read.stream().allMatch(column -> row.cell(column).isEmpty());
  }

  Read read(Table.Line row) {
    List<String> cells = resolved(row);
    Map<Integer, @Nullable Object> values = new HashMap<>();
    given.forEach((id, value) -> values.put(schema.indexOf(id), value));
    List<String> reasons = new ArrayList<>();
    composites(cells, values, reasons);
    line.mapping()
        .fields()
        .forEach((field, column) -> field(field, cells.get(column), values, reasons));
    if (isTorn(row)) {
      reasons.add("見出しより列が多い行です（引用符のないカンマ?） / the line has more cells than headings");
    }
    List<String> key = key(values, reasons);
    return new Read(row.number(), values, key, reasons.isEmpty() ? null : joined(reasons));
  }

  /** The cells, with the one above for "the same". */
  private List<String> resolved(Table.Line row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < line.headings().size(); i++) {
      String cell = ValueText.decoded(row.cell(i));
      cells.add(DITTO.contains(cell) && i < above.size() ? above.get(i) : cell);
    }
    above = cells;
    return cells;
  }

  private void composites(
      List<String> cells, Map<Integer, @Nullable Object> values, List<String> reasons) {
    line.mapping()
        .composites()
        .forEach((composite, column) -> {
          try {
            composite
                .read(cells.get(column), zone)
                .forEach((id, value) -> values.put(schema.indexOf(id), value));
          } catch (UnreadableException e) {
            reasons.add(said(line.headings().get(column).shown(), e));
          }
        });
  }

  private void field(
      int field, String cell, Map<Integer, @Nullable Object> values, List<String> reasons) {
    Schema.Column column = schema.columns().get(field);
    try {
      Object value = ValueText.parse(column, cell, zone);
      if (value != null || !given.containsKey(column.id())) {
        values.put(field, value);
      }
    } catch (UnreadableException e) {
      reasons.add(said(column.ja(), e));
    }
  }

  private static String said(String heading, UnreadableException e) {
    return heading + ": " + e.getMessage();
  }

  private boolean isTorn(Table.Line row) {
    if (!line.table().delimited()) {
      return false;
    }
    for (int i = line.headings().size(); i < row.cells().size(); i++) {
      if (!row.cell(i).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable List<String> key(Map<Integer, @Nullable Object> values, List<String> reasons) {
    List<String> key = new ArrayList<>();
    boolean isWhole = true;
    for (int i = 0; i < schema.columns().size(); i++) {
      Schema.Column column = schema.columns().get(i);
      Object value = values.get(i);
      boolean isEmpty = value == null || value.equals("");
      if (isEmpty && !column.nullable() && (column.key() || values.containsKey(i))) {
        reasons.add("%1$s が空です / %2$s is empty".formatted(column.ja(), column.en()));
      }
      if (column.key()) {
        isWhole &= !isEmpty;
        key.add(String.valueOf(value));
      }
    }
    return isWhole ? key : null;
  }

  private static String joined(List<String> reasons) {
    List<String> ja = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (String reason : reasons) {
      String[] halves = reason.split(" / ", 2);
      ja.add(halves[0]);
      en.add(halves[halves.length - 1]);
    }
    return String.join("。", ja) + " / " + String.join("; ", en);
  }
}
