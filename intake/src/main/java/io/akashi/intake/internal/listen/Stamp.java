package io.akashi.intake.internal.listen;

import java.time.Instant;
import java.time.InstantSource;

/** Reads a clock in the unit an entry keeps. */
public final class Stamp {
  private static final long MICROS = 1_000_000;
  private static final int NANOS = 1_000;

  private Stamp() {}

  /** Microseconds since 1970-01-01T00:00:00Z. */
  public static long micros(InstantSource clock) {
    Instant now = clock.instant();
    return now.getEpochSecond() * MICROS + now.getNano() / NANOS;
  }
}
