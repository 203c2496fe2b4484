package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code name=value}. A value in quotes may hold separators; in it a backslash escapes
 * quotes and itself, and is a letter elsewhere. A quote that is never closed ends with the line,
 * and is a flaw. Words without a value are kept together as {@code rest}.
 */
final class PairRows extends LineRows {
  private final Shape.Pairs shape;
  private final Scratch scratch = new Scratch();
  private int at;
  private int valueStart;
  private int valueEnd;

  PairRows(Text text, Shape.Pairs shape) {
    super(text);
    this.shape = shape;
  }

  @Override
  void cells(Row row) {
    StringBuilder words = new StringBuilder(0);
    boolean found = false;
    row.beginNamed();
    at = row.lineStart;
    while (at < row.lineEnd) {
      if (shape.isSeparator(row.bytes[at])) {
        at++;
        continue;
      }
      int nameStart = at;
      while (at < row.lineEnd
          && row.bytes[at] != shape.assign()
          && !shape.isSeparator(row.bytes[at])) {
        at++;
      }
      if (at < row.lineEnd && row.bytes[at] == shape.assign() && at > nameStart) {
        found = true;
        pair(row, nameStart, at);
      } else {
        at = Math.max(at, nameStart + 1);
        words.append(words.isEmpty() ? "" : " ").append(text(row, nameStart, at));
      }
    }
    if (!found) {
      row.count = 0;
      row.matched = false;
      row.flaw = "名前と値の組がありません / no pair of a name and a value";
    } else if (!words.isEmpty()) {
      row.other("rest", words.toString());
    }
  }

  private static String text(Row row, int from, int to) {
    return new String(row.bytes, from, to - from, UTF_8);
  }

  private void pair(Row row, int nameStart, int assign) {
    at = assign + 1;
    boolean quoted = at < row.lineEnd && shape.isQuote(row.bytes[at]) && quoted(row);
    if (!quoted) {
      valueStart = assign + 1;
      at = valueStart;
      while (at < row.lineEnd && !shape.isSeparator(row.bytes[at])) {
        at++;
      }
      valueEnd = at;
      hex(row, nameStart, assign);
    }
    int end = assign;
    while (end > nameStart && row.bytes[end - 1] == ' ') {
      end--;
    }
    int start = nameStart;
    while (start < end && row.bytes[start] == ' ') {
      start++;
    }
    int cell = shape.names().find(row.bytes, start, end);
    row.give(cell, start, end, valueStart, valueEnd);
  }

  /** A value in quotes; false when something follows the closing one. */
  private boolean quoted(Row row) {
    byte quote = row.bytes[at];
    int close = at + 1;
    boolean escaped = false;
    while (close < row.lineEnd && row.bytes[close] != quote) {
      boolean escape = isEscape(row, close, quote);
      escaped |= escape;
      close += escape ? 2 : 1;
    }
    close = Math.min(close, row.lineEnd);
    if (close == row.lineEnd) {
      row.flaw = "引用符が閉じていません / a quote is not closed";
    } else if (close + 1 < row.lineEnd && !shape.isSeparator(row.bytes[close + 1])) {
      return false;
    }
    valueStart = at + 1;
    valueEnd = close;
    at = Math.min(close + 1, row.lineEnd);
    if (escaped) {
      unescape(row, quote);
    }
    return true;
  }

  private static boolean isEscape(Row row, int i, byte quote) {
    return row.bytes[i] == '\\'
        && i + 1 < row.lineEnd
        && (row.bytes[i + 1] == quote || row.bytes[i + 1] == '\\');
  }

  private void unescape(Row row, byte quote) {
    byte[] bytes = scratch.of(row);
    int out = valueStart;
    for (int i = valueStart; i < valueEnd; i++) {
      if (isEscape(row, i, quote)) {
        i++;
      }
      bytes[out++] = bytes[i];
    }
    valueEnd = out;
  }

  /** Writes out a value that the sender wrote in hexadecimal digits. */
  private void hex(Row row, int nameStart, int nameEnd) {
    CellNames names = shape.hex();
    int length = valueEnd - valueStart;
    if (names == null || length < 2 || names.find(row.bytes, nameStart, nameEnd) < 0) {
      return;
    }
    byte[] plain = plain(row.bytes, valueStart, valueEnd);
    if (plain != null && Utf8.isValid(plain, 0, plain.length)) {
      System.arraycopy(plain, 0, scratch.of(row), valueStart, plain.length);
      valueEnd = valueStart + plain.length;
    }
  }

  private static byte @Nullable [] plain(byte[] bytes, int from, int to) {
    if ((to - from) % 2 != 0) {
      return null;
    }
    byte[] plain = new byte[(to - from) / 2];
    for (int i = 0; i < plain.length; i++) {
      int high = Character.digit(bytes[from + 2 * i], 16);
      int low = Character.digit(bytes[from + 2 * i + 1], 16);
      if (high < 0 || low < 0) {
        return null;
      }
      int value = (high << 4) | low;
      // NUL stands between the words of a command.
      plain[i] = (byte) (value == 0 ? ' ' : value);
    }
    return plain;
  }
}
