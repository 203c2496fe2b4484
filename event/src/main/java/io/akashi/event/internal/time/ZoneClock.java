package io.akashi.event.internal.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns what a wall clock of one zone shows into UTC. Immutable. Quick where the offset has not
 * changed for long and no rule will change it (Asia/Tokyo since 1951). A time that a zone skips is
 * moved on by the gap; of a time that comes twice the first is taken, as {@link
 * java.time.ZonedDateTime#ofLocal} does.
 */
public final class ZoneClock {
  private static final ConcurrentHashMap<ZoneId, ZoneClock> CLOCKS = new ConcurrentHashMap<>();

  private final ZoneRules rules;
  private final String quality;
  private final long settledAfterWall;
  private final long settledOffset;

  private ZoneClock(ZoneId zone) {
    this.rules = zone.getRules();
    this.quality = ("assumed:" + zone.getId()).intern();
    List<ZoneOffsetTransition> changes = rules.getTransitions();
    if (!rules.getTransitionRules().isEmpty()) {
      settledAfterWall = Long.MAX_VALUE;
      settledOffset = 0;
    } else if (changes.isEmpty()) {
      settledAfterWall = Long.MIN_VALUE;
      settledOffset = rules.getOffset(Instant.EPOCH).getTotalSeconds() * Civil.SECOND;
    } else {
      ZoneOffsetTransition last = changes.getLast();
      settledAfterWall = last.toEpochSecond() * Civil.SECOND + 2 * Civil.DAY;
      settledOffset = last.getOffsetAfter().getTotalSeconds() * Civil.SECOND;
    }
  }

  /** The clock of a zone; there are only a few hundred zones, so they are kept. */
  public static ZoneClock of(ZoneId zone) {
    return CLOCKS.computeIfAbsent(zone, ZoneClock::new);
  }

  /** The {@code time_quality} of a time read from this clock, e.g. {@code assumed:Asia/Tokyo}. */
  public String quality() {
    return quality;
  }

  /** UTC microseconds when the clock shows {@code wallMicros}. */
  public long toUtc(long wallMicros) {
    if (wallMicros > settledAfterWall) {
      return wallMicros - settledOffset;
    }
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(Math.floorDiv(wallMicros, Civil.SECOND), 0, ZoneOffset.UTC);
    ZoneOffset offset = rules.getOffset(local);
    return wallMicros - offset.getTotalSeconds() * Civil.SECOND;
  }

  /** What the clock shows at UTC microseconds. */
  public long toWall(long utcMicros) {
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(utcMicros, Civil.SECOND));
    return utcMicros + rules.getOffset(instant).getTotalSeconds() * Civil.SECOND;
  }
}
