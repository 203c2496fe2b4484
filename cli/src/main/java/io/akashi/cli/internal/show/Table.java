package io.akashi.cli.internal.show;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose cells stand below each other, Japanese or not. Columns without any value are left out,
 * cells are cut at {@value #MAX_CELL} columns except in the last column, and nothing in a cell can
 * steer the terminal.
 */
public final class Table {
  static final int MAX_CELL = 32;
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row with a cell for each heading; the empty string where there is no value. */
  public void add(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException("row of " + cells.length + " cells");
    }
    List<String> row = new ArrayList<>(cells.length);
    for (int i = 0; i < cells.length; i++) {
      String cell = Width.tame(cells[i]);
      row.add(i == cells.length - 1 ? cell : Width.cut(cell, MAX_CELL));
    }
    rows.add(row);
  }

  /** Prints the headings and all rows. */
  public void print(PrintStream out) {
    List<Integer> shown = new ArrayList<>();
    for (int column = 0; column < headings.size(); column++) {
      int at = column;
      if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
        shown.add(column);
      }
    }
    print(out, headings, shown);
    rows.forEach(row -> print(out, row, shown));
  }

  private void print(PrintStream out, List<String> row, List<Integer> shown) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      line.append(line.isEmpty() ? "" : GAP).append(row.get(column));
      if (column != shown.getLast()) {
        line.repeat(' ', width(column) - Width.of(row.get(column)));
      }
    }
    out.println(line.toString().stripTrailing());
  }

  private int width(int column) {
    int width = Width.of(headings.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, Width.of(row.get(column)));
    }
    return width;
  }
}
