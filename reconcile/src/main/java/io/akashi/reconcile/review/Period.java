package io.akashi.reconcile.review;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month or a week that is reviewed.
 *
 * @param name {@code 2026-11} or, for a week of ISO 8601, {@code 2026-W47}
 * @param first its first day
 * @param last its last day
 */
public record Period(String name, LocalDate first, LocalDate last) {
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");
  private static final int DAYS_OF_A_WEEK = 6;

  /** The period of that name, or empty when there is none. */
  public static Optional<Period> of(String name) {
    try {
      Matcher week = WEEK.matcher(name);
      if (week.matches()) {
        LocalDate monday =
            LocalDate.of(Integer.parseInt(week.group(1)), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.group(2)))
                .with(DayOfWeek.MONDAY);
        return Optional.of(new Period(name, monday, monday.plusDays(DAYS_OF_A_WEEK)));
      }
      return Optional.of(of(YearMonth.parse(name)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A month. */
  public static Period of(YearMonth month) {
    return new Period(month.toString(), month.atDay(1), month.atEndOfMonth());
  }

  /** When it begins. */
  public Instant from(ZoneId zone) {
    return first.atStartOfDay(zone).toInstant();
  }

  /** When the next begins. */
  public Instant to(ZoneId zone) {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
