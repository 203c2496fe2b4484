package io.akashi.server.internal.page.events;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Outcome;
import io.akashi.event.sentence.Sentence;
import io.akashi.server.internal.page.frame.Frame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as one row of a page.
 *
 * @param entry address of its entry
 * @param place book and index, as a person names it
 * @param at when it happened, or null
 * @param clock what is to be known of that time, as {@link #clock} says
 * @param sentence what happened
 * @param failed whether it says that it failed
 * @param doubtful whether it was not read in full
 * @param cells the chosen columns
 */
public record EventRow(
    String entry,
    String place,
    @Nullable Instant at,
    @Nullable String clock,
    String sentence,
    boolean failed,
    boolean doubtful,
    List<Cell> cells) {

  /** Rows of events that the store found. */
  public static List<EventRow> of(List<AuditEvent> events, List<Column> columns, Frame frame) {
    return events.stream().map(event -> of(event, columns, frame)).toList();
  }

  private static EventRow of(AuditEvent event, List<Column> columns, Frame frame) {
    String book = String.valueOf(event.text(Column.BOOK));
    Object index = event.get(Column.INDEX);
    return new EventRow(
        "/entries/" + book + "/" + index,
        book + " " + index,
        event.time(Column.OCCURRED_AT),
        clock(event),
        Sentence.of(event, frame.display().language()),
        failed(event),
        !DecodeStatus.FULL.id().equals(event.text(Column.DECODE_STATUS)),
        columns.stream().map(column -> Cell.of(event, column, frame)).toList());
  }

  /**
   * {@code received} where the time of an event is only that of its receipt, {@code assumed} where
   * the sender did not say of which zone it is; null where the sender said all of it.
   */
  public static @Nullable String clock(AuditEvent event) {
    String quality = event.text(Column.TIME_QUALITY);
    if (quality == null) {
      return null;
    }
    return switch (quality.split(":", 2)[0]) {
      case "received" -> "received";
      case "assumed" -> "assumed";
      default -> null;
    };
  }

  private static boolean failed(AuditEvent event) {
    Optional<Outcome> outcome =
        Optional.ofNullable(event.text(Column.OUTCOME)).flatMap(Outcome::of);
    return outcome.isPresent()
        && outcome.get() != Outcome.SUCCESS
        && outcome.get() != Outcome.UNKNOWN;
  }
}
