package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * {@code CEF:0|vendor|product|version|class|name|severity|extension}. In the header a backslash
 * escapes {@code |} and itself; in the extension {@code =}, itself, and line ends ({@code \n},
 * {@code \r}). A value reaches to the blank before the next name, so it may hold blanks; an equals
 * sign that no name stands before is part of it. What stands before {@code CEF:} is skipped.
 */
final class CefRows extends LineRows {
  private static final byte[] MARK = "CEF:".getBytes(UTF_8);
  private static final String[] HEADER = {
    "cef.version",
    "cef.vendor",
    "cef.product",
    "cef.product_version",
    "cef.class",
    "cef.name",
    "cef.severity"
  };

  private final CellNames names;
  private final Scratch scratch = new Scratch();

  CefRows(Text text, CellNames names) {
    super(text);
    this.names = names;
  }

  @Override
  void cells(Row row) {
    int at = Marks.find(row, MARK);
    if (at < 0) {
      row.flaw = "CEF: がありません / there is no CEF:";
      return;
    }
    row.beginNamed();
    at += MARK.length;
    while (at < row.lineEnd && row.bytes[at] == ' ') {
      at++;
    }
    for (int i = 0; i < HEADER.length; i++) {
      int end = barEnd(row, at);
      if (end == row.lineEnd && i < HEADER.length - 1) {
        row.flaw = "CEFのヘッダーが途中で切れています / the CEF header is cut";
      }
      value(row, HEADER[i], at, end);
      at = Math.min(end + 1, row.lineEnd);
    }
    extension(row, at);
  }

  /** Index of the next bar that is not escaped, or the line's end. */
  private static int barEnd(Row row, int from) {
    int i = from;
    while (i < row.lineEnd && row.bytes[i] != '|') {
      i += row.bytes[i] == '\\' ? 2 : 1;
    }
    return Math.min(i, row.lineEnd);
  }

  private void extension(Row row, int from) {
    int nameStart = from;
    while (nameStart < row.lineEnd && row.bytes[nameStart] == ' ') {
      nameStart++;
    }
    int equals = equalsAfter(row, nameStart);
    if (equals > nameStart) {
      int first = nameOf(row, nameStart, equals);
      if (first > nameStart) {
        row.other("rest", new String(row.bytes, nameStart, first - nameStart, UTF_8).strip());
        nameStart = first;
      }
    }
    while (equals < row.lineEnd) {
      int valueStart = equals + 1;
      int next = equalsAfter(row, valueStart);
      int nextName = next == row.lineEnd ? row.lineEnd : nameOf(row, valueStart, next);
      int valueEnd = nextName;
      while (valueEnd > valueStart && row.bytes[valueEnd - 1] == ' ') {
        valueEnd--;
      }
      String name = new String(row.bytes, nameStart, equals - nameStart, UTF_8);
      value(row, name, valueStart, valueEnd);
      nameStart = nextName;
      equals = next;
    }
    if (nameStart < row.lineEnd && equals == row.lineEnd && nameStart == from) {
      row.other("rest", new String(row.bytes, from, row.lineEnd - from, UTF_8));
    }
  }

  /** The next equals sign with a name before it, or the line's end. */
  private static int equalsAfter(Row row, int from) {
    for (int i = from; i < row.lineEnd; i++) {
      if (row.bytes[i] == '\\') {
        i++;
      } else if (row.bytes[i] == '=' && nameOf(row, from, i) < i) {
        return i;
      }
    }
    return row.lineEnd;
  }

  /** Where the name that ends at {@code equals} begins; {@code equals} itself when none does. */
  private static int nameOf(Row row, int from, int equals) {
    int start = equals;
    while (start > from && isNameLetter(row.bytes[start - 1])) {
      start--;
    }
    boolean spaced = start == from || row.bytes[start - 1] == ' ';
    return spaced ? start : equals;
  }

  private static boolean isNameLetter(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '.'
        || b == '-'
        || b == '['
        || b == ']';
  }

  private void value(Row row, String name, int from, int to) {
    int end = unescape(row, from, to);
    int cell = names.find(name);
    if (cell >= 0 && row.isEmpty(cell)) {
      row.give(cell, 0, 0, from, end);
    } else {
      row.other(name, new String(row.bytes, from, end - from, UTF_8).strip());
    }
  }

  private int unescape(Row row, int from, int to) {
    int first = from;
    while (first < to && row.bytes[first] != '\\') {
      first++;
    }
    if (first == to) {
      return to;
    }
    byte[] bytes = scratch.of(row);
    int out = first;
    for (int i = first; i < to; i++) {
      if (bytes[i] == '\\' && i + 1 < to && "\\|=nr".indexOf(bytes[i + 1]) >= 0) {
        i++;
        bytes[out++] = bytes[i] == 'n' ? (byte) '\n' : bytes[i] == 'r' ? (byte) '\r' : bytes[i];
      } else {
        bytes[out++] = bytes[i];
      }
    }
    return out;
  }
}
