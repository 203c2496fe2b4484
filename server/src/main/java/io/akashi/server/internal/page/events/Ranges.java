package io.akashi.server.internal.page.events;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Ranges of time that people often want: buttons of the form, so that what is typed goes with them.
 */
public final class Ranges {
  /** The parameter that names one; the answer leads to the address that says its times. */
  private static final String RANGE = "range";

  private static final String FROM = "from";
  private static final String TO = "to";

  private Ranges() {}

  /** Their names, in the order in which they are shown. */
  public static List<String> names() {
    return List.of("hour", "today", "night", "week", "month", "all");
  }

  /**
   * The address of the same page in the range that the conditions name; empty when they name none
   * of these.
   *
   * @param path of the page
   */
  public static Optional<String> chosen(Filters filters, String path, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    ZonedDateTime today = here.truncatedTo(ChronoUnit.DAYS);
    ZonedDateTime tomorrow = today.plusDays(1);
    Filters asked = filters.without(RANGE);
    Filters chosen =
        switch (filters.value(RANGE)) {
          case "hour" -> asked.with(FROM, at(here.minusHours(1))).without(TO);
          case "today" -> between(asked, today, tomorrow);
          case "night" -> between(asked, today.minusHours(7), today.plusHours(8));
          case "week" -> between(asked, today.minusDays(6), tomorrow);
          case "month" -> between(asked, today.minusDays(29), tomorrow);
          case "all" -> asked.without(FROM).without(TO);
          default -> null;
        };
    return Optional.ofNullable(chosen).map(range -> range.at(path));
  }

  private static Filters between(Filters filters, ZonedDateTime from, ZonedDateTime to) {
    return filters.with(FROM, at(from)).with(TO, at(to));
  }

  private static String at(ZonedDateTime time) {
    return Filters.local(time.toInstant(), time.getZone());
  }
}
