package io.akashi.store.internal.entry;

import io.akashi.store.MalformedEntryException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time of receipt as RFC 3339 UTC with exactly six fraction digits and {@code Z}. The text of
 * the last second is kept, because messages come many to a second. Not safe for use by many
 * threads.
 */
public final class ReceivedTime {
  /** Bytes of {@code 2026-11-22T00:47:09.123456Z}. */
  public static final int LENGTH = 27;

  private static final long MICROS = 1_000_000;
  private static final int SECONDS_LENGTH = 19;

  /** 0000-01-01 and 9999-12-31: RFC 3339 has years of four digits. */
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;

  private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400 - 1;

  private final byte[] seconds = new byte[SECONDS_LENGTH];
  private long cached = Long.MIN_VALUE;

  /** Writes the 27 bytes; a time outside the years 0000 to 9999 becomes the nearest inside. */
  public void write(long micros, byte[] to, int at) {
    long second = Math.floorDiv(micros, MICROS);
    long fraction = Math.floorMod(micros, MICROS);
    if (second < FIRST_SECOND) {
      second = FIRST_SECOND;
      fraction = 0;
    } else if (second > LAST_SECOND) {
      second = LAST_SECOND;
      fraction = MICROS - 1;
    }
    if (second != cached) {
      format(second);
    }
    System.arraycopy(seconds, 0, to, at, SECONDS_LENGTH);
    to[at + SECONDS_LENGTH] = '.';
    for (int i = LENGTH - 2; i > SECONDS_LENGTH; i--) {
      to[at + i] = (byte) ('0' + fraction % 10);
      fraction /= 10;
    }
    to[at + LENGTH - 1] = 'Z';
  }

  private void format(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String text =
        "%04d-%02d-%02dT%02d:%02d:%02d"
            .formatted(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, seconds, 0, SECONDS_LENGTH);
    cached = second;
  }

  /**
   * Microseconds since the epoch of the 27 bytes at {@code at}.
   *
   * @param start where the entry begins, to name the place of an error
   */
  public static long parse(byte[] from, int at, int start) {
    String shape = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    for (int i = 0; i < LENGTH; i++) {
      char wanted = shape.charAt(i);
      byte found = from[at + i];
      boolean fits = wanted == 'd' ? found >= '0' && found <= '9' : found == wanted;
      if (!fits) {
        throw new MalformedEntryException("time is not of the form " + shape, at + i - start);
      }
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(from, at, 4),
              number(from, at + 5, 2),
              number(from, at + 8, 2),
              number(from, at + 11, 2),
              number(from, at + 14, 2),
              number(from, at + 17, 2));
      return time.toEpochSecond(ZoneOffset.UTC) * MICROS + number(from, at + 20, 6);
    } catch (DateTimeException e) {
      throw new MalformedEntryException("no such time: " + e.getMessage(), at - start);
    }
  }

  private static int number(byte[] from, int at, int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      value = value * 10 + (from[at + i] - '0');
    }
    return value;
  }
}
