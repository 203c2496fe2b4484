package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;

/**
 * Columns of fixed widths. What follows the last is a surplus cell; a line that ends early has
 * fewer cells. A letter across the edge of two columns belongs to the first, and is a flaw.
 */
final class FixedRows extends LineRows {
  private static final int FIRST_TWO_BYTES = 0x80;
  private static final int FIRST_THREE_BYTES = 0x800;
  private static final int FIRST_PAIR = 0x10000;

  private final int[] widths;
  private final boolean display;
  private final String charset;

  /** {@code display}: a full-width letter counts 2 whatever the charset. */
  FixedRows(Text text, int[] widths, boolean display) {
    super(text);
    this.widths = widths;
    this.display = display;
    Charset written = text.charset();
    this.charset = written == null ? UTF_8.name() : written.name();
  }

  @Override
  void cells(Row row) {
    int at = row.lineStart;
    int left = 0;
    for (int i = 0; i < widths.length && at < row.lineEnd; i++) {
      int start = at;
      left += widths[i];
      while (left > 0 && at < row.lineEnd) {
        int length = length(row.bytes[at]);
        left -= width(codePoint(row.bytes, at, length));
        at = Math.min(at + length, row.lineEnd);
      }
      if (left < 0) {
        row.flaw = "文字が列の境をまたいでいます / a letter lies across the edge of column " + (i + 1);
      }
      row.add(start, at);
    }
    if (at < row.lineEnd) {
      row.restStart = at;
      row.add(at, row.lineEnd);
    }
  }

  /** Bytes of the UTF-8 letter that begins with this one. */
  private static int length(byte lead) {
    int unsigned = lead & 0xff;
    return unsigned < 0xc0 ? 1 : unsigned < 0xe0 ? 2 : unsigned < 0xf0 ? 3 : 4;
  }

  private static int codePoint(byte[] bytes, int at, int length) {
    if (length == 1) {
      return bytes[at];
    }
    int point = bytes[at] & (0xff >> (length + 1));
    for (int i = 1; i < length; i++) {
      point = (point << 6) | (bytes[at + i] & 0x3f);
    }
    return point;
  }

  private int width(int point) {
    if (display || charset.equals("windows-31j")) {
      return isHalfWidth(point) ? 1 : 2;
    }
    if (charset.startsWith("UTF-16")) {
      return point < FIRST_PAIR ? 2 : 4;
    }
    if (charset.equals(UTF_8.name())) {
      return point < FIRST_TWO_BYTES
          ? 1
          : point < FIRST_THREE_BYTES ? 2 : point < FIRST_PAIR ? 3 : 4;
    }
    return charset.equals("EUC-JP") && point >= FIRST_TWO_BYTES ? 2 : 1;
  }

  private static boolean isHalfWidth(int point) {
    return point < FIRST_TWO_BYTES || (point >= 0xff61 && point <= 0xff9f);
  }
}
