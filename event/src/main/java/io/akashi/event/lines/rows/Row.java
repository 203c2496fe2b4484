package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.internal.text.CellCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one row, as ranges of UTF-8 bytes. Reused from row to row by one thread. */
public final class Row {
  private static final int MOST_OTHERS = 1_000;
  private static final int LONGEST_OTHER = 65_536;

  /** A value whose name is not among the columns. */
  public record Other(String name, String value) {}

  /** Where the cells lie; the text itself unless a cell had to be unescaped. */
  byte[] bytes = new byte[0];

  final int[] starts;
  final int[] ends;

  /** Cells found, surplus ones included. */
  int count;

  /** The whole line without its line end, in the text. */
  int lineStart;

  int lineEnd;

  /** Where the cells begin that no room is left for, or -1; in the text. */
  int restStart;

  /** Whether the line itself said which cell is which, by names or by a regular expression. */
  boolean matched;

  @Nullable String flaw;

  private byte[] text = new byte[0];
  private final List<Other> others = new ArrayList<>(0);

  public Row(int width) {
    this.starts = new int[width];
    this.ends = new int[width];
  }

  void begin(byte[] source, int from) {
    bytes = source;
    text = source;
    count = 0;
    lineStart = from;
    lineEnd = from;
    restStart = -1;
    matched = false;
    flaw = null;
    if (!others.isEmpty()) {
      others.clear();
    }
  }

  /** Adds a cell without the blanks around it; cells beyond the width are only counted. */
  void add(int from, int to) {
    if (count < starts.length) {
      place(count, from, to);
    }
    count++;
  }

  /** Makes every cell empty; from now on they are given by name. */
  void beginNamed() {
    Arrays.fill(starts, 0);
    Arrays.fill(ends, 0);
    count = starts.length;
    matched = true;
  }

  /** A value that the line itself names; the first of a name fills the cell. */
  void give(int cell, int nameFrom, int nameTo, int from, int to) {
    if (cell >= 0 && starts[cell] == ends[cell]) {
      place(cell, from, to);
    } else {
      other(
          new String(bytes, nameFrom, nameTo - nameFrom, UTF_8),
          new String(bytes, from, to - from, UTF_8));
    }
  }

  /** A value without a cell. */
  void other(String name, String value) {
    if (others.size() == MOST_OTHERS) {
      flaw = "項目が多すぎます / more than " + MOST_OTHERS + " names";
    } else if (value.length() > LONGEST_OTHER) {
      others.add(new Other(name, value.substring(0, LONGEST_OTHER)));
      flaw = "値が長すぎます / longer than " + LONGEST_OTHER + " characters: " + name;
    } else {
      others.add(new Other(name, value));
    }
  }

  private void place(int cell, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    starts[cell] = start;
    ends[cell] = end;
  }

  /** Makes the cells that the line does not have empty. */
  public void pad() {
    for (int i = count; i < starts.length; i++) {
      starts[i] = lineStart;
      ends[i] = lineStart;
    }
  }

  /** Cells found, surplus ones included; 0 when the line is not of the shape. */
  public int count() {
    return count;
  }

  /** Whether the line is of the shape. */
  public boolean isRead() {
    return count > 0 || matched;
  }

  /** Whether cells are known by name, so that their number says nothing. */
  public boolean isMatched() {
    return matched;
  }

  /** What is wrong with the line, or null. */
  public @Nullable String flaw() {
    return flaw;
  }

  /** Values whose names are not among the columns, in the order of the line. */
  public List<Other> others() {
    return others;
  }

  public boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  /** Makes a cell say nothing. */
  public void empty(int cell) {
    ends[cell] = starts[cell];
  }

  /** Whether the cell holds exactly these bytes. */
  public boolean holds(int cell, byte[] expected) {
    return Arrays.equals(bytes, starts[cell], ends[cell], expected, 0, expected.length);
  }

  public String text(int cell, CellCache cache) {
    return cache.text(bytes, starts[cell], ends[cell]);
  }

  /** The bytes of one cell, or of several joined by a space; those that are empty are left out. */
  public Text cells(int[] cells) {
    if (cells.length == 1) {
      return new Text(bytes, starts[cells[0]], ends[cells[0]], true, null);
    }
    byte[] joined = new byte[length(cells)];
    int at = 0;
    for (int cell : cells) {
      int width = ends[cell] - starts[cell];
      if (width == 0) {
        continue;
      }
      if (at > 0) {
        joined[at++] = ' ';
      }
      System.arraycopy(bytes, starts[cell], joined, at, width);
      at += width;
    }
    return new Text(joined, 0, at, true, null);
  }

  private int length(int[] cells) {
    int length = cells.length - 1;
    for (int cell : cells) {
      length += ends[cell] - starts[cell];
    }
    return length;
  }

  /** The whole line without its line end. */
  public String line() {
    return new String(text, lineStart, lineEnd - lineStart, UTF_8);
  }

  public byte[] lineBytes() {
    return Arrays.copyOfRange(text, lineStart, lineEnd);
  }

  /** What stands behind the first {@code width} cells, as it stands there, or null. */
  public @Nullable String rest(int width) {
    if (matched || count <= width) {
      return null;
    }
    int from = width < starts.length ? starts[width] : restStart;
    if (width < starts.length && from > lineStart && text[from - 1] == '"') {
      from--;
    }
    return new String(text, from, Math.max(lineEnd - from, 0), UTF_8);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  /** Whether the line is nothing but blanks. */
  public boolean isBlank() {
    return matched ? lineStart == lineEnd : count == 1 && isEmpty(0);
  }
}
