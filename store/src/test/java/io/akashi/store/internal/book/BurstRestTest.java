package io.akashi.store.internal.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstRestTest {
  private static final Duration STEP = Duration.ofMillis(100);

  @Test
  void whoIsOutrunRestsLongerThanItWorks() {
    assertThat(BurstRest.after(STEP, 1_000, 2_001, 50_000)).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whoKeepsUpOrCatchesUpGoesOnAtOnce() {
    assertThat(BurstRest.after(STEP, 1_000, 2_000, 50_000)).isZero();
    assertThat(BurstRest.after(STEP, 1_000, 0, 50_000)).isZero();
  }

  @Test
  void aStepThatWasHeldUpIsFollowedByNoLongRest() {
    assertThat(BurstRest.after(Duration.ofSeconds(20), 1_000, 9_000, 50_000))
        .isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aFloodWithoutEndIsFollowedAtFullSpeed() {
    assertThat(BurstRest.after(STEP, 1_000, 9_000, BurstRest.MOST_LAG - 1)).isPositive();
    assertThat(BurstRest.after(STEP, 1_000, 9_000, BurstRest.MOST_LAG)).isZero();
  }
}
