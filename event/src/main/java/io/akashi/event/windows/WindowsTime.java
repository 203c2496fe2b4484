package io.akashi.event.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.internal.time.TimePattern;
import io.akashi.event.internal.time.TimeReading;
import io.akashi.event.internal.time.ZoneClock;
import java.time.ZoneId;

/** The times of Windows and of those who carry its events. Stateless. */
final class WindowsTime {
  private static final TimePattern ISO = TimePattern.of("iso");
  private static final int LONGEST = 40;
  private static final int DATE_AND_CLOCK = "2026-11-22 10:00:00".length();

  private WindowsTime() {}

  /**
   * Sets {@code occurred_at} from an ISO 8601 time; one without an offset is of {@code zone}.
   *
   * @return whether it is such a time
   */
  static boolean set(AuditEvent.Builder out, String text, ZoneId zone) {
    if (text.length() > LONGEST) {
      return false;
    }
    // Fluent Bit writes a blank between the clock and the offset.
    int blank = text.indexOf(' ', Math.min(DATE_AND_CLOCK, text.length()));
    byte[] bytes =
        (blank < 0 ? text : text.substring(0, blank) + text.substring(blank + 1)).getBytes(UTF_8);
    TimeReading reading = new TimeReading();
    if (!ISO.read(bytes, 0, bytes.length, reading)) {
      return false;
    }
    ZoneClock clock = ZoneClock.of(zone);
    long received = out.get(Column.RECEIVED_AT) instanceof Long micros ? micros : 0;
    out.set(Column.OCCURRED_AT, reading.utcMicros(clock, received))
        .set(Column.TIME_QUALITY, reading.quality(clock));
    return true;
  }
}
