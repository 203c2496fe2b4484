package io.akashi.event.sniff;

import io.akashi.event.Column;
import io.akashi.event.sniff.table.RowShape;
import io.akashi.event.sniff.table.SampleTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a proposal down as a mapping (docs/formats/mapping.md), with how sure each column is. */
final class MappingText {
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("read", "R"),
          Map.entry("print", "R"),
          Map.entry("export", "R"),
          Map.entry("create", "C"),
          Map.entry("import", "C"),
          Map.entry("update", "U"),
          Map.entry("account_change", "U"),
          Map.entry("permission_change", "U"),
          Map.entry("password_reset", "U"),
          Map.entry("delete", "D"),
          Map.entry("search", "E"),
          Map.entry("login", "E"),
          Map.entry("logout", "E"),
          Map.entry("login_failure", "E"));
  private static final Map<String, String> OUTCOMES =
      Map.of("success", "success", "failure", "serious", "minor", "minor");

  private final SampleTable table;
  private final List<ColumnProposal> columns;
  private final StringBuilder out = new StringBuilder();

  MappingText(SampleTable table, List<ColumnProposal> columns) {
    this.table = table;
    this.columns = columns;
  }

  String write(SniffOptions options, String charset) {
    out.append("# akashi sniff の提案です。注記を確かめてから使ってください。\n");
    out.append("# Proposed by akashi sniff: look at the remarks before you use it.\n");
    line("name: " + options.name());
    line("version: 1");
    line("title: " + quoted(options.title()));
    boolean patients =
        columns.stream().anyMatch(c -> c.isMapped() && c.target() == Column.PATIENT_ID);
    line(
        patients
            ? "book: clinical"
            : "# book: clinical か infrastructure / clinical or infrastructure");
    line("charset: " + charset);
    shape();
    names();
    times();
    map();
    values();
    if (options.zone() != null) {
      line("zone: " + quoted(options.zone().getId()));
    }
    rest();
    return out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void shape() {
    switch (table.shape()) {
      case RowShape.Delimited(String delimiter) ->
          line("delimiter: " + (delimiter.equals("\t") ? "tab" : quoted(delimiter)));
      case RowShape.Spaces(int least) -> line("regex: " + single(spaced(least, columns.size())));
      case RowShape.Pairs(String separator) ->
          line("pairs: {separator: " + (separator.equals("\t") ? "tab" : quoted(separator)) + "}");
      case RowShape.JsonLines() -> line("shape: json");
      case RowShape.TimeThenText(String regex, List<String> _) -> line("regex: " + single(regex));
    }
  }

  /** Cells between blanks; of two blanks at least, a cell may hold single ones. */
  private static String spaced(int least, int width) {
    String cell = least == 2 ? "(\\S+(?:[ \\t]\\S+)*)" : "(\\S+)";
    String gap = least == 2 ? "[ \\t]{2,}" : "[ \\t]+";
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      cells.add(cell);
    }
    return "^[ \\t]*" + String.join(gap, cells) + "[ \\t]*$";
  }

  private boolean isOrdered() {
    return !(table.shape() instanceof RowShape.Pairs)
        && !(table.shape() instanceof RowShape.JsonLines);
  }

  private void names() {
    line(isOrdered() ? "columns:" : "# 項目 / the names in a line:");
    for (ColumnProposal column : columns) {
      line((isOrdered() ? "  - " : "#   ") + quoted(column.name()) + "  # " + remark(column));
    }
  }

  private static String remark(ColumnProposal column) {
    Column target = column.target();
    String to = target == null ? "割り当てなし / unmapped" : target.id();
    return "→ %s  %s %.2f: %s"
        .formatted(
            to, column.sureness().japanese(), column.confidence(), printable(column.reason()));
  }

  private void times() {
    List<ColumnProposal> moment =
        columns.stream().filter(c -> c.target() == Column.OCCURRED_AT).toList();
    if (moment.isEmpty()) {
      return;
    }
    line("times:");
    line("  occurred_at:");
    line("    from: " + listed(moment.stream().map(ColumnProposal::name).toList()));
    line("    formats: " + listed(moment.getFirst().formats()));
  }

  private static boolean isCoded(ColumnProposal column) {
    return column.target() == Column.KIND || column.target() == Column.OUTCOME;
  }

  private void map() {
    List<ColumnProposal> plain =
        columns.stream()
            .filter(c -> c.target() != null && c.target().type() != Column.Type.TIME && !isCoded(c))
            .toList();
    if (plain.stream().anyMatch(ColumnProposal::isMapped)) {
      line("map:");
    }
    for (ColumnProposal column : plain) {
      String entry = id(column) + ": " + quoted(column.name());
      line(column.isMapped() ? "  " + entry : "#   " + entry + "  # 推測 / a guess");
    }
  }

  private static String id(ColumnProposal column) {
    Column target = column.target();
    return target == null ? "" : target.id();
  }

  private void values() {
    List<ColumnProposal> coded = columns.stream().filter(MappingText::isCoded).toList();
    if (coded.stream().anyMatch(ColumnProposal::isMapped)) {
      line("values:");
    }
    for (ColumnProposal column : coded) {
      String before = column.isMapped() ? "  " : "#   ";
      line(before + quoted(column.name()) + ":");
      column.meanings().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(entry -> !entry.getKey().equals("*"))
          .forEach(entry ->
              line(
                  before
                      + "  "
                      + quoted(entry.getKey())
                      + ": "
                      + meaning(column, entry.getValue())));
    }
  }

  private static String meaning(ColumnProposal column, String meaning) {
    if (column.target() == Column.OUTCOME) {
      String outcome = OUTCOMES.get(meaning);
      return outcome == null
          ? "{outcome: unknown}  # 意味を決めてください / say what it means"
          : "{outcome: " + outcome + "}";
    }
    if (meaning.isEmpty()) {
      return "{kind: unclassified}  # 意味を決めてください / say what it means";
    }
    String action = ACTIONS.get(meaning);
    return action == null
        ? "{kind: " + meaning + "}"
        : "{kind: %s, action: %s}".formatted(meaning, action);
  }

  private void rest() {
    List<String> nil =
        table.rows().stream()
            .flatMap(List::stream)
            .filter(Values::isNil)
            .distinct()
            .sorted()
            .toList();
    if (!nil.isEmpty()) {
      line("nil: " + listed(nil));
    }
    if (!table.ignore().isEmpty()) {
      line("ignore:");
      table.ignore().forEach(pattern -> line("  - " + single(pattern)));
    }
  }

  private static String listed(List<String> texts) {
    return texts.stream().map(MappingText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** A YAML scalar in single quotes: nothing in it is escaped but the quote. */
  private static String single(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x85)
        ? quoted(text)
        : "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c)
              || c == '\u2028'
              || c == '\u2029'
              || c == '\uFEFF'
              || Character.isSurrogate(c)
              || c >= '\uFFFE') {
            quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
  }
}
