package io.akashi.server.internal.page.events;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Book;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of an event as a person reads it.
 *
 * @param text on one line, without anything active; empty when the event does not say it
 * @param href where more about it is, or null
 * @param number whether it is one
 */
public record Cell(String text, @Nullable String href, boolean number) {
  /** The value of a column. */
  public static Cell of(AuditEvent event, Column column, Frame frame) {
    Object value = event.get(column);
    if (value == null) {
      return new Cell("", null, false);
    }
    if (column.type() == Column.Type.TIME) {
      Instant time = event.time(column);
      return new Cell(frame.times().second(time), null, true);
    }
    if (!(value instanceof String text)) {
      return new Cell(value.toString(), null, true);
    }
    if (column == Column.MESSAGE) {
      String told = OwnMessage.of(event, frame.display().language());
      return new Cell(VisibleText.line(told == null ? text : told), null, false);
    }
    return new Cell(name(column, text, frame), Places.of(column, text).orElse(null), false);
  }

  /** A value by its name in the language of the page where it has one. */
  public static String name(Column column, String value, Frame frame) {
    if (column == Column.BOOK) {
      return Book.of(value).map(frame::name).orElseGet(() -> VisibleText.line(value));
    }
    Optional<String> japanese =
        switch (column) {
          case KIND -> Kind.of(value).map(Kind::japanese);
          case OUTCOME -> Outcome.of(value).map(Outcome::japanese);
          default -> Optional.empty();
        };
    return japanese
        .map(name -> frame.say(name, value.replace('_', ' ')))
        .orElseGet(() -> VisibleText.line(value));
  }

  /** The heading of a column in the language of the page. */
  public static String heading(Column column, Frame frame) {
    String english = column.id().replace('_', ' ');
    return frame.say(
        column.japanese(), Character.toUpperCase(english.charAt(0)) + english.substring(1));
  }
}
