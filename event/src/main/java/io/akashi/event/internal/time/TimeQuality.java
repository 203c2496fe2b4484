package io.akashi.event.internal.time;

import java.time.ZoneOffset;

/** The words of the column {@code time_quality}. */
public final class TimeQuality {
  /** The sender gave no time that could be read: it is the time of receipt. */
  public static final String RECEIVED = "received";

  private static final int QUARTER = 900;
  private static final int QUARTERS = 18 * 4;
  private static final String[] STATED = new String[2 * QUARTERS + 1];

  static {
    for (int i = 0; i < STATED.length; i++) {
      STATED[i] = spell((i - QUARTERS) * QUARTER);
    }
  }

  private TimeQuality() {}

  /** E.g. {@code stated:+09:00}; UTC is {@code stated:+00:00}. Within ±18 hours. */
  public static String stated(int offsetSeconds) {
    return offsetSeconds % QUARTER == 0
        ? STATED[offsetSeconds / QUARTER + QUARTERS]
        : spell(offsetSeconds);
  }

  private static String spell(int offsetSeconds) {
    return offsetSeconds == 0
        ? "stated:+00:00"
        : "stated:" + ZoneOffset.ofTotalSeconds(offsetSeconds).getId();
  }
}
