package io.akashi.server.internal.page.events;

import io.akashi.store.Query;
import io.akashi.store.Tally;
import io.akashi.store.View;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events over time, in a unit that gives few enough bars to see; times without events between
 * others have their bar.
 *
 * @param unit {@code minute}, {@code hour}, {@code day}, {@code month} or {@code year}
 * @param bars in their order
 * @param events all of them, those without a time too
 */
public record Histogram(String unit, List<Bar> bars, long events) {
  private static final int MOST_BARS = 200;
  private static final Duration OF_MINUTES = Duration.ofHours(3);
  private static final Duration OF_HOURS = Duration.ofDays(7);
  private static final Duration OF_DAYS = Duration.ofDays(150);

  /**
   * Events of one time.
   *
   * @param name as it stands below the bar
   * @param from first second, as {@link Filters#time} writes it
   * @param to first second behind it
   */
  public record Bar(String name, String from, String to, long events) {}

  /** Counts what a view finds; where its range is open, one count says how wide it is. */
  public static Histogram of(View view, ZoneId zone) {
    Query query = view.query();
    Instant from = query.from();
    Instant to = query.to();
    ChronoUnit unit = from == null || to == null ? ChronoUnit.DAYS : unit(from, to);
    Tally tally = view.tally(new Tally.ByTime(unit, zone));
    if (from == null || to == null) {
      ChronoUnit better = unit(tally, zone);
      if (better.compareTo(ChronoUnit.DAYS) < 0) {
        unit = better;
        tally = view.tally(new Tally.ByTime(unit, zone));
      }
    }
    return of(tally, unit, zone);
  }

  private static ChronoUnit unit(Instant from, Instant to) {
    Duration range = Duration.between(from, to);
    if (range.compareTo(OF_MINUTES) <= 0) {
      return ChronoUnit.MINUTES;
    }
    if (range.compareTo(OF_HOURS) <= 0) {
      return ChronoUnit.HOURS;
    }
    return range.compareTo(OF_DAYS) <= 0 ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
  }

  /** What suits the days that have events. */
  private static ChronoUnit unit(Tally days, ZoneId zone) {
    if (days.rows().isEmpty()) {
      return ChronoUnit.DAYS;
    }
    Instant first = start(days.rows().getFirst(), zone).toInstant();
    return unit(first, start(days.rows().getLast(), zone).plusDays(1).toInstant());
  }

  private static ZonedDateTime start(Tally.Row row, ZoneId zone) {
    return OffsetDateTime.parse(row.key()).atZoneSameInstant(zone);
  }

  static Histogram of(Tally tally, ChronoUnit unit, ZoneId zone) {
    SortedMap<ZonedDateTime, Long> counts = new TreeMap<>();
    long events = tally.without();
    for (Tally.Row row : tally.rows()) {
      counts.put(start(row, zone), row.events());
      events += row.events();
    }
    ChronoUnit shown = unit;
    while (shown != ChronoUnit.YEARS && bars(counts, shown) > MOST_BARS) {
      shown = coarser(shown);
    }
    return new Histogram(
        switch (shown) {
          case MINUTES -> "minute";
          case HOURS -> "hour";
          case DAYS -> "day";
          case MONTHS -> "month";
          default -> "year";
        },
        drawn(counts, shown),
        events);
  }

  private static long bars(SortedMap<ZonedDateTime, Long> counts, ChronoUnit unit) {
    return counts.isEmpty() ? 0 : unit.between(counts.firstKey(), counts.lastKey()) + 1;
  }

  private static ChronoUnit coarser(ChronoUnit unit) {
    return switch (unit) {
      case MINUTES -> ChronoUnit.HOURS;
      case HOURS -> ChronoUnit.DAYS;
      case DAYS -> ChronoUnit.MONTHS;
      default -> ChronoUnit.YEARS;
    };
  }

  private static ZonedDateTime floor(ZonedDateTime time, ChronoUnit unit) {
    return switch (unit) {
      case MONTHS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
      case YEARS -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
      default -> time.truncatedTo(unit);
    };
  }

  private static List<Bar> drawn(SortedMap<ZonedDateTime, Long> counts, ChronoUnit unit) {
    SortedMap<ZonedDateTime, Long> sums = new TreeMap<>();
    counts.forEach((time, events) -> sums.merge(floor(time, unit), events, Long::sum));
    if (!sums.isEmpty() && bars(sums, unit) <= 2L * MOST_BARS) {
      for (ZonedDateTime at = sums.firstKey(); at.isBefore(sums.lastKey()); at = at.plus(1, unit)) {
        sums.putIfAbsent(at, 0L);
      }
    }
    DateTimeFormatter name = DateTimeFormatter.ofPattern(pattern(unit));
    List<Bar> bars = new ArrayList<>();
    sums.forEach((time, events) ->
        bars.add(
            new Bar(
                name.format(time),
                Filters.LOCAL.format(time),
                Filters.LOCAL.format(time.plus(1, unit)),
                events)));
    return bars;
  }

  private static String pattern(ChronoUnit unit) {
    return switch (unit) {
      case MINUTES -> "HH:mm";
      case HOURS -> "MM-dd HH:mm";
      case DAYS -> "yyyy-MM-dd";
      case MONTHS -> "yyyy-MM";
      default -> "yyyy";
    };
  }
}
