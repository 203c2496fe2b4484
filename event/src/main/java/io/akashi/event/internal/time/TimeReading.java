package io.akashi.event.internal.time;

import java.time.ZoneOffset;

/** What a {@link TimePattern} found. Reused from line to line by one thread. */
public final class TimeReading {
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  long fractionMicros;
  boolean afternoon;
  boolean twelveHours;
  boolean stated;
  boolean yearless;
  int offsetSeconds;
  long wallMicros;

  void clear() {
    year = -1;
    month = 1;
    day = 1;
    hour = 0;
    minute = 0;
    second = 0;
    fractionMicros = 0;
    afternoon = false;
    twelveHours = false;
    stated = false;
    offsetSeconds = 0;
  }

  /** Puts the parts together; false when there is no such date or time. */
  boolean finish() {
    if (twelveHours) {
      if (hour > 12) {
        return false;
      }
      hour = hour % 12 + (afternoon ? 12 : 0);
    }
    yearless = year < 0;
    long wall = Civil.wall(yearless ? Yearless.YEAR : year, month, day, hour, minute, second);
    wallMicros = wall + fractionMicros;
    return wall != Civil.NO_TIME;
  }

  /**
   * UTC microseconds; {@code clock} is that of a sender who states no offset. A time without a year
   * is put into the latest one that does not make it more than a day later than its receipt.
   */
  public long utcMicros(ZoneClock clock, long receivedMicros) {
    if (yearless) {
      ZoneClock own = stated ? ZoneClock.of(ZoneOffset.ofTotalSeconds(offsetSeconds)) : clock;
      return Yearless.inLatestYear(wallMicros, own, receivedMicros);
    }
    return utcMicros(clock);
  }

  /** The same for a time whose format has a year. */
  public long utcMicros(ZoneClock clock) {
    return stated ? wallMicros - offsetSeconds * Civil.SECOND : clock.toUtc(wallMicros);
  }

  /** The {@code time_quality} that goes with {@link #utcMicros}. */
  public String quality(ZoneClock clock) {
    return stated ? TimeQuality.stated(offsetSeconds) : clock.quality();
  }
}
