package io.akashi.server.internal.page.events;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Ranges of time that people often want. */
public final class Ranges {
  private Ranges() {}

  /**
   * One range.
   *
   * @param text key of its name
   * @param address of the same page in that range
   */
  public record Range(String text, String address) {}

  /**
   * All of them.
   *
   * @param path of the page
   */
  public static List<Range> of(Filters filters, String path, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime today = here.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime tomorrow = today.plusDays(1);
    return List.of(
        range("hour", filters.with("from", at(here.minusHours(1))).without("to"), path),
        range("today", between(filters, today, tomorrow), path),
        range("night", between(filters, today.minusHours(7), today.plusHours(8)), path),
        range("week", between(filters, today.minusDays(6), tomorrow), path),
        range("month", between(filters, today.minusDays(29), tomorrow), path),
        range("all", filters.without("from").without("to"), path));
  }

  private static Filters between(Filters filters, ZonedDateTime from, ZonedDateTime to) {
    return filters.with("from", at(from)).with("to", at(to));
  }

  private static String at(ZonedDateTime time) {
    return Filters.local(time.toInstant(), time.getZone());
  }

  private static Range range(String name, Filters filters, String path) {
    return new Range("events.range." + name, filters.at(path));
  }
}
