package io.akashi.event.lines;

import io.akashi.event.Action;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.lines.ValueTable.Assignment;
import io.akashi.event.lines.ValueTable.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a mapping file that says which column gets what. */
final class MappingTargets {
  /** What Akashi itself says of every event. */
  private static final Set<Column> RESERVED =
      EnumSet.of(
          Column.BOOK,
          Column.INDEX,
          Column.PART,
          Column.RECEIVED_AT,
          Column.TIME_QUALITY,
          Column.SOURCE,
          Column.ASSET,
          Column.FORMAT,
          Column.FIELDS,
          Column.DECODER,
          Column.DECODE_STATUS,
          Column.DECODE_NOTE);

  /** Columns of closed lists: only value tables and constants, which are checked, may set them. */
  private static final Set<Column> CLOSED = EnumSet.of(Column.KIND, Column.ACTION, Column.OUTCOME);

  private static final String ANY_OTHER = "*";

  private final Map<String, YamlPart> entries;
  private final List<String> names;
  private final Map<String, List<Column>> targets = new HashMap<>();
  private final Map<String, ValueTable> tables = new HashMap<>();
  private final Set<Integer> timeCells = new HashSet<>();
  private final List<TimeColumn> times = new ArrayList<>();
  private final List<Assignment> constants;

  MappingTargets(Map<String, YamlPart> entries, List<String> names) {
    this.entries = entries;
    this.names = names;
    readMap();
    readTimes();
    readValues();
    YamlPart part = entries.get("constants");
    this.constants = part == null ? List.of() : assignments(part);
  }

  List<TimeColumn> times() {
    return List.copyOf(times);
  }

  List<Assignment> constants() {
    return constants;
  }

  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<Column> to = targets.getOrDefault(name, List.of());
      slots.add(new Slot(i, name, to, tables.get(name), timeCells.contains(i)));
    }
    return slots;
  }

  private void readMap() {
    YamlPart part = entries.get("map");
    if (part == null) {
      return;
    }
    part.entries()
        .forEach((id, value) -> {
          Column column = column(id, value);
          if (CLOSED.contains(column)) {
            throw value.error("valuesかconstantsで指定してください / set it by values or constants");
          }
          if (column.type() == Column.Type.TIME) {
            throw value.error("timesで指定してください / set it by times");
          }
          targets.computeIfAbsent(name(value), _ -> new ArrayList<>()).add(column);
        });
  }

  private void readTimes() {
    YamlPart part = entries.get("times");
    if (part == null) {
      return;
    }
    part.entries()
        .forEach((id, value) -> {
          Column column = column(id, value);
          if (column.type() != Column.Type.TIME) {
            throw value.error("時刻の列ではありません / is not a time column");
          }
          times.add(time(column, value));
        });
  }

  private TimeColumn time(Column column, YamlPart part) {
    Map<String, YamlPart> said = part.entries(List.of("from", "formats"));
    YamlPart from = said.get("from");
    YamlPart formats = said.get("formats");
    if (from == null || formats == null) {
      throw part.error("fromとformatsが必要です / from and formats are missing");
    }
    int[] cells = from.items().stream().mapToInt(item -> names.indexOf(name(item))).toArray();
    Arrays.stream(cells).forEach(timeCells::add);
    List<TimePattern> patterns = new ArrayList<>();
    for (YamlPart format : formats.items()) {
      try {
        patterns.add(TimePattern.of(format.text()));
      } catch (IllegalArgumentException e) {
        throw format.error("時刻の形式の誤りです / not a time format: " + e.getMessage());
      }
    }
    return new TimeColumn(column, cells, List.copyOf(patterns));
  }

  private void readValues() {
    YamlPart part = entries.get("values");
    if (part == null) {
      return;
    }
    part.entries()
        .forEach((name, table) -> {
          requireName(name, table);
          Map<String, Meaning> meanings = new HashMap<>();
          table
              .entries()
              .forEach((code, said) -> meanings.put(code, new Meaning(assignments(said))));
          @Nullable Meaning otherwise = meanings.remove(ANY_OTHER);
          tables.put(name, new ValueTable(Map.copyOf(meanings), otherwise));
        });
  }

  private List<Assignment> assignments(YamlPart part) {
    List<Assignment> list = new ArrayList<>();
    part.entries()
        .forEach((id, value) -> {
          Column column = column(id, value);
          check(column, value);
          list.add(new Assignment(column, value.text()));
        });
    return List.copyOf(list);
  }

  private static void check(Column column, YamlPart value) {
    String text = value.text();
    if (column == Column.KIND && Kind.of(text).isEmpty()) {
      throw unknown(value, Arrays.stream(Kind.values()).map(Kind::id).toList());
    }
    if (column == Column.ACTION && Action.of(text).isEmpty()) {
      throw unknown(value, Arrays.stream(Action.values()).map(Action::id).toList());
    }
    if (column == Column.OUTCOME && Outcome.of(text).isEmpty()) {
      throw unknown(value, Arrays.stream(Outcome.values()).map(Outcome::id).toList());
    }
    try {
      switch (column.type()) {
        case INT -> Integer.parseInt(text);
        case LONG -> Long.parseLong(text);
        case TIME -> throw value.error("時刻は定数にできません / a time cannot be a constant");
        case TEXT -> {}
      }
    } catch (NumberFormatException e) {
      throw value.error("整数が必要です / must be a whole number, not " + text);
    }
  }

  private static MappingException unknown(YamlPart value, List<String> known) {
    return value.unknown("値", "value", value.text(), known);
  }

  private static Column column(String id, YamlPart blamed) {
    List<String> open =
        Arrays.stream(Column.values())
            .filter(column -> !RESERVED.contains(column))
            .map(Column::id)
            .toList();
    Column column = Column.of(id).orElseThrow(() -> blamed.unknown("列", "column", id, open));
    if (RESERVED.contains(column)) {
      throw blamed.error("Akashiが設定する列です / is set by Akashi itself");
    }
    return column;
  }

  private String name(YamlPart part) {
    requireName(part.text(), part);
    return part.text();
  }

  private void requireName(String name, YamlPart blamed) {
    if (!names.contains(name)) {
      throw blamed.unknown("列名", "name in columns", name, names);
    }
  }
}
