package io.akashi.event.internal.time;

/**
 * Dates and clocks as microseconds of a wall: the microseconds since 1970-01-01T00:00:00 that a
 * clock on the wall would count, whatever its zone. Proleptic Gregorian calendar, no leap seconds,
 * no allocation.
 */
public final class Civil {
  /** What the parsers return for something that is no time. */
  public static final long NO_TIME = Long.MIN_VALUE;

  public static final long SECOND = 1_000_000L;
  public static final long DAY = 86_400L * SECOND;

  private static final int DAYS_BEFORE_1970 = 719_468;
  private static final int DAYS_PER_ERA = 146_097;
  private static final int YEARS_PER_ERA = 400;

  private Civil() {}

  /** Whether there is such a day, for years 0 to 9999. */
  public static boolean isDate(int year, int month, int day) {
    return year >= 0
        && year <= 9999
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= daysOf(year, month);
  }

  private static int daysOf(int year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Whether the year has 366 days. */
  public static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /** Days since 1970-01-01 of a date that {@link #isDate}. */
  public static long epochDay(int year, int month, int day) {
    // Counted from 0000-03-01, so that the leap day is the last of its year.
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, YEARS_PER_ERA);
    int yearOfEra = y - era * YEARS_PER_ERA;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return (long) era * DAYS_PER_ERA + dayOfEra - DAYS_BEFORE_1970;
  }

  /**
   * Microseconds of the wall, or {@link #NO_TIME} when there is no such date or time. Second 60 (a
   * leap second) is the first of the next minute.
   */
  public static long wall(int year, int month, int day, int hour, int minute, int second) {
    boolean clock =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    if (!clock || !isDate(year, month, day)) {
      return NO_TIME;
    }
    return (epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second) * SECOND;
  }

  /** The year of microseconds of the wall. */
  public static int yearOf(long wallMicros) {
    long days = Math.floorDiv(wallMicros, DAY) + DAYS_BEFORE_1970;
    long era = Math.floorDiv(days, (long) DAYS_PER_ERA);
    int dayOfEra = (int) (days - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (int) (yearOfEra + era * YEARS_PER_ERA);
    // 306 days from 1 March to 31 December.
    return dayOfYear >= 306 ? fromMarch + 1 : fromMarch;
  }
}
