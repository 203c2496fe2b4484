package io.akashi.event.lines.rows;

import java.util.Arrays;

/**
 * Delimited records. With a quote character these are the logical records of RFC 4180: a quoted
 * cell may hold delimiters, line ends and doubled quotes. Lenient where senders are: a quote inside
 * a cell is a letter, and a quote that is never closed is one too (and a flaw), so that it cannot
 * swallow the lines after it unseen. Time linear in the payload.
 */
final class DelimitedRows implements RowReader {
  private static final int NEVER = Integer.MIN_VALUE;

  private final byte[] payload;
  private final int to;
  private final int lineFeed;
  private final byte[] delimiter;
  private final int quote;
  private int at;
  private boolean quotesBroken;
  private byte[] unescaped = new byte[0];
  private int cellStart;
  private int cellEnd;

  /** {@code quote} is a byte, or -1 for none. */
  DelimitedRows(Text text, byte[] delimiter, int quote) {
    this.payload = text.bytes();
    this.at = text.from();
    this.to = text.to();
    this.lineFeed = text.whole() ? NEVER : '\n';
    this.delimiter = delimiter;
    this.quote = quote;
  }

  @Override
  public int position() {
    return at;
  }

  @Override
  public boolean next(Row row) {
    if (at >= to) {
      return false;
    }
    row.begin(payload, at);
    while (true) {
      if (row.count == row.starts.length) {
        row.restStart = at;
      }
      cell(row);
      row.add(cellStart, cellEnd);
      if (at >= to || payload[at] == lineFeed) {
        break;
      }
      at += delimiter.length;
    }
    row.lineEnd = at > row.lineStart && payload[at - 1] == '\r' ? at - 1 : at;
    at++;
    return true;
  }

  /** Finds one cell; the cursor is then at the delimiter, the line end or the end. */
  private void cell(Row row) {
    int open = at;
    if (open < to && payload[open] == quote && !quotesBroken && quoted(row)) {
      return;
    }
    at = open;
    toCellEnd();
    cellStart = open;
    cellEnd = at;
  }

  private void toCellEnd() {
    byte first = delimiter[0];
    int i = at;
    while (i < to && payload[i] != lineFeed && (payload[i] != first || !isDelimiter(i))) {
      i++;
    }
    at = i;
  }

  private boolean isDelimiter(int i) {
    if (delimiter.length == 1) {
      return true;
    }
    return i + delimiter.length <= to
        && Arrays.equals(payload, i, i + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** A cell in quotes; false when the quotes do not enclose a cell. */
  private boolean quoted(Row row) {
    int close = at + 1;
    boolean doubled = false;
    while (true) {
      while (close < to && payload[close] != quote) {
        close++;
      }
      if (close >= to) {
        quotesBroken = true;
        row.flaw = "引用符が閉じていません / a quote is not closed";
        return false;
      }
      if (close + 1 >= to || payload[close + 1] != quote) {
        break;
      }
      doubled = true;
      close += 2;
    }
    cellStart = at + 1;
    cellEnd = close;
    at = close + 1;
    toCellEnd();
    if (!isBlank(close + 1, at)) {
      row.flaw = "引用符の後に文字があります / text follows a closing quote";
      return false;
    }
    if (doubled) {
      unescape(row);
    }
    return true;
  }

  private boolean isBlank(int from, int until) {
    for (int i = from; i < until; i++) {
      if (payload[i] != ' ' && payload[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Moves the cell into a copy of the payload, where doubled quotes are single. */
  private void unescape(Row row) {
    if (unescaped.length == 0) {
      unescaped = payload.clone();
    }
    int out = cellStart;
    for (int i = cellStart; i < cellEnd; i++) {
      unescaped[out++] = payload[i];
      if (payload[i] == quote) {
        i++;
      }
    }
    cellEnd = out;
    row.bytes = unescaped;
  }
}
