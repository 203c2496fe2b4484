package io.akashi.server.internal.page.frame;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.chrono.JapaneseChronology;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes times for a person: in the zone of the hospital, with the years they prefer. A null is
 * written as a dash. Immutable.
 */
public final class Times {
  private static final String NONE = "—";

  private final ZoneId zone;
  private final DateTimeFormatter days;
  private final DateTimeFormatter minutes;
  private final DateTimeFormatter seconds;

  Times(ZoneId zone, Display display) {
    this.zone = zone;
    boolean japanese = display.calendar() == Display.Calendar.JAPANESE;
    String day = japanese ? "Gy年M月d日" : "yyyy-MM-dd";
    this.days = of(day, japanese);
    this.minutes = of(day + " HH:mm", japanese);
    this.seconds = of(day + " HH:mm:ss", japanese);
  }

  private DateTimeFormatter of(String pattern, boolean japanese) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.JAPAN).withZone(zone);
    return japanese ? format.withChronology(JapaneseChronology.INSTANCE) : format;
  }

  public String day(@Nullable LocalDate day) {
    return written(days, day);
  }

  public String day(@Nullable Instant moment) {
    return written(days, moment);
  }

  public String minute(@Nullable Instant moment) {
    return written(minutes, moment);
  }

  public String second(@Nullable Instant moment) {
    return written(seconds, moment);
  }

  /** The value of an HTML {@code datetime} attribute. */
  public String machine(@Nullable Instant moment) {
    return moment == null ? "" : moment.toString();
  }

  public ZoneId zone() {
    return zone;
  }

  private static String written(DateTimeFormatter format, @Nullable TemporalAccessor time) {
    return time == null ? NONE : format.format(time);
  }
}
