package io.akashi.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Failures in a row, by a clock of the test. */
class LockoutTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Lockout lockout =
      new Lockout(now::get, 3, Duration.ofMinutes(15), user -> user.equals("sato"));

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void locksAfterFailuresInARowUntilTheTimeIsOver() {
    assertThat(lockout.failed("sato")).isFalse();
    assertThat(lockout.failed("sato")).isFalse();
    assertThat(lockout.until("sato")).isEmpty();
    assertThat(lockout.failed("sato")).as("this one locks").isTrue();
    assertThat(lockout.until("sato")).contains(START.plus(Duration.ofMinutes(15)));
    assertThat(lockout.until("ito")).isEmpty();
    pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(lockout.until("sato")).isPresent();
    pass(Duration.ofMillis(1));
    assertThat(lockout.until("sato")).isEmpty();
    assertThat(lockout.failed("sato")).as("counts anew").isFalse();
  }

  @Test
  void triesAtTheSameTimeCountTogether() {
    for (int running = 0; running < 3; running++) {
      assertThat(lockout.begin("sato")).isEmpty();
    }
    assertThat(lockout.begin("sato")).as("a fourth at once").isPresent();
    assertThat(lockout.begin("ito")).isEmpty();
    lockout.ended("sato");
    assertThat(lockout.begin("sato")).as("one was right").isEmpty();
    for (int failed = 0; failed < 3; failed++) {
      lockout.failed("sato");
      lockout.ended("sato");
    }
    assertThat(lockout.begin("sato")).contains(START.plus(Duration.ofMinutes(15)));
    pass(Duration.ofMinutes(15));
    assertThat(lockout.begin("sato")).isEmpty();
  }

  @Test
  void noNumberOfOtherUserIdsFreesAnAccount() {
    for (String user : new String[] {"sato", "nobody"}) {
      for (int failed = 0; failed < 3; failed++) {
        lockout.failed(user);
      }
    }
    for (int other = 0; other < 100_000; other++) {
      for (int failed = 0; failed < (other == 1_000 ? 3 : 1); failed++) {
        lockout.failed("nobody" + other);
      }
    }
    assertThat(lockout.until("nobody1000")).as("as with an account").isPresent();
    assertThat(lockout.until("nobody")).as("bounded").isEmpty();
    assertThat(lockout.until("sato")).isPresent();
  }

  @Test
  void countsFailuresOfBeforeARestart() {
    for (int failed = 0; failed < 3; failed++) {
      lockout.failed("sato", START.minusSeconds(60));
    }
    assertThat(lockout.until("sato")).contains(START.plusSeconds(14 * 60));
  }

  @Test
  void forgetsFailuresOfLongAgoAndThoseBeforeASuccess() {
    lockout.failed("sato");
    lockout.failed("sato");
    pass(Duration.ofMinutes(15));
    assertThat(lockout.failed("sato")).isFalse();
    lockout.failed("sato");
    lockout.forget("sato");
    assertThat(lockout.failed("sato")).isFalse();
  }
}
