package io.akashi.event.lines;

import io.akashi.event.Column;
import io.akashi.event.lines.rows.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a mapping does with the cells of a row. Immutable but for its caches. */
final class Layout {
  /** A column that takes the first of these cells that says something. */
  record Choice(Column column, int[] cells) {}

  final List<Slot> slots;

  /** The slots by name, the order of {@code fields}. */
  final List<Slot> byName;

  final List<TimeColumn> times;
  final List<ValueTable.Assignment> constants;
  final List<Choice> choices;

  /** Whether a row may have fewer or more cells. */
  final boolean openEnded;

  Layout(
      List<Slot> slots,
      List<TimeColumn> times,
      List<ValueTable.Assignment> constants,
      List<Choice> choices,
      boolean openEnded) {
    this.slots = List.copyOf(slots);
    List<Slot> sorted = new ArrayList<>(slots);
    sorted.sort(Comparator.comparing(slot -> slot.name));
    this.byName = List.copyOf(sorted);
    this.times = List.copyOf(times);
    this.constants = List.copyOf(constants);
    this.choices = List.copyOf(choices);
    this.openEnded = openEnded;
  }

  int width() {
    return slots.size();
  }

  List<String> names() {
    return slots.stream().map(slot -> slot.name).toList();
  }

  /** Whether there is a cell of this name. */
  boolean has(String name) {
    return slots.stream().anyMatch(slot -> slot.name.equals(name));
  }

  /** Whether the row is the line of names. */
  boolean isHeading(Row row) {
    if (row.isMatched() || row.count() != slots.size()) {
      return false;
    }
    for (int i = 0; i < slots.size(); i++) {
      if (!row.holds(i, slots.get(i).nameBytes)) {
        return false;
      }
    }
    return true;
  }
}
