package io.akashi.bench.internal.corpus;

import java.time.LocalDate;

/**
 * The time of the n-th event of a hospital: days of equal length, quiet nights, a busy morning.
 * Japan Standard Time, which has no summer time.
 */
public final class HospitalClock {
  /** Share of a day's events by hour, in parts of the sum. */
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 8, 13, 14, 13, 11, 8, 10, 12, 11, 10, 7, 5, 4, 3, 3, 2, 2
  };

  private static final int MILLIS = 3_600_000;
  private static final int HOURS_EAST = 9;

  private final LocalDate start;
  private final long eventsPerDay;
  private final double[] until = new double[HOURS.length + 1];

  private LocalDate date;
  private long day;
  private int hour;
  private int millis;

  HospitalClock(LocalDate start, long eventsPerDay) {
    this.start = start;
    this.eventsPerDay = eventsPerDay;
    date = start;
    double sum = 0;
    for (int weight : HOURS) {
      sum += weight;
    }
    for (int i = 0; i < HOURS.length; i++) {
      until[i + 1] = until[i] + HOURS[i] / sum;
    }
  }

  /**
   * Moves to the time of an event. Times never step back as numbers grow.
   *
   * @param event counted from 0
   * @param jitter 0 to 1, how late it is on its way to the next
   */
  void moveTo(long event, double jitter) {
    long newDay = event / eventsPerDay;
    if (newDay != day) {
      day = newDay;
      date = start.plusDays(day);
      hour = 0;
    }
    double part = (event % eventsPerDay + jitter) / eventsPerDay;
    while (hour > 0 && part < until[hour]) {
      hour--;
    }
    while (hour < HOURS.length - 1 && part >= until[hour + 1]) {
      hour++;
    }
    double share = (part - until[hour]) / (until[hour + 1] - until[hour]);
    millis = Math.clamp((int) (share * MILLIS), 0, MILLIS - 1);
  }

  /** Days since the start. */
  long day() {
    return day;
  }

  LocalDate date() {
    return date;
  }

  int hour() {
    return hour;
  }

  int minute() {
    return millis / 60_000;
  }

  int second() {
    return millis / 1_000 % 60;
  }

  int milli() {
    return millis % 1_000;
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  public long epochMicros() {
    long hours = date.toEpochDay() * 24 + hour - HOURS_EAST;
    return (hours * MILLIS + millis) * 1_000;
  }
}
