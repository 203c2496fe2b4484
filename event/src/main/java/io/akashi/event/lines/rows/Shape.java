package io.akashi.event.lines.rows;

import org.jspecify.annotations.Nullable;

/** How a text falls into rows and a row into cells. Immutable. */
public sealed interface Shape {
  /** A reader of the text. */
  RowReader open(Text text);

  /** The line is the only cell. */
  record Whole() implements Shape {
    @Override
    public RowReader open(Text text) {
      return new WholeRows(text);
    }
  }

  /** Cells between delimiters (RFC 4180); {@code quote} is a byte, or -1 for none. */
  record Delimited(byte[] delimiter, int quote) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new DelimitedRows(text, delimiter, quote);
    }
  }

  /** Groups of a regular expression. */
  record Regex(Expression expression) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new RegexRows(text, expression);
    }
  }

  /** Columns of fixed widths, in bytes of the charset or as they are displayed. */
  record Fixed(int[] widths, boolean display) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new FixedRows(text, widths, display);
    }
  }

  /**
   * Names and values.
   *
   * @param separators bytes any of which separates pairs
   * @param quotes bytes any of which encloses a value
   * @param hex names whose values may be written in hexadecimal digits, or null
   */
  record Pairs(
      CellNames names, String separators, byte assign, String quotes, @Nullable CellNames hex)
      implements Shape {
    @Override
    public RowReader open(Text text) {
      return new PairRows(text, this);
    }

    boolean isSeparator(byte b) {
      return separators.indexOf(b) >= 0;
    }

    boolean isQuote(byte b) {
      return quotes.indexOf(b) >= 0;
    }
  }

  /**
   * JSON values; a cell is the value at a path such as {@code user.name} or {@code items[0].id}.
   */
  record Json(CellNames names) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new JsonRows(text, names);
    }
  }

  /**
   * An XML element; a cell is an attribute or the text of an element in it, {@code a.b} of one
   * within another.
   */
  record Xml(CellNames names) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new XmlRows(text, names);
    }
  }

  /** ArcSight Common Event Format, version 0 or 1. */
  record Cef(CellNames names) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new CefRows(text, names);
    }
  }

  /** QRadar Log Event Extended Format, version 1.0 or 2.0. */
  record Leef(CellNames names) implements Shape {
    @Override
    public RowReader open(Text text) {
      return new LeefRows(text, names);
    }
  }
}
