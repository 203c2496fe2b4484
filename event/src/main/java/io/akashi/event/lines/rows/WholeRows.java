package io.akashi.event.lines.rows;

/** The line is the only cell. */
final class WholeRows extends LineRows {
  WholeRows(Text text) {
    super(text);
  }

  @Override
  void cells(Row row) {
    row.add(row.lineStart, row.lineEnd);
  }
}
