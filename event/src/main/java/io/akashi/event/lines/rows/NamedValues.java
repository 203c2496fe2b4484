package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The values of one row that its text names, written out where the cells lie. */
final class NamedValues {
  /** Names within names would otherwise make a text many times as long as the line. */
  private static final int LONGEST_PATH = 1_000;

  private final CellNames names;
  private byte[] bytes = new byte[256];
  private int used;

  NamedValues(CellNames names) {
    this.names = names;
  }

  /** Begins a row. */
  void begin(Row row) {
    row.beginNamed();
    row.bytes = bytes;
    used = 0;
  }

  /** Goes one step down; what no longer fits into the path is cut, and a flaw. */
  static void step(StringBuilder path, String separator, String step, Row row) {
    int room = Math.max(LONGEST_PATH - path.length() - separator.length(), 0);
    if (step.length() > room) {
      row.flaw = "名前が長すぎます / names longer than " + LONGEST_PATH + " characters";
    }
    path.append(separator).append(step, 0, Math.min(step.length(), room));
  }

  /** Whether a cell has that name. */
  boolean hasCell(String name) {
    return names.find(name) >= 0;
  }

  /**
   * Gives a value to the cell of that name; the second of a name, or one without a cell, is kept
   * beside.
   */
  void give(Row row, String name, String value) {
    int cell = names.find(name);
    if (cell < 0 || !row.isEmpty(cell)) {
      if (!value.isEmpty()) {
        row.other(name, value);
      }
      return;
    }
    byte[] text = value.getBytes(UTF_8);
    if (used + text.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, used + text.length));
    }
    System.arraycopy(text, 0, bytes, used, text.length);
    row.bytes = bytes;
    row.give(cell, 0, 0, used, used + text.length);
    used += text.length;
  }
}
