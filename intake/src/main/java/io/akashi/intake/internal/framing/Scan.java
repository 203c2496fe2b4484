package io.akashi.intake.internal.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in bytes. */
final class Scan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * ONES;

  /** Answer of {@link #countUtf16} and {@link #countChars}: this is not UTF-8. */
  static final int NOT_UTF8 = Integer.MIN_VALUE;

  private Scan() {}

  /** Index of the first LF or NUL in {@code [from, to)}, or {@code to}. Eight bytes a step. */
  static int lineEnd(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      long lf = word ^ LINE_FEEDS;
      long hit = (((word - ONES) & ~word) | ((lf - ONES) & ~lf)) & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < to && bytes[i] != '\n' && bytes[i] != 0) {
      i++;
    }
    return i;
  }

  /** Index of the first LF in {@code [from, to)}, or {@code to}. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int i = lineEnd(bytes, from, to);
    while (i < to && bytes[i] != '\n') {
      i = lineEnd(bytes, i + 1, to);
    }
    return i;
  }

  /** Index of {@code pattern} in {@code [from, to)}, or -1. */
  static int indexOf(byte[] bytes, int from, int to, byte[] pattern) {
    int last = to - pattern.length;
    for (int i = from; i <= last; i++) {
      if (bytes[i] == pattern[0] && startsWith(bytes, i, to, pattern)) {
        return i;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int at, int to, byte[] pattern) {
    if (to - at < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (bytes[at + i] != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes read so far, up to {@code to}, may still become {@code pattern}. */
  static boolean mayStartWith(byte[] bytes, int at, int to, byte[] pattern) {
    for (int i = 0; i < pattern.length && at + i < to; i++) {
      if (bytes[at + i] != pattern[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where {@code units} UTF-16 units of UTF-8 text end that begin at {@code from}; when the text is
   * not read that far, minus the number of units that are missing; or {@link #NOT_UTF8}.
   */
  static int countUtf16(byte[] bytes, int from, int end, int units) {
    return count(bytes, from, end, units, 2);
  }

  /** As {@link #countUtf16}, in code points. */
  static int countChars(byte[] bytes, int from, int end, int units) {
    return count(bytes, from, end, units, 1);
  }

  private static int count(byte[] bytes, int from, int end, int units, int unitsOfFour) {
    int left = units;
    int i = from;
    while (left > 0) {
      if (i >= end) {
        return -left;
      }
      int length = sequenceLength(bytes[i]);
      if (length == 0) {
        return NOT_UTF8;
      }
      for (int k = 1; k < length; k++) {
        if (i + k >= end) {
          return -left;
        }
        if ((bytes[i + k] & 0xc0) != 0x80) {
          return NOT_UTF8;
        }
      }
      left -= length == 4 ? unitsOfFour : 1;
      i += length;
    }
    return left == 0 ? i : NOT_UTF8;
  }

  private static int sequenceLength(byte lead) {
    if (lead >= 0) {
      return 1;
    }
    int value = lead & 0xff;
    if (value >= 0xc2 && value < 0xe0) {
      return 2;
    }
    if (value >= 0xe0 && value < 0xf0) {
      return 3;
    }
    return value >= 0xf0 && value < 0xf5 ? 4 : 0;
  }
}
