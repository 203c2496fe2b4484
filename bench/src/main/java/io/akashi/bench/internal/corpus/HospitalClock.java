package io.akashi.bench.internal.corpus;

import java.time.LocalDate;

/**
 * The time of the n-th event of a hospital: days of equal length, quiet nights, a busy morning.
 * Japan Standard Time, which has no summer time.
 */
final class HospitalClock {
  /** Share of a day's events by hour, in parts of the sum. */
  private static final int[] HOURS = {
    2, 1, 1, 1, 1, 2, 4, 8, 13, 14, 13, 11, 8, 10, 12, 11, 10, 7, 5, 4, 3, 3, 2, 2
  };

  private static final int SECONDS = 3_600;

  private final LocalDate start;
  private final long eventsPerDay;
  private final double[] until = new double[HOURS.length + 1];

  private LocalDate date;
  private long day;
  private int hour;
  private int second;

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

  /** Moves to the time of an event, counted from 0. Times never step back as numbers grow. */
  void moveTo(long event) {
    long newDay = event / eventsPerDay;
    if (newDay != day) {
      day = newDay;
      date = start.plusDays(day);
      hour = 0;
    }
    double part = (double) (event % eventsPerDay) / eventsPerDay;
    while (hour > 0 && part < until[hour]) {
      hour--;
    }
    while (hour < HOURS.length - 1 && part >= until[hour + 1]) {
      hour++;
    }
    second = (int) (SECONDS * (part - until[hour]) / (until[hour + 1] - until[hour]));
    second = Math.min(second, SECONDS - 1);
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
    return second / 60;
  }

  int second() {
    return second % 60;
  }
}
