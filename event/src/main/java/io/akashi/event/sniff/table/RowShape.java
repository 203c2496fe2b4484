package io.akashi.event.sniff.table;

import java.util.List;

/** How the rows of a file fall into cells. */
public sealed interface RowShape {
  /** Cells between delimiters, perhaps in quotes (RFC 4180). */
  record Delimited(String delimiter) implements RowShape {}

  /** Cells between blanks: {@code least} of them at least. */
  record Spaces(int least) implements RowShape {}

  /** Names and values, {@code name=value}. */
  record Pairs(String separator) implements RowShape {}

  /** One JSON object a line. */
  record JsonLines() implements RowShape {}

  /** A time and then words. */
  record TimeThenText(String regex, List<String> names) implements RowShape {}
}
