package io.akashi.event.windows.evtx;

import io.akashi.event.internal.time.Civil;
import org.jspecify.annotations.Nullable;

/** GUIDs, times and security identifiers as Windows writes them. Stateless. */
final class WindowsForms {
  /** Bytes of a security identifier without subauthorities. */
  static final int SHORTEST_SID = 8;

  private static final int MOST_SUBAUTHORITIES = 15;
  private static final String HEX = "0123456789ABCDEF";
  private static final int[] GUID_ORDER = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final long TICKS = 10_000_000L;
  private static final long DAY = 86_400L;
  // 1601-01-01 to 1970-01-01.
  private static final long DAYS_BEFORE_1970 = 134_774L;

  private WindowsForms() {}

  /** E.g. {@code {54849625-5478-4994-A5BA-3E3B0328C30D}}. */
  static String guid(byte[] bytes, int at) {
    StringBuilder out = new StringBuilder(38).append('{');
    for (int i = 0; i < GUID_ORDER.length; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        out.append('-');
      }
      int b = bytes[at + GUID_ORDER[i]];
      out.append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
    }
    return out.append('}').toString();
  }

  /**
   * 100 nanoseconds since 1601 (unsigned) as e.g. {@code 2026-07-17T14:18:34.0722135Z}; null beyond
   * the year 9999.
   */
  static @Nullable String fileTime(long ticks) {
    long seconds = Long.divideUnsigned(ticks, TICKS);
    long days = seconds / DAY;
    if (days - DAYS_BEFORE_1970 > Civil.epochDay(9999, 12, 31)) {
      return null;
    }
    long wall = (days - DAYS_BEFORE_1970) * Civil.DAY;
    int year = Civil.yearOf(wall);
    int dayOfYear = (int) (days - DAYS_BEFORE_1970 - Civil.epochDay(year, 1, 1));
    int month = 1;
    while (month < 12
        && Civil.epochDay(year, month + 1, 1) - Civil.epochDay(year, 1, 1) <= dayOfYear) {
      month++;
    }
    int day = (int) (Civil.epochDay(year, 1, 1) + dayOfYear - Civil.epochDay(year, month, 1)) + 1;
    int second = (int) (seconds % DAY);
    StringBuilder out = new StringBuilder(28);
    date(out, year, month, day);
    clock(out, second / 3600, second / 60 % 60, second % 60);
    digits(out.append('.'), Long.remainderUnsigned(ticks, TICKS), 7);
    return out.append('Z').toString();
  }

  /** Eight numbers of 16 bits: year, month, day of week, day, hour, minute, second, millisecond. */
  static @Nullable String systemTime(byte[] bytes, int at) {
    int year = Bytes.u16(bytes, at);
    int month = Bytes.u16(bytes, at + 2);
    int day = Bytes.u16(bytes, at + 6);
    int hour = Bytes.u16(bytes, at + 8);
    int minute = Bytes.u16(bytes, at + 10);
    int second = Bytes.u16(bytes, at + 12);
    int millis = Bytes.u16(bytes, at + 14);
    if (Civil.wall(year, month, day, hour, minute, second) == Civil.NO_TIME || millis > 999) {
      return null;
    }
    StringBuilder out = new StringBuilder(24);
    date(out, year, month, day);
    clock(out, hour, minute, second);
    digits(out.append('.'), millis, 3);
    return out.append('Z').toString();
  }

  private static void date(StringBuilder out, int year, int month, int day) {
    digits(out, year, 4);
    digits(out.append('-'), month, 2);
    digits(out.append('-'), day, 2);
  }

  private static void clock(StringBuilder out, int hour, int minute, int second) {
    digits(out.append('T'), hour, 2);
    digits(out.append(':'), minute, 2);
    digits(out.append(':'), second, 2);
  }

  private static void digits(StringBuilder out, long value, int width) {
    long unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }

  /** E.g. {@code S-1-5-18}, or null when the bytes are none ([MS-DTYP] 2.4.2). */
  static @Nullable String sid(byte[] bytes, int at, int size) {
    if (size < SHORTEST_SID) {
      return null;
    }
    int count = bytes[at + 1] & 0xff;
    if (bytes[at] != 1 || count > MOST_SUBAUTHORITIES || size != SHORTEST_SID + 4 * count) {
      return null;
    }
    long authority = 0;
    for (int i = 2; i < SHORTEST_SID; i++) {
      authority = authority << 8 | (bytes[at + i] & 0xff);
    }
    StringBuilder out = new StringBuilder(48).append("S-1-");
    if (authority >> 32 == 0) {
      out.append(authority);
    } else {
      out.append("0x").append(Long.toHexString(authority));
    }
    for (int i = 0; i < count; i++) {
      out.append('-').append(Bytes.u32(bytes, at + SHORTEST_SID + 4 * i));
    }
    return out.toString();
  }
}
