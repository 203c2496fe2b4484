package io.akashi.event.lines;

import io.akashi.event.lines.rows.Row;
import io.akashi.event.lines.rows.RowReader;
import io.akashi.event.lines.rows.Shape;
import io.akashi.event.lines.rows.Text;
import io.akashi.event.syslog.SyslogHeader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the lines that a product writes.
 *
 * @param conditions all must hold
 * @param counts how many cells the line may have; empty for any number
 * @param shape how {@code of} is taken apart further, or null
 * @param of cells that {@code shape} reads, joined by spaces; none for the whole line
 * @param outer what is done with the cells of the line
 * @param inner what is done with the cells that {@code shape} finds, or null
 */
record Form(
    List<Condition> conditions,
    Set<Integer> counts,
    @Nullable Shape shape,
    int[] of,
    Layout outer,
    @Nullable Layout inner) {

  boolean accepts(Row row, @Nullable SyslogHeader header) {
    if (!counts.isEmpty() && !counts.contains(row.count())) {
      return false;
    }
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(row, header)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the shape reads what it is for; then {@code found} holds its cells. */
  boolean reads(Row row, Row found) {
    if (shape == null) {
      return true;
    }
    Text text = of.length == 0 ? line(row) : row.cells(of);
    RowReader reader = shape.open(text);
    if (!reader.next(found) || !found.isRead()) {
      return false;
    }
    found.pad();
    return true;
  }

  private static Text line(Row row) {
    byte[] line = row.lineBytes();
    return new Text(line, 0, line.length, true, null);
  }

  /** Whether meeting this form's conditions says that the line is known. */
  boolean isSpecific() {
    return !conditions.isEmpty() || !counts.isEmpty();
  }
}
