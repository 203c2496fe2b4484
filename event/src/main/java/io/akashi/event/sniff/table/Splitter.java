package io.akashi.event.sniff.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes text apart into records and cells. Linear in the text. */
final class Splitter {
  static final int MOST_RECORDS = 2_000;
  static final int MOST_CELLS = 1_000;
  private static final int LONGEST_CELL = 4_096;

  /**
   * One record.
   *
   * @param line its first line, as it stands in the file
   * @param cells without quotes and blanks around them
   */
  record Piece(String line, List<String> cells) {
    boolean isBlank() {
      return cells.size() == 1 && cells.getFirst().isEmpty();
    }
  }

  private final String text;
  private final String delimiter;
  private int at;
  private boolean quotesBroken;

  private Splitter(String text, String delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /** The first records of delimited text, cells beyond the thousandth left out. */
  static List<Piece> delimited(String text, String delimiter) {
    Splitter splitter = new Splitter(text, delimiter);
    List<Piece> pieces = new ArrayList<>();
    while (splitter.at < text.length() && pieces.size() < MOST_RECORDS) {
      pieces.add(splitter.next());
    }
    return pieces;
  }

  /** The first lines, without their ends. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length() && lines.size() < MOST_RECORDS) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      lines.add(text.substring(at, end > at && text.charAt(end - 1) == '\r' ? end - 1 : end));
      at = end + 1;
    }
    return lines;
  }

  /** The lines cut wherever the expression is found. */
  static List<Piece> cut(List<String> lines, Pattern gap) {
    return lines.stream()
        .map(line -> new Piece(line, List.of(gap.split(line.strip(), MOST_CELLS))))
        .toList();
  }

  /** The names and values of a line of pairs, one after the other. */
  static List<String> pairs(String line, Pattern pair) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pair.matcher(line);
    while (matcher.find() && found.size() < 2 * MOST_CELLS) {
      found.add(matcher.group(1));
      String value = matcher.group(2);
      boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
      found.add(shortened(quoted ? value.substring(1, value.length() - 1) : value));
    }
    return found;
  }

  private Piece next() {
    int from = at;
    List<String> cells = new ArrayList<>();
    while (true) {
      String cell = cell();
      if (cells.size() <= MOST_CELLS) {
        cells.add(cell);
      }
      if (at >= text.length() || text.charAt(at) == '\n') {
        break;
      }
      at += delimiter.length();
    }
    int lineEnd = text.indexOf('\n', from);
    lineEnd = lineEnd < 0 || lineEnd > at ? at : lineEnd;
    at++;
    return new Piece(shortened(text.substring(from, lineEnd).stripTrailing()), cells);
  }

  private String cell() {
    int open = at;
    if (open < text.length() && text.charAt(open) == '"' && !quotesBroken) {
      String quoted = quoted();
      if (quoted != null) {
        return quoted;
      }
    }
    at = open;
    toCellEnd();
    return shortened(text.substring(open, at));
  }

  private void toCellEnd() {
    char first = delimiter.charAt(0);
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != first) {
      at++;
    }
  }

  private @Nullable String quoted() {
    int close = at + 1;
    while (true) {
      close = text.indexOf('"', close);
      if (close < 0) {
        quotesBroken = true;
        return null;
      }
      if (close + 1 >= text.length() || text.charAt(close + 1) != '"') {
        break;
      }
      close += 2;
    }
    int from = at + 1;
    at = close + 1;
    toCellEnd();
    if (!text.substring(close + 1, Math.min(at, close + 3)).isBlank()) {
      return null;
    }
    return shortened(text.substring(from, close)).replace("\"\"", "\"");
  }

  private static String shortened(String cell) {
    return (cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell).strip();
  }
}
