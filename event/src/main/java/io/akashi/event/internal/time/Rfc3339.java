package io.akashi.event.internal.time;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Times as Akashi writes them: RFC 3339, UTC, exactly six fraction digits, {@code Z}. */
public final class Rfc3339 {
  private static final long FIRST = -62_167_219_200L * Civil.SECOND;
  private static final long LAST = 253_402_300_800L * Civil.SECOND;

  private Rfc3339() {}

  /**
   * Appends microseconds since the epoch; years outside 0 to 9999 in the longer form of ISO 8601.
   */
  public static void append(StringBuilder out, long micros) {
    if (micros < FIRST || micros >= LAST) {
      out.append(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
      return;
    }
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    out.append(text, 0, text.length() - 1).append('.');
    int fraction = (int) Math.floorMod(micros, Civil.SECOND);
    for (int unit = 100_000; unit > 0; unit /= 10) {
      out.append((char) ('0' + fraction / unit % 10));
    }
    out.append('Z');
  }

  /**
   * Microseconds since the epoch of an RFC 3339 time; finer than microseconds is cut off.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long parse(String text) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is not an RFC 3339 time", e);
    }
  }
}
