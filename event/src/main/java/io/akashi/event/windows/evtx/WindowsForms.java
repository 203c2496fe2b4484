package io.akashi.event.windows.evtx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.akashi.event.internal.time.Civil;
import org.jspecify.annotations.Nullable;

/** GUIDs, times and security identifiers as Windows writes them. Stateless. */
final class WindowsForms {
  /** Bytes of a security identifier without subauthorities. */
  static final int SHORTEST_SID = 8;

  private static final int MOST_SUBAUTHORITIES = 15;
  private static final String HEX = "0123456789ABCDEF";
  private static final int[] GUID_ORDER = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
  private static final int FRACTION = 20;
  private static final long TICKS = 10_000_000L;
  private static final long DAY = 86_400L;
  // 1601-01-01 to 1970-01-01.
  private static final long DAYS_BEFORE_1970 = 134_774L;

  private WindowsForms() {}

  /** E.g. {@code {54849625-5478-4994-A5BA-3E3B0328C30D}}. */
  static String guid(byte[] bytes, int at) {
    byte[] out = "{00000000-0000-0000-0000-000000000000}".getBytes(ISO_8859_1);
    int to = 1;
    for (int from : GUID_ORDER) {
      if (out[to] == '-') {
        to++;
      }
      int b = bytes[at + from];
      out[to++] = (byte) HEX.charAt((b >> 4) & 0xf);
      out[to++] = (byte) HEX.charAt(b & 0xf);
    }
    return new String(out, ISO_8859_1);
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
    long first = Civil.epochDay(year, 1, 1);
    int dayOfYear = (int) (days - DAYS_BEFORE_1970 - first);
    int month = Math.min(12, dayOfYear / 29 + 1);
    while (Civil.epochDay(year, month, 1) - first > dayOfYear) {
      month--;
    }
    int day = (int) (first + dayOfYear - Civil.epochDay(year, month, 1)) + 1;
    int second = (int) (seconds % DAY);
    byte[] out = "0000-00-00T00:00:00.0000000Z".getBytes(ISO_8859_1);
    date(out, year, month, day);
    clock(out, second / 3600, second / 60 % 60, second % 60);
    digits(out, FRACTION, 7, (int) Long.remainderUnsigned(ticks, TICKS));
    return new String(out, ISO_8859_1);
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
    byte[] out = "0000-00-00T00:00:00.000Z".getBytes(ISO_8859_1);
    date(out, year, month, day);
    clock(out, hour, minute, second);
    digits(out, FRACTION, 3, millis);
    return new String(out, ISO_8859_1);
  }

  private static void date(byte[] out, int year, int month, int day) {
    digits(out, 0, 4, year);
    digits(out, 5, 2, month);
    digits(out, 8, 2, day);
  }

  private static void clock(byte[] out, int hour, int minute, int second) {
    digits(out, 11, 2, hour);
    digits(out, 14, 2, minute);
    digits(out, 17, 2, second);
  }

  private static void digits(byte[] out, int at, int width, int value) {
    int rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
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
