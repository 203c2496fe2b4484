package io.akashi.event.lines;

import io.akashi.event.Column;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import java.util.List;

/**
 * Where a TIME column is found in a line.
 *
 * @param target the column
 * @param cells one cell, or several that are joined by a space (date and time apart)
 * @param formats tried in this order
 */
record TimeColumn(Column target, int[] cells, List<TimePattern> formats) {
  /** Whether one of the formats reads the cells of this row. */
  boolean read(Row row, TimeReading reading) {
    if (cells.length == 1) {
      return read(row.bytes, row.starts[cells[0]], row.ends[cells[0]], reading);
    }
    byte[] joined = join(row);
    return read(joined, 0, joined.length, reading);
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

  private boolean read(byte[] bytes, int from, int to, TimeReading reading) {
    for (int i = 0; i < formats.size(); i++) {
      if (formats.get(i).read(bytes, from, to, reading)) {
        return true;
      }
    }
    return false;
  }

  private byte[] join(Row row) {
    int length = cells.length - 1;
    for (int cell : cells) {
      length += row.ends[cell] - row.starts[cell];
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (int cell : cells) {
      int width = row.ends[cell] - row.starts[cell];
      System.arraycopy(row.bytes, row.starts[cell], joined, at, width);
      at += width;
      if (at < length) {
        joined[at++] = ' ';
      }
    }
    return joined;
  }
}
