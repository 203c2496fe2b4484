package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.EventSentences;
import io.akashi.cli.internal.show.EventTable;
import io.akashi.cli.internal.show.TallyText;
import io.akashi.event.AuditEvent;
import io.akashi.event.EventCsv;
import io.akashi.event.EventJson;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds events, newest first, one page at a time. The search itself is logged. */
@Command(
    name = "search",
    description = "記録を検索します（検索したことも記録されます）。 / Searches the log; the search is logged.")
final class SearchCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("table", "sentence", "json", "csv");

  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final SearchOptions search = new SearchOptions();

  @Option(
      names = "--format",
      paramLabel = "table|sentence|json|csv",
      description =
          "表、1行1件の文、1行1件のJSON、CSV（既定 table） / table, one sentence or one JSON object a line, or CSV"
              + " (default table)")
  private String format = "table";

  @Option(
      names = "--page",
      paramLabel = "TOKEN",
      description = "前回の続き（トークンは標準エラーに表示） / the page after; its token was printed to stderr")
  private @Nullable String page;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "最大件数（既定 100、最大 10000） / most rows (default 100, at most 10000)")
  private int limit = Query.DEFAULT_LIMIT;

  @Option(
      names = "--by",
      paramLabel = "UNIT|COLUMN",
      description =
          "件数だけを minute、hour、day、month、または項目（kind、user など）ごとに数えます"
              + " / count instead, by minute, hour, day, month or a column such as kind or user")
  private @Nullable String by;

  SearchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (!FORMATS.contains(format)) {
      throw Choice.unknown("--format", format, FORMATS);
    }
    return session.door().enter(place, Need.EVENTS, this::search);
  }

  private int search(OpenStore open) throws Exception {
    ZoneId zone = open.configuration().zone();
    if (by != null) {
      return count(open, Tally.By.of(by, zone, Math.min(limit, Tally.ByValue.MAX_ROWS)));
    }
    Page answer = open.store().search(open.look(), search.query(zone, limit).withPage(page));
    print(answer.rows(), zone, session.terminal().out());
    if (answer.rows().isEmpty()) {
      session.terminal().err().println("該当する記録はありません。 / Nothing found.");
    }
    Unreadable.tell(open.store(), session.terminal().err());
    if (answer.next() != null) {
      session.terminal().err().printf("続き / next page: --page %s%n", answer.next());
    }
    return ExitCode.OK;
  }

  private int count(OpenStore open, Tally.By asked) throws Exception {
    if (page != null) {
      throw new CannotException("--by と --page は一緒に使えません。 / --by has no pages; leave --page out.");
    }
    Query query = search.query(open.configuration().zone(), limit);
    Tally tally = open.store().tally(open.look(), query, asked);
    TallyText.print(tally, format, session.terminal().out());
    Unreadable.tell(open.store(), session.terminal().err());
    return ExitCode.OK;
  }

  private void print(List<AuditEvent> events, ZoneId zone, PrintStream out) throws CannotException {
    switch (format) {
      case "json" -> events.forEach(event -> out.append(EventJson.write(event)).append('\n'));
      case "csv" -> printCsv(events, out);
      case "sentence" -> EventSentences.print(events, zone, out);
      default -> {
        if (!events.isEmpty()) {
          EventTable.print(events, zone, out);
        }
      }
    }
    out.flush();
    if (out.checkError()) {
      throw new CannotException("出力先に書けません。 / The output cannot be written.");
    }
  }

  // Guarded: people open it in a spreadsheet, and a log is written by strangers.
  private static void printCsv(List<AuditEvent> events, PrintStream out) {
    EventCsv csv = new EventCsv(true);
    out.append(csv.header());
    StringBuilder line = new StringBuilder();
    for (AuditEvent event : events) {
      line.setLength(0);
      csv.write(event, line);
      out.append(line);
    }
  }
}
