package io.akashi.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Arrivals for tests: all received at 2026-11-22 10:00:00 in Japan. */
public final class Arrivals {
  public static final Instant RECEIVED = Instant.parse("2026-11-22T01:00:00Z");
  public static final SourceId SOURCE = new SourceId("ehr-main");

  private Arrivals() {}

  public static Arrival over(Transport transport, byte[] payload) {
    return new Arrival(
        ChronoUnit.MICROS.between(Instant.EPOCH, RECEIVED),
        SOURCE,
        transport,
        "192.0.2.7:514",
        Arrival.NONE,
        Map.of(),
        payload);
  }

  public static SourceProfile syslogProfile() {
    return new SourceProfile(SOURCE, "syslog", null, null, SourceProfile.DEFAULT_ZONE, null, null);
  }

  /** A source of that format of which nothing else is known. */
  public static SourceProfile profile(String format) {
    return new SourceProfile(SOURCE, format, null, null, SourceProfile.DEFAULT_ZONE, null, null);
  }

  public static SourceProfile linesProfile(String mapping) {
    return new SourceProfile(
        SOURCE, "lines", mapping, null, SourceProfile.DEFAULT_ZONE, "電子カルテ", "A-0001");
  }
}
