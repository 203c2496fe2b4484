package io.akashi.event.lines;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The cells of one line, as ranges of UTF-8 bytes. Reused from line to line by one thread. */
final class Row {
  /** Where the cells lie; the payload itself unless a quoted cell had to be unescaped. */
  byte[] bytes;

  final int[] starts;
  final int[] ends;

  /** Cells found, surplus ones included; 0 when a regular expression did not match. */
  int count;

  /** The whole line without its line end, in the payload. */
  int lineStart;

  int lineEnd;

  /** Where the cells begin that no name is left for, or -1; in the payload. */
  int restStart;

  /** What is wrong with the line, or null. */
  @Nullable String flaw;

  Row(int width) {
    this.bytes = new byte[0];
    this.starts = new int[width];
    this.ends = new int[width];
  }

  void clear(byte[] payload, int from) {
    bytes = payload;
    count = 0;
    lineStart = from;
    lineEnd = from;
    restStart = -1;
    flaw = null;
  }

  /** Adds a cell without the blanks around it; cells beyond the width are only counted. */
  void add(int from, int to) {
    if (count < starts.length) {
      int start = from;
      int end = to;
      while (start < end && isBlank(bytes[start])) {
        start++;
      }
      while (end > start && isBlank(bytes[end - 1])) {
        end--;
      }
      starts[count] = start;
      ends[count] = end;
    }
    count++;
  }

  /** Makes the cells that the line does not have empty. */
  void pad() {
    for (int i = count; i < starts.length; i++) {
      starts[i] = lineStart;
      ends[i] = lineStart;
    }
  }

  boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** Whether the cell holds exactly these bytes. */
  boolean holds(int cell, byte[] expected) {
    return Arrays.equals(bytes, starts[cell], ends[cell], expected, 0, expected.length);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Whether the line is nothing but blanks. */
  boolean isBlank() {
    return count == 1 && isEmpty(0);
  }
}
