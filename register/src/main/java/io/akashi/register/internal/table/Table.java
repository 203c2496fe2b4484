package io.akashi.register.internal.table;

import java.util.List;

/**
 * One table: a CSV file or a sheet.
 *
 * @param name of the sheet; empty for CSV
 * @param delimited whether a cell too many means that one was torn in two: CSV
 * @param lines those that are not blank
 * @param notes what a person should know, in Japanese and English
 */
public record Table(String name, boolean delimited, List<Line> lines, List<String> notes) {
  /** Most lines of a table. */
  static final int MAX_LINES = 200_000;

  /** Most cells of a table. */
  static final long MAX_CELLS = 5_000_000;

  /**
   * One line.
   *
   * @param number in the file, from 1: what a person sees at the edge
   * @param cells trimmed texts, empty where nothing is
   */
  public record Line(int number, List<String> cells) {
    /** The text of a column, empty beyond the last. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isEmpty);
    }
  }
}
