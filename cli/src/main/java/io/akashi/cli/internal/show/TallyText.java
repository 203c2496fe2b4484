package io.akashi.cli.internal.show;

import io.akashi.event.EventCsv;
import io.akashi.event.EventJson;
import io.akashi.store.Tally;
import java.io.PrintStream;
import java.util.Locale;

/** Shows counts as a table with bars, as CSV, or as JSON with one object a line. */
public final class TallyText {
  private static final int BAR = 40;

  private TallyText() {}

  /**
   * Prints all rows, then what is not in a row.
   *
   * @param format table, json or csv
   */
  public static void print(Tally tally, String format, PrintStream out) {
    switch (format) {
      case "json" -> json(tally, out);
      case "csv" -> csv(tally, out);
      default -> table(tally, out);
    }
    out.flush();
  }

  private static void json(Tally tally, PrintStream out) {
    StringBuilder text = new StringBuilder();
    for (Tally.Row row : tally.rows()) {
      EventJson.quote(text.append("{\"key\":"), row.key());
      text.append(",\"events\":").append(row.events()).append("}\n");
    }
    out.append(text);
  }

  // Guarded: people open it in a spreadsheet, and a log is written by strangers.
  private static void csv(Tally tally, PrintStream out) {
    EventCsv csv = new EventCsv(true);
    StringBuilder text = new StringBuilder("key,events\r\n");
    for (Tally.Row row : tally.rows()) {
      csv.append(text, row.key());
      text.append(',').append(row.events()).append("\r\n");
    }
    out.append(text);
  }

  private static void table(Tally tally, PrintStream out) {
    Table table = new Table("", "件数 / events", "");
    long most = tally.rows().stream().mapToLong(Tally.Row::events).max().orElse(1);
    for (Tally.Row row : tally.rows()) {
      int bar = (int) Math.ceilDiv(row.events() * BAR, most);
      table.add(row.key(), number(row.events()), "#".repeat(bar));
    }
    if (tally.others() > 0) {
      table.add("その他 / others", number(tally.others()), "");
    }
    if (tally.without() > 0) {
      table.add("値なし / without", number(tally.without()), "");
    }
    table.print(out);
  }

  private static String number(long events) {
    return String.format(Locale.ROOT, "%,12d", events);
  }
}
