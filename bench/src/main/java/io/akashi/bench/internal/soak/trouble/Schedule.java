package io.akashi.bench.internal.soak.trouble;

import io.akashi.bench.internal.soak.trouble.Round.Ending;
import io.akashi.bench.internal.soak.trouble.Round.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rounds of a soak. The same seed gives the same rounds, not the same moments in the server.
 */
public final class Schedule {
  private static final List<Trouble> TROUBLES =
      List.of(
          Trouble.NONE,
          Trouble.NONE,
          Trouble.NONE,
          Trouble.FULL,
          Trouble.FULL_TO_THE_LAST_BYTE,
          Trouble.SLOW,
          Trouble.CLOCK,
          Trouble.CLOCK,
          Trouble.SENDERS);
  private static final List<Ending> ENDINGS =
      List.of(
          Ending.KILL,
          Ending.KILL,
          Ending.KILL,
          Ending.KILL,
          Ending.KILL_WHILE_SEALING,
          Ending.KILL_WHILE_SEALING,
          Ending.KILL_IN_TROUBLE,
          Ending.STOP);

  /** Two of them, one way and the other, are less than the 24 hours of an idempotency key. */
  private static final List<Duration> STEPS =
      List.of(
          Duration.ofSeconds(-1),
          Duration.ofSeconds(-30),
          Duration.ofMinutes(-10),
          Duration.ofHours(-5),
          Duration.ofMillis(700),
          Duration.ofMinutes(5),
          Duration.ofMinutes(50),
          Duration.ofHours(5));

  private static final int MOST_SHORT_LIVES = 5;

  private final SplittableRandom random;
  private final Deck<Trouble> troubles;
  private final Deck<Ending> endings;
  private final Deck<Duration> steps;
  private int number;

  public Schedule(long seed) {
    random = new SplittableRandom(seed);
    troubles = new Deck<>(random.split(), TROUBLES);
    endings = new Deck<>(random.split(), ENDINGS);
    steps = new Deck<>(random.split(), STEPS);
  }

  /** The next round. */
  public Round next() {
    number++;
    Trouble trouble = troubles.draw();
    List<Duration> shortLives =
        random
            .longs(random.nextInt(MOST_SHORT_LIVES + 1), 50, 5_000)
            .mapToObj(Duration::ofMillis)
            .toList();
    // A server that wakes up with a wrong clock: the step happened while it was down.
    boolean wrongClock = trouble == Trouble.CLOCK && random.nextBoolean();
    return new Round(
        number,
        trouble,
        endings.draw(),
        shortLives,
        wrongClock ? steps.draw() : Duration.ZERO,
        trouble == Trouble.CLOCK ? steps.draw() : Duration.ZERO,
        Duration.ofMillis(random.nextLong(100, 2_500)),
        Duration.ofMillis(random.nextLong(100, 3_000)),
        random.nextLong());
  }
}
