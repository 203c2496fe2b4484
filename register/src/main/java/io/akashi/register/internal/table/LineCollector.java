package io.akashi.register.internal.table;

import io.akashi.register.internal.text.Norm;
import java.util.ArrayList;
import java.util.List;

/** Collects the lines of a table within its bounds. For one thread. */
final class LineCollector {
  private final List<Table.Line> lines = new ArrayList<>();
  private long cells;

  void add(int number, List<String> texts) throws TableException {
    cells += texts.size();
    if (cells > Table.MAX_CELLS) {
      throw TableException.tooLarge();
    }
    List<String> trimmed = new ArrayList<>(texts.size());
    for (String text : texts) {
      trimmed.add(Norm.trim(text));
    }
    Table.Line line = new Table.Line(number, trimmed);
    if (line.isBlank()) {
      return;
    }
    if (lines.size() == Table.MAX_LINES) {
      throw TableException.tooLarge();
    }
    lines.add(line);
  }

  List<Table.Line> lines() {
    return lines;
  }
}
