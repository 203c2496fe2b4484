package io.akashi.server.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * After some failures in a row nobody may try a user id for a time (guideline, system operation, 14
 * ⑥(6)). User ids that nobody has are treated alike, so that it does not tell which there are. Kept
 * in memory; a restart forgets it. Safe for use by many threads.
 */
public final class Lockout {
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final int failures;
  private final Duration time;

  // Guarded by this. The oldest go first when there are too many.
  private final Map<String, Tries> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
          return size() > MOST;
        }
      };

  private record Tries(int failed, Instant last) {}

  /**
   * @param failures in a row after which a user id is locked
   * @param time for which it is, and after which earlier failures are forgotten
   */
  public Lockout(InstantSource clock, int failures, Duration time) {
    this.clock = clock;
    this.failures = failures;
    this.time = time;
  }

  /** Until when a user id is locked; empty when it is not. */
  public synchronized Optional<Instant> until(String user) {
    Tries known = tries.get(user);
    if (known == null || known.failed() < failures) {
      return Optional.empty();
    }
    Instant end = known.last().plus(time);
    return clock.instant().isBefore(end) ? Optional.of(end) : Optional.empty();
  }

  /** Counts a failure; whether this one locks the user id. */
  public synchronized boolean failed(String user) {
    Instant now = clock.instant();
    Tries before = tries.get(user);
    int failed = before != null && now.isBefore(before.last().plus(time)) ? before.failed() : 0;
    Tries after = new Tries(failed + 1, now);
    tries.put(user, after);
    return after.failed() == failures;
  }

  /** Forgets the failures of a user id. */
  public synchronized void forget(String user) {
    tries.remove(user);
  }
}
