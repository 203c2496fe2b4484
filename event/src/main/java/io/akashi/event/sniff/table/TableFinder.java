package io.akashi.event.sniff.table;

import io.akashi.event.sniff.table.Splitter.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/** Finds how the rows of a text fall into cells. */
public final class TableFinder {
  private static final List<String> DELIMITERS = List.of("\t", ",", ";", "|");
  private static final Pattern PAIR =
      Pattern.compile(
          "(?<![^\\s,;|\\t])([\\p{L}_][\\p{L}\\p{N}_.\\-]{0,60})=(\"[^\"]*\"|[^\\s,;|\\t]*)");
  private static final Pattern TIMED =
      Pattern.compile(
          "\\[?(\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?["
              + " T]\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)\\]?[\\s,:|-]+(\\S.*)");
  private static final String TIMED_RE2 =
      "^\\[?(\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?["
          + " T]\\d{1,2}:\\d{2}(?::\\d{2})?(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)\\]?[\\s,:|-]+(\\S.*)$";
  private static final double MOST = 0.8;

  private final String text;
  private final ToIntFunction<List<String>> headings;

  /** {@code headings} counts the cells of a row that are headings of logs. */
  public TableFinder(String text, ToIntFunction<List<String>> headings) {
    this.text = text;
    this.headings = headings;
  }

  /** The table, or empty when the text is none. */
  public Optional<SampleTable> find() {
    List<String> lines = Splitter.lines(text).stream().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || text.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    if (share(lines, line -> line.startsWith("{") && line.endsWith("}")) >= MOST) {
      return Optional.of(NamedCells.json(lines));
    }
    if (share(lines, line -> Splitter.pairs(line, PAIR).size() >= 6) >= MOST) {
      return Optional.of(NamedCells.pairs(lines, PAIR));
    }
    Optional<SampleTable> delimited = delimited();
    return delimited.isPresent() ? delimited : spaced(lines).or(() -> timed(lines));
  }

  private static double share(List<String> lines, java.util.function.Predicate<String> is) {
    return (double) lines.stream().filter(is).count() / lines.size();
  }

  private record Candidate(String delimiter, List<Piece> pieces, int width, double share) {
    double worth() {
      return share * Math.log(width + 1.0);
    }
  }

  private Optional<SampleTable> delimited() {
    List<Candidate> candidates = new ArrayList<>();
    for (String delimiter : DELIMITERS) {
      if (text.contains(delimiter)) {
        Candidate candidate = candidate(delimiter, Splitter.delimited(text, delimiter));
        if (candidate.width >= 2
            && candidate.width <= Splitter.MOST_CELLS
            && candidate.share >= 0.6) {
          candidates.add(candidate);
        }
      }
    }
    return candidates.stream()
        .max(Comparator.comparingDouble(Candidate::worth))
        .map(best ->
            new Headed(best.pieces, best.width, new RowShape.Delimited(best.delimiter), headings)
                .table());
  }

  private static Candidate candidate(String delimiter, List<Piece> all) {
    List<Piece> pieces = all.stream().filter(piece -> !piece.isBlank()).toList();
    Map<Integer, Integer> widths = new HashMap<>();
    pieces.forEach(piece -> widths.merge(piece.cells().size(), 1, Integer::sum));
    int width =
        widths.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(0);
    int hits = widths.getOrDefault(width, 0);
    return new Candidate(
        delimiter, pieces, width, pieces.isEmpty() ? 0 : (double) hits / pieces.size());
  }

  private Optional<SampleTable> spaced(List<String> lines) {
    for (int least : new int[] {2, 1}) {
      Candidate found =
          candidate(" ", Splitter.cut(lines, Pattern.compile("[ \\t]{" + least + ",}")));
      boolean sure =
          least == 2
              ? found.width >= 3 && found.share >= 0.9
              : found.width >= 4 && found.share >= 0.95;
      if (sure && found.width <= 60) {
        RowShape shape = new RowShape.Spaces(least);
        return Optional.of(new Headed(found.pieces, found.width, shape, headings).table());
      }
    }
    return Optional.empty();
  }

  private static Optional<SampleTable> timed(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      var matcher = TIMED.matcher(line.substring(0, Math.min(line.length(), 4_096)));
      if (matcher.matches()) {
        rows.add(List.of(matcher.group(1), matcher.group(2)));
      }
    }
    if (rows.size() < MOST * lines.size()) {
      return Optional.empty();
    }
    List<String> names = List.of("日時", "メッセージ");
    return Optional.of(
        new SampleTable(
            new RowShape.TimeThenText(TIMED_RE2, names),
            0,
            names,
            List.of(false, false),
            rows,
            List.of()));
  }
}
