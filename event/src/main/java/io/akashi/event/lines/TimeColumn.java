package io.akashi.event.lines;

import io.akashi.event.Column;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.lines.rows.Row;
import io.akashi.event.lines.rows.Text;
import java.util.List;

/**
 * Where a TIME column is found in a line.
 *
 * @param target the column
 * @param cells one cell, or several that are joined by a space (date and time apart)
 * @param firstOf whether, instead, the first of the cells that says something is the time
 * @param formats tried in this order
 */
record TimeColumn(Column target, int[] cells, boolean firstOf, List<TimePattern> formats) {
  /** The cells of this row that make the time; they are not all empty. */
  int[] said(Row row) {
    for (int i = 0; firstOf && i < cells.length; i++) {
      if (!row.isEmpty(cells[i])) {
        return new int[] {cells[i]};
      }
    }
    return cells;
  }

  /** Whether one of the formats reads these cells of the row. */
  boolean read(Row row, int[] said, TimeReading reading) {
    Text text = row.cells(said);
    for (int i = 0; i < formats.size(); i++) {
      if (formats.get(i).read(text.bytes(), text.from(), text.to(), reading)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row says nothing of this time. */
  boolean isUnsaid(Row row) {
    for (int cell : cells) {
      if (!row.isEmpty(cell)) {
        return false;
      }
    }
    return true;
  }
}
