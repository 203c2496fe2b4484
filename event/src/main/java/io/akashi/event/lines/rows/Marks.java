package io.akashi.event.lines.rows;

/** Where a mark stands in a line. */
final class Marks {
  private Marks() {}

  /** Index of the first {@code mark} in the row's line, or -1. */
  static int find(Row row, byte[] mark) {
    for (int i = row.lineStart; i + mark.length <= row.lineEnd; i++) {
      int k = 0;
      while (k < mark.length && row.bytes[i + k] == mark[k]) {
        k++;
      }
      if (k == mark.length) {
        return i;
      }
    }
    return -1;
  }
}
