package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/**
 * A time as a person types it: a date, a date with a time of day, or RFC 3339 with an offset.
 *
 * @param value LocalDate, LocalDateTime or OffsetDateTime
 */
record TypedTime(TemporalAccessor value) {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern(
          "[uuuu-MM-dd['T'][' ']HH:mm[:ss][.SSSSSS][.SSS][XXX]][uuuu-MM-dd]");

  /**
   * @throws CannotException when the text is no time
   */
  static TypedTime parse(String option, String text) throws CannotException {
    try {
      return new TypedTime(
          FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeParseException e) {
      throw new CannotException(
          ("%1$s の時刻 %2$s を読めません。例: 2026-11-22、\"2026-11-22 09:00\" / %1$s %2$s is not a time: write"
                  + " 2026-11-22, \"2026-11-22 09:00\" or 2026-11-22T00:00:00Z")
              .formatted(option, text),
          e);
    }
  }

  /** The moment it begins. */
  Instant start(ZoneId zone) {
    return switch (value) {
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      case LocalDateTime time -> time.atZone(zone).toInstant();
      case OffsetDateTime time -> time.toInstant();
      default -> throw new DateTimeException("neither date nor time: " + value);
    };
  }

  /** The moment it is over: of a date the next midnight, of a time that moment itself. */
  Instant end(ZoneId zone) {
    return value instanceof LocalDate date
        ? date.plusDays(1).atStartOfDay(zone).toInstant()
        : start(zone);
  }
}
