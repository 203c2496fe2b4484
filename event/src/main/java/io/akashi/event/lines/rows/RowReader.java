package io.akashi.event.lines.rows;

/** Takes a text apart into rows. A reader belongs to one text and one thread. */
public sealed interface RowReader permits DelimitedRows, LineRows, JsonRows, XmlRows {
  /** Reads the next row; false at the end of the text. */
  boolean next(Row row);

  /** Index of the first byte not yet read. */
  int position();
}
