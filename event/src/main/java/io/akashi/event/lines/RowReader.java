package io.akashi.event.lines;

/** Takes a payload apart into rows. A reader belongs to one payload and one thread. */
sealed interface RowReader permits DelimitedRows, RegexRows {
  /** Reads the next row; false at the end of the payload. */
  boolean next(Row row);

  /** Index of the first byte not yet read. */
  int position();
}
