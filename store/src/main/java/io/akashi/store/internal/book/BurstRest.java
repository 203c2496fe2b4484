package io.akashi.store.internal.book;

import java.time.Duration;

/**
 * How a follower gives way in a burst: while far more comes than it reads, it rests after each
 * step, so that the processors are left to those who receive and make durable. What came is read
 * when the burst is over. A flood that does not end is followed at full speed again.
 */
final class BurstRest {
  /** Entries; a follower that lags further behind gives way no longer. */
  static final long MOST_LAG = 8_388_608;

  /** So many times more than was read must have come meanwhile. */
  private static final int OUTRUN = 2;

  private static final int STEPS = 2;

  /** A step that was held up by something else must not be followed by a rest as long. */
  private static final Duration MOST = Duration.ofMillis(500);

  private BurstRest() {}

  /**
   * How long to rest after a step: at most half a second.
   *
   * @param took time of the step
   * @param read entries that it made searchable
   * @param came entries that became durable meanwhile
   * @param lag entries that are durable and not searchable
   */
  static Duration after(Duration took, int read, long came, long lag) {
    if (came <= (long) OUTRUN * read || lag >= MOST_LAG) {
      return Duration.ZERO;
    }
    Duration rest = took.multipliedBy(STEPS);
    return rest.compareTo(MOST) < 0 ? rest : MOST;
  }
}
