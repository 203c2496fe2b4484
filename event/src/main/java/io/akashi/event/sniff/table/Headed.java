package io.akashi.event.sniff.table;

import io.akashi.event.sniff.table.Splitter.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Tells heading, titles, records and totals of a table of cells in order apart. */
final class Headed {
  private static final int FIRST = 20;
  private static final int LONGEST_IGNORED = 120;
  private static final Pattern DIGITS = Pattern.compile("[0-9][0-9:/.\\- ]*");
  private static final Pattern TOTAL =
      Pattern.compile(
          "(合計|総計|小計|総件数|件数|以上|total|count|end of|-- ?end).*", Pattern.CASE_INSENSITIVE);

  private final List<Piece> pieces;
  private final int width;
  private final RowShape shape;
  private final ToIntFunction<List<String>> headings;

  Headed(List<Piece> pieces, int width, RowShape shape, ToIntFunction<List<String>> headings) {
    this.pieces = pieces;
    this.width = width;
    this.shape = shape;
    this.headings = headings;
  }

  SampleTable table() {
    int heading = heading();
    List<String> ignore = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (i == heading) {
        continue;
      }
      if (i < heading || isAside(piece, i)) {
        if (ignore.size() < FIRST) {
          ignore.add(pattern(piece.line()));
        }
      } else {
        rows.add(piece.cells());
      }
    }
    List<String> given = heading < 0 ? List.of() : pieces.get(heading).cells();
    List<String> names = names(given);
    List<Boolean> named = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      named.add(i < given.size() && !given.get(i).isBlank());
    }
    if (heading >= 0 && (!names.equals(given) || shape instanceof RowShape.Spaces)) {
      ignore.add(pattern(pieces.get(heading).line()));
    }
    int line = heading < 0 ? 0 : heading + 1;
    return new SampleTable(shape, line, names, named, rows, ignore.stream().distinct().toList());
  }

  /** Index of the heading among the records, or -1. */
  private int heading() {
    for (int i = 0; i < Math.min(FIRST, pieces.size()); i++) {
      List<String> cells = pieces.get(i).cells();
      boolean wide = cells.size() >= Math.max(2, width - 2) && cells.size() <= width;
      if (wide && isHeading(cells, i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isHeading(List<String> cells, int at) {
    List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    if (filled.size() < 2
        || filled.stream().anyMatch(cell -> DIGITS.matcher(cell).matches() || cell.length() > 60)) {
      return false;
    }
    boolean distinct = new HashSet<>(filled).size() >= filled.size() * 0.7;
    int known = headings.applyAsInt(cells);
    if (distinct && known >= 2 && known * 3 >= filled.size()) {
      return true;
    }
    // Unknown words: they are headings when no record below repeats one of them in its column.
    return distinct && known >= 1 && at + 5 < pieces.size() && !recurs(cells, at);
  }

  private boolean recurs(List<String> cells, int at) {
    for (Piece piece : pieces.subList(at + 1, Math.min(pieces.size(), at + 200))) {
      for (int i = 0; i < Math.min(cells.size(), piece.cells().size()); i++) {
        if (!cells.get(i).isEmpty() && cells.get(i).equals(piece.cells().get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A title above or a total below: not as wide as the records, at the ends of the file. */
  private boolean isAside(Piece piece, int at) {
    boolean near = at < FIRST || at >= pieces.size() - FIRST;
    long filled = piece.cells().stream().filter(cell -> !cell.isEmpty()).count();
    boolean total =
        at >= pieces.size() - FIRST && TOTAL.matcher(piece.line().replace("\"", "")).matches();
    return near
        && (piece.cells().size() < width - 1 || (total && filled <= Math.max(2, width / 2)));
  }

  private List<String> names(List<String> given) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < width; i++) {
      String name = i < given.size() && !given.get(i).isBlank() ? given.get(i) : "列" + (i + 1);
      String unique = name;
      for (int n = 2; !taken.add(unique); n++) {
        unique = name + " (" + n + ")";
      }
      names.add(unique);
    }
    return names;
  }

  /** An RE2 expression for lines like this one; numbers may differ from file to file. */
  private static String pattern(String line) {
    String text = line.substring(0, Math.min(line.length(), LONGEST_IGNORED));
    StringBuilder out = new StringBuilder("^");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        while (i + 1 < text.length() && text.charAt(i + 1) >= '0' && text.charAt(i + 1) <= '9') {
          i++;
        }
        out.append("[0-9]+");
      } else if ("\\.[]{}()*+?^$|".indexOf(c) >= 0) {
        out.append('\\').append(c);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
