package io.akashi.cli.internal.show;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EventJson;
import io.akashi.event.Kind;
import io.akashi.event.sniff.ColumnProposal;
import io.akashi.event.sniff.Proposal;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A proposed mapping, for people and as JSON. */
public final class ProposalText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private ProposalText() {}

  /** Prints what was found, how sure each column is, and the first events; times of that zone. */
  public static void print(Proposal proposal, String file, ZoneId zone, PrintStream out) {
    if (!proposal.isUseful()) {
      out.printf(
          "%1$s からは何も提案できません。文字コードを --charset で指定するか、docs/formats/mapping.md を見て書いてください。 / Nothing"
              + " can be proposed for %1$s: name its --charset, or write a mapping by hand.%n",
          file);
    } else if (proposal.yaml().isEmpty()) {
      out.printf(
          "%1$s は %2$s です。マッピングは要りません。 / %1$s is %2$s and needs no mapping.%n",
          file, proposal.title());
    } else {
      shape(proposal, file, out);
      columns(proposal.columns(), out);
      out.println();
      events(proposal.preview(), zone, out);
      out.printf(
          "%n%s 行のうち %s 行を完全に解読 / %1$s lines, %2$s of them read fully%n",
          Units.count(proposal.records()), Units.count(proposal.full()));
    }
    proposal.notes().forEach(note -> out.printf("注意 / note: %s%n", Width.tame(note)));
  }

  private static void shape(Proposal proposal, String file, PrintStream out) {
    String delimiter = proposal.delimiter().equals("\t") ? "tab" : proposal.delimiter();
    out.printf(
        "%s: %s, %s %s, %s%n%n",
        file,
        proposal.charset(),
        proposal.shape(),
        delimiter.isBlank() ? "" : "'" + delimiter + "'",
        proposal.headingLine() == 0
            ? "見出しなし / no heading"
            : "見出し %1$d 行目 / heading in line %1$d".formatted(proposal.headingLine()));
  }

  private static void columns(List<ColumnProposal> columns, PrintStream out) {
    Table table = new Table("列", "割り当て", "確かさ", "", "値の例", "理由 / reason");
    for (ColumnProposal column : columns) {
      table.add(
          column.name(),
          target(column),
          column.sureness().japanese(),
          String.format(Locale.ROOT, "%.2f", column.confidence()),
          column.samples().isEmpty() ? "" : column.samples().getFirst(),
          column.reason());
    }
    table.print(out);
  }

  private static String target(ColumnProposal column) {
    Column target = column.target();
    String name = target == null ? "-" : target.japanese() + " " + target.id();
    return target == null || column.isMapped() ? name : "(" + name + ")";
  }

  private static void events(List<AuditEvent> events, ZoneId zone, PrintStream out) {
    Table table = new Table("いつ", "誰が", "どこから", "患者", "何を", "結果", "対象");
    for (AuditEvent event : events) {
      Instant time = event.time(Column.OCCURRED_AT);
      boolean known = time != null && !"received".equals(event.text(Column.TIME_QUALITY));
      table.add(
          known && time != null ? TIME.format(time.atZone(zone)) : "",
          (text(event, Column.USER_ID) + " " + text(event, Column.USER_NAME)).strip(),
          (text(event, Column.TERMINAL) + " " + text(event, Column.ADDRESS)).strip(),
          text(event, Column.PATIENT_ID),
          Kind.of(text(event, Column.KIND)).map(Kind::japanese).orElse(""),
          text(event, Column.OUTCOME),
          (text(event, Column.CATEGORY) + " " + text(event, Column.OBJECT_NAME)).strip());
    }
    table.print(out);
  }

  private static String text(AuditEvent event, Column column) {
    String text = event.text(column);
    return text == null ? "" : text;
  }

  /** The same as one JSON object in one line. */
  public static String json(Proposal proposal, String file) {
    StringBuilder out = new StringBuilder(4_096).append('{');
    pair(out, "file", file);
    pair(out.append(','), "format", proposal.format());
    pair(out.append(','), "title", proposal.title());
    pair(out.append(','), "charset", proposal.charset());
    pair(out.append(','), "shape", proposal.shape());
    pair(out.append(','), "delimiter", proposal.delimiter());
    out.append(",\"useful\":").append(proposal.isUseful());
    out.append(",\"heading_line\":").append(proposal.headingLine());
    out.append(",\"records\":").append(proposal.records());
    out.append(",\"full\":").append(proposal.full());
    list(out.append(",\"columns\":"), proposal.columns(), ProposalText::column);
    list(
        out.append(",\"preview\":"),
        proposal.preview(),
        (to, event) -> to.append(EventJson.write(event)));
    list(out.append(",\"notes\":"), proposal.notes(), EventJson::quote);
    pair(out.append(','), "yaml", proposal.yaml());
    return out.append('}').toString();
  }

  private static void column(StringBuilder out, ColumnProposal column) {
    Column target = column.target();
    pair(out.append('{'), "name", column.name());
    pair(out.append(','), "target", target == null ? null : target.id());
    out.append(",\"confidence\":").append(String.format(Locale.ROOT, "%.2f", column.confidence()));
    pair(out.append(','), "sureness", column.sureness().name().toLowerCase(Locale.ROOT));
    out.append(",\"mapped\":").append(column.isMapped());
    pair(out.append(','), "reason", column.reason());
    list(out.append(",\"formats\":"), column.formats(), EventJson::quote);
    out.append(",\"values\":{");
    String comma = "";
    for (Map.Entry<String, String> value : new TreeMap<>(column.meanings()).entrySet()) {
      pair(out.append(comma), value.getKey(), value.getValue());
      comma = ",";
    }
    list(out.append("},\"samples\":"), column.samples(), EventJson::quote);
    out.append('}');
  }

  private static <T> void list(StringBuilder out, List<T> items, BiConsumer<StringBuilder, T> one) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      one.accept(i == 0 ? out : out.append(','), items.get(i));
    }
    out.append(']');
  }

  private static void pair(StringBuilder out, String name, @Nullable String value) {
    EventJson.quote(out, name);
    out.append(':');
    if (value == null) {
      out.append("null");
    } else {
      EventJson.quote(out, value);
    }
  }
}
