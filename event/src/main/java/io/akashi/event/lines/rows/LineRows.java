package io.akashi.event.lines.rows;

/** A row is a line. An empty line is a row of one empty cell. */
abstract sealed class LineRows implements RowReader
    permits WholeRows, RegexRows, FixedRows, PairRows, CefRows, LeefRows {
  final Text text;
  private int at;

  LineRows(Text text) {
    this.text = text;
    this.at = text.from();
  }

  @Override
  public final int position() {
    return at;
  }

  @Override
  public final boolean next(Row row) {
    if (at >= text.to()) {
      return false;
    }
    int end = text.lineEnd(at);
    row.begin(text.bytes(), at);
    row.lineEnd = end > at && text.bytes()[end - 1] == '\r' ? end - 1 : end;
    at = end + 1;
    if (row.lineEnd == row.lineStart) {
      row.add(row.lineStart, row.lineStart);
    } else {
      cells(row);
    }
    return true;
  }

  /** Finds the cells of a line that is not empty; none when the line is not of this shape. */
  abstract void cells(Row row);
}
