package io.akashi.event.lines;

import io.akashi.event.Action;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.lines.Layout.Choice;
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

/** The part of a mapping file, or of one form in it, that says which column gets what. */
final class LayoutReader {
  /** The keys it reads. */
  static final List<String> KEYS = List.of("map", "times", "values", "constants");

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

  private static final String EXPRESSION = "~";

  /** The cells of a time, joined by a space; or those of which the first that is said is it. */
  static final String FROM = "from";

  static final String FIRST_OF = "first_of";

  private final List<String> names;
  private final Map<String, List<Column>> targets = new HashMap<>();
  private final Map<String, ValueTable> tables = new HashMap<>();
  private final Set<Integer> timeCells = new HashSet<>();
  private final List<TimeColumn> times = new ArrayList<>();
  private final List<Choice> choices = new ArrayList<>();
  private final List<Assignment> constants = new ArrayList<>();

  private LayoutReader(List<String> names) {
    this.names = names;
  }

  /** What is said of cells with these names. */
  static Layout read(LayoutParts parts, List<String> names, boolean openEnded) {
    LayoutReader reader = new LayoutReader(names);
    parts.map().forEach(reader::readMap);
    parts.times().forEach(reader::readTime);
    parts.values().forEach(reader::readTable);
    parts.constants().forEach(part -> reader.constants.addAll(assignments(part)));
    return new Layout(reader.slots(), reader.times, reader.constants, reader.choices, openEnded);
  }

  private List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<Column> to = targets.getOrDefault(name, List.of());
      slots.add(new Slot(i, name, to, tables.get(name), timeCells.contains(i)));
    }
    return slots;
  }

  private void readMap(String id, YamlPart value) {
    Column column = column(id, value);
    if (CLOSED.contains(column)) {
      throw value.error("valuesかconstantsで指定してください / set it by values or constants");
    }
    if (column.type() == Column.Type.TIME) {
      throw value.error("timesで指定してください / set it by times");
    }
    List<YamlPart> cells = value.items();
    if (cells.size() == 1) {
      targets.computeIfAbsent(name(cells.getFirst()), _ -> new ArrayList<>()).add(column);
    } else {
      choices.add(new Choice(column, cells(cells)));
    }
  }

  private void readTime(String id, YamlPart value) {
    Column column = column(id, value);
    if (column.type() != Column.Type.TIME) {
      throw value.error("時刻の列ではありません / is not a time column");
    }
    times.add(time(column, value));
  }

  private int[] cells(List<YamlPart> parts) {
    return parts.stream().mapToInt(part -> names.indexOf(name(part))).toArray();
  }

  private TimeColumn time(Column column, YamlPart part) {
    Map<String, YamlPart> said = part.entries(List.of(FROM, FIRST_OF, "formats"));
    YamlPart firstOf = said.get(FIRST_OF);
    YamlPart from = firstOf == null ? said.get(FROM) : firstOf;
    YamlPart formats = said.get("formats");
    if (from == null || formats == null || (firstOf != null && said.containsKey(FROM))) {
      throw part.error(
          "fromとformatsが必要です（fromの代わりにfirst_ofも可） / from and formats are missing (first_of may stand for from)");
    }
    int[] cells = cells(from.items());
    Arrays.stream(cells).forEach(timeCells::add);
    List<TimePattern> patterns = new ArrayList<>();
    for (YamlPart format : formats.items()) {
      try {
        patterns.add(TimePattern.of(format.text()));
      } catch (IllegalArgumentException e) {
        throw format.error("時刻の形式の誤りです / not a time format: " + e.getMessage());
      }
    }
    return new TimeColumn(column, cells, firstOf != null, List.copyOf(patterns));
  }

  private void readTable(String name, YamlPart table) {
    requireName(name, table);
    Map<String, Meaning> meanings = new HashMap<>();
    List<ValueTable.Found> found = new ArrayList<>();
    table
        .entries()
        .forEach((code, said) -> {
          Meaning meaning = new Meaning(assignments(said));
          if (code.startsWith(EXPRESSION)) {
            found.add(new ValueTable.Found(ShapeReader.pattern(said, code.substring(1)), meaning));
          } else {
            meanings.put(code, meaning);
          }
        });
    @Nullable Meaning otherwise = meanings.remove(ANY_OTHER);
    tables.put(name, new ValueTable(Map.copyOf(meanings), List.copyOf(found), otherwise));
  }

  private static List<Assignment> assignments(YamlPart part) {
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
