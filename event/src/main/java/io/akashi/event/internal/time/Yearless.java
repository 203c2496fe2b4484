package io.akashi.event.internal.time;

/** Times that senders write without a year. Stateless. */
public final class Yearless {
  /** The leap year in which such a time is kept until its own is known. */
  public static final int YEAR = 2000;

  /** Leap days are at most eight years apart (1896 to 1904). */
  private static final int OLDEST_LEAP_DAY = 8;

  private static final int DAYS_BEFORE_LEAP_DAY = 59;

  private Yearless() {}

  /**
   * UTC microseconds in the latest year that does not make it more than a day later than its
   * receipt; the time of receipt when there is no such year.
   *
   * @param wallMicros in {@link #YEAR}, as {@code clock} showed it
   */
  public static long inLatestYear(long wallMicros, ZoneClock clock, long receivedMicros) {
    long latest = receivedMicros + Civil.DAY;
    long inYear = wallMicros - Civil.epochDay(YEAR, 1, 1) * Civil.DAY;
    boolean afterFebruary = inYear >= (DAYS_BEFORE_LEAP_DAY + 1) * Civil.DAY;
    boolean leapDay = !afterFebruary && inYear >= DAYS_BEFORE_LEAP_DAY * Civil.DAY;
    int newest = Civil.yearOf(clock.toWall(latest));
    for (int year = newest; year >= newest - OLDEST_LEAP_DAY; year--) {
      boolean leap = Civil.isLeap(year);
      if (leapDay && !leap) {
        continue;
      }
      long shift = afterFebruary && !leap ? Civil.DAY : 0;
      long utc = clock.toUtc(Civil.epochDay(year, 1, 1) * Civil.DAY + inYear - shift);
      if (utc <= latest) {
        return utc;
      }
    }
    return receivedMicros;
  }
}
