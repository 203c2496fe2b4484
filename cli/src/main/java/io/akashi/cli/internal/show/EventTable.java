package io.akashi.cli.internal.show;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Events as a table for people: the columns most asked for, the rest is in JSON and CSV. */
public final class EventTable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private EventTable() {}

  /** Prints events; times as the clocks of that zone show them. */
  public static void print(List<AuditEvent> events, ZoneId zone, PrintStream out) {
    Table table = new Table("時刻", "種別", "結果", "利用者", "患者", "端末", "対象", "送信元", "番号", "メッセージ");
    for (AuditEvent event : events) {
      table.add(
          time(event, zone),
          text(event, Column.KIND).isEmpty() ? "" : kind(text(event, Column.KIND)),
          outcome(text(event, Column.OUTCOME)),
          join(event, Column.USER_ID, Column.USER_NAME),
          text(event, Column.PATIENT_ID),
          text(event, Column.TERMINAL).isEmpty()
              ? text(event, Column.ADDRESS)
              : text(event, Column.TERMINAL),
          join(event, Column.CATEGORY, Column.OBJECT_NAME, Column.OBJECT_ID),
          text(event, Column.SOURCE),
          text(event, Column.BOOK) + "/" + event.get(Column.INDEX),
          text(event, Column.MESSAGE));
    }
    table.print(out);
  }

  private static String time(AuditEvent event, ZoneId zone) {
    Instant time = event.time(Column.OCCURRED_AT);
    return time == null ? "" : TIME.format(time.atZone(zone));
  }

  private static String kind(String id) {
    return Kind.of(id).map(Kind::japanese).orElse(id);
  }

  // A success goes without saying; what failed must be seen.
  private static String outcome(String id) {
    return id.equals(Outcome.SUCCESS.id()) ? "" : Outcome.of(id).map(Outcome::japanese).orElse(id);
  }

  private static String join(AuditEvent event, Column... columns) {
    return Stream.of(columns)
        .map(column -> text(event, column))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String text(AuditEvent event, Column column) {
    String text = event.text(column);
    return text == null ? "" : text;
  }
}
