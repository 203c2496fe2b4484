package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code LEEF:1.0|vendor|product|version|event|} and pairs between tabs, or {@code
 * LEEF:2.0|vendor|product|version|event|delimiter|} and pairs between that character, which may be
 * written as {@code x5E} or {@code 0x5E}. What stands before {@code LEEF:} is skipped.
 */
final class LeefRows extends LineRows {
  private static final byte[] MARK = "LEEF:".getBytes(UTF_8);
  private static final String[] HEADER = {
    "leef.version", "leef.vendor", "leef.product", "leef.product_version", "leef.event"
  };
  private static final int LONGEST_HEX = 4;

  private final CellNames names;
  private int at;

  LeefRows(Text text, CellNames names) {
    super(text);
    this.names = names;
  }

  @Override
  void cells(Row row) {
    int mark = Marks.find(row, MARK);
    if (mark < 0) {
      row.flaw = "LEEF: がありません / there is no LEEF:";
      return;
    }
    row.beginNamed();
    at = mark + MARK.length;
    boolean second = at < row.lineEnd && row.bytes[at] == '2';
    for (int i = 0; i < HEADER.length; i++) {
      int end = until(row, at, '|');
      if (end == row.lineEnd) {
        row.flaw = "LEEFのヘッダーが途中で切れています / the LEEF header is cut";
      }
      give(row, HEADER[i], at, end);
      at = Math.min(end + 1, row.lineEnd);
    }
    int delimiter = second ? delimiter(row) : '\t';
    while (at < row.lineEnd) {
      int end = until(row, at, delimiter);
      pair(row, at, end);
      at = end + 1;
    }
  }

  private static int until(Row row, int from, int stop) {
    int i = from;
    while (i < row.lineEnd && (row.bytes[i] & 0xff) != stop) {
      i++;
    }
    return i;
  }

  /** The delimiter of version 2.0; a tab when it is left out. The cursor is then behind it. */
  private int delimiter(Row row) {
    int end = until(row, at, '|');
    // The bar itself may be the delimiter.
    if (end == at && at + 1 < row.lineEnd && row.bytes[at + 1] == '|') {
      at += 2;
      return '|';
    }
    int length = end - at;
    if (end == row.lineEnd || length > LONGEST_HEX || (length > 1 && !isHex(row, end))) {
      return '\t';
    }
    int delimiter = length == 0 ? '\t' : length == 1 ? row.bytes[at] & 0xff : hex(row, end);
    at = end + 1;
    return delimiter;
  }

  private boolean isHex(Row row, int end) {
    int x = row.bytes[at] == '0' ? at + 1 : at;
    return (row.bytes[x] | 0x20) == 'x' && x + 1 < end && hex(row, end) >= 0;
  }

  private int hex(Row row, int end) {
    int value = 0;
    for (int i = row.bytes[at] == '0' ? at + 2 : at + 1; i < end; i++) {
      int digit = Character.digit(row.bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private void pair(Row row, int from, int to) {
    int equals = from;
    while (equals < to && row.bytes[equals] != '=') {
      equals++;
    }
    if (equals < to) {
      int start = from;
      while (start < equals && row.bytes[start] == ' ') {
        start++;
      }
      row.give(names.find(row.bytes, start, equals), start, equals, equals + 1, to);
    } else if (to > from) {
      row.other("rest", new String(row.bytes, from, to - from, UTF_8).strip());
    }
  }

  private void give(Row row, String name, int from, int to) {
    int cell = names.find(name);
    if (cell >= 0) {
      row.give(cell, 0, 0, from, to);
    } else {
      row.other(name, new String(row.bytes, from, to - from, UTF_8));
    }
  }
}
