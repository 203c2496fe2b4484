package io.akashi.store;

import io.akashi.event.Column;
import io.akashi.event.NearestName;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many events a query finds, told apart by time or by the values of a column.
 *
 * @param rows of times in their order, those without events left out; of values the most frequent
 *     first, equal ones in the order of their characters
 * @param without events that have no time or no such value
 * @param others events whose value is not among the rows; 0 when told apart by time
 */
public record Tally(List<Row> rows, long without, long others) {

  /**
   * Events of one time or one value.
   *
   * @param key the value, or the start of the time with its offset in the zone asked for, e.g.
   *     {@code 2026-11-22T00:00+09:00}
   * @param events above 0
   */
  public record Row(String key, long events) {}

  public Tally {
    rows = List.copyOf(rows);
  }

  /** What tells events apart. */
  public sealed interface By {
    /**
     * What a person names: {@code minute}, {@code hour}, {@code day}, {@code month}, or a column of
     * {@link Query#FILTERS}, {@code user} and {@code patient} without their {@code _id}.
     *
     * @param zone where days and months begin
     * @param most rows of a column
     * @throws QueryException with reason {@code INVALID} for another name, with the nearest one
     */
    static By of(String name, ZoneId zone, int most) {
      for (ChronoUnit unit : ByTime.UNITS) {
        if (nameOf(unit).equals(name)) {
          return new ByTime(unit, zone);
        }
      }
      for (Column column : Query.FILTERS) {
        if (column.id().equals(name) || nameOf(column).equals(name)) {
          return new ByValue(column, most);
        }
      }
      String nearest =
          NearestName.of(name, names()).map("; did you mean %s?"::formatted).orElse("");
      throw invalid(
          "数え方は次のどれかです / count by one of %s%s".formatted(String.join(", ", names()), nearest));
    }

    /** All names, in order. */
    static SortedSet<String> names() {
      SortedSet<String> names = new TreeSet<>();
      ByTime.UNITS.forEach(unit -> names.add(nameOf(unit)));
      Query.FILTERS.forEach(column -> names.add(nameOf(column)));
      return names;
    }

    private static String nameOf(ChronoUnit unit) {
      return unit.name().toLowerCase(Locale.ROOT).replaceFirst("s$", "");
    }

    private static String nameOf(Column column) {
      return column.id().replaceFirst("_id$", "");
    }
  }

  /**
   * By {@code occurred_at}.
   *
   * @param unit one of {@link #UNITS}
   * @param zone where days and months begin
   */
  public record ByTime(ChronoUnit unit, ZoneId zone) implements By {
    public static final Set<ChronoUnit> UNITS =
        Set.of(ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS, ChronoUnit.MONTHS);

    /**
     * @throws QueryException with reason {@code INVALID} for another unit
     */
    public ByTime {
      if (!UNITS.contains(unit)) {
        throw invalid("時間の単位は minute、hour、day、month です / the unit is minute, hour, day or month");
      }
    }

    /** Start of the unit in which a moment lies. */
    public ZonedDateTime start(Instant moment) {
      ZonedDateTime here = moment.atZone(zone);
      return unit == ChronoUnit.MONTHS
          ? here.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)
          : here.truncatedTo(unit);
    }
  }

  /**
   * By the values of a column.
   *
   * @param column one of {@link Query#FILTERS}
   * @param most rows, 1 to {@value #MAX_ROWS}
   */
  public record ByValue(Column column, int most) implements By {
    public static final int MAX_ROWS = 1000;

    /**
     * @throws QueryException with reason {@code INVALID} when a rule above is broken
     */
    public ByValue {
      if (!Query.FILTERS.contains(column)) {
        throw invalid("この項目では数えられません / cannot count by %s".formatted(column.id()));
      }
      if (most < 1 || most > MAX_ROWS) {
        throw invalid(
            "件数は1から%d までです / limit must be 1 to %d, not %d".formatted(MAX_ROWS, MAX_ROWS, most));
      }
    }
  }

  private static QueryException invalid(String message) {
    return new QueryException(QueryException.Reason.INVALID, message);
  }
}
