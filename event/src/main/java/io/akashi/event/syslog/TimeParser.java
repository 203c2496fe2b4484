package io.akashi.event.syslog;

import io.akashi.event.internal.time.Civil;
import io.akashi.event.syslog.SyslogHeader.TimeForm;

/** Reads the times of syslog headers. Each method gives the index behind the time, or -1. */
final class TimeParser {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
  private static final int MAX_OFFSET_HOURS = 18;

  private final byte[] bytes;
  private final int end;
  private TimeForm form = TimeForm.NONE;
  private long wall;
  private int offsetSeconds;

  TimeParser(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  void giveTo(SyslogHeader header) {
    header.timeForm = form;
    header.wallMicros = wall;
    header.offsetSeconds = offsetSeconds;
  }

  /** {@code 2026-11-22T10:00:00[.123456][+09:00]} or {@code Nov 22 10:00:00} and relatives. */
  int anyForm(int from) {
    if (from >= end) {
      return -1;
    }
    byte first = bytes[from];
    return first >= '0' && first <= '9' ? iso(from) : bsd(from);
  }

  /** RFC 3339; a space for {@code T} and a missing offset are taken too. */
  int iso(int from) {
    int year = number(from, 4);
    int month = number(from + 5, 2);
    int day = number(from + 8, 2);
    boolean separated =
        is(from + 4, '-') && is(from + 7, '-') && (is(from + 10, 'T') || is(from + 10, ' '));
    if (!separated) {
      return -1;
    }
    int i = clock(from + 11, year, month, day);
    if (i < 0) {
      return -1;
    }
    form = TimeForm.LOCAL;
    return offset(i);
  }

  /** {@code Mmm dd [yyyy] hh:mm:ss[.fff] [yyyy]}, RFC 3164 section 4.1.2. */
  private int bsd(int from) {
    int month = month(from);
    int dayStart = from + 4;
    if (month < 0 || !is(from + 3, ' ') || dayStart + 2 >= end) {
      return -1;
    }
    int dayEnd = is(dayStart + 1, ' ') ? dayStart + 1 : dayStart + 2;
    int day = is(dayStart, ' ') ? number(dayStart + 1, 1) : number(dayStart, dayEnd - dayStart);
    if (is(dayStart, ' ')) {
      dayEnd = dayStart + 2;
    }
    if (!is(dayEnd, ' ')) {
      return -1;
    }
    int year = yearAt(dayEnd + 1);
    if (year > 0) {
      form = TimeForm.LOCAL;
      return clock(dayEnd + 6, year, month, day);
    }
    int i = clock(dayEnd + 1, SyslogHeader.YEARLESS_YEAR, month, day);
    if (i < 0) {
      return -1;
    }
    int trailing = is(i, ' ') ? yearAt(i + 1) : -1;
    if (trailing > 0 && clock(dayEnd + 1, trailing, month, day) > 0) {
      form = TimeForm.LOCAL;
      return i + 5;
    }
    clock(dayEnd + 1, SyslogHeader.YEARLESS_YEAR, month, day);
    form = TimeForm.YEARLESS;
    return i;
  }

  /** A year that stands alone, or -1. */
  private int yearAt(int from) {
    int year = number(from, 4);
    return year >= 1970 && year < 2200 && is(from + 4, ' ') ? year : -1;
  }

  private int month(int from) {
    if (end - from < 3) {
      return -1;
    }
    for (int m = 0; m < 12; m++) {
      if ((bytes[from] | 0x20) == MONTHS.charAt(3 * m)
          && (bytes[from + 1] | 0x20) == MONTHS.charAt(3 * m + 1)
          && (bytes[from + 2] | 0x20) == MONTHS.charAt(3 * m + 2)) {
        return m + 1;
      }
    }
    return -1;
  }

  private int clock(int from, int year, int month, int day) {
    int hour = number(from, 2);
    int minute = number(from + 3, 2);
    int second = number(from + 6, 2);
    wall = Civil.wall(year, month, day, hour, minute, second);
    if (wall == Civil.NO_TIME || !is(from + 2, ':') || !is(from + 5, ':')) {
      return -1;
    }
    return fraction(from + 8);
  }

  private int fraction(int from) {
    if (!is(from, '.') && !is(from, ',')) {
      return from;
    }
    int i = from + 1;
    long unit = Civil.SECOND / 10;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      wall += unit * (bytes[i] - '0');
      unit /= 10;
      i++;
    }
    return i > from + 1 ? i : from;
  }

  private int offset(int from) {
    if (is(from, 'Z') || is(from, 'z')) {
      form = TimeForm.OFFSET;
      offsetSeconds = 0;
      return from + 1;
    }
    if (!is(from, '+') && !is(from, '-')) {
      return from;
    }
    int hours = number(from + 1, 2);
    int minuteStart = is(from + 3, ':') ? from + 4 : from + 3;
    int minutes = number(minuteStart, 2);
    if (hours < 0 || hours >= MAX_OFFSET_HOURS || minutes < 0 || minutes > 59) {
      return -1;
    }
    form = TimeForm.OFFSET;
    offsetSeconds = (is(from, '-') ? -1 : 1) * (hours * 3600 + minutes * 60);
    return minuteStart + 2;
  }

  private boolean is(int i, char c) {
    return i < end && bytes[i] == c;
  }

  /** {@code count} digits as a number, or -1. */
  private int number(int from, int count) {
    if (from + count > end) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
