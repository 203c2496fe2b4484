package io.akashi.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Factor;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How long a sign-in holds, by a clock of the test. */
class SessionsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
  private final Sessions sessions =
      new Sessions(now::get, Duration.ofMinutes(30), Duration.ofHours(2));

  private Sessions.Open open(String user) {
    return sessions.open(user, Set.of(Factor.PASSWORD, Factor.TOTP), "127.0.0.1");
  }

  private void pass(long minutes) {
    now.updateAndGet(before -> before.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void endsWhenUnusedAndAtTheLatestAfterItsTime() {
    String unused = open("sato").handle();
    String used = open("sato").handle();
    for (int round = 0; round < 5; round++) {
      pass(20);
      assertThat(sessions.use(used)).as("after %d minutes", 20 * (round + 1)).isPresent();
    }
    assertThat(sessions.use(unused)).isEmpty();
    pass(20);
    assertThat(sessions.use(used)).as("two hours after its begin").isEmpty();
    assertThat(sessions.of("sato")).isEmpty();
  }

  @Test
  void whatAPageAsksForByItselfKeepsNothingAlive() {
    String watched = open("sato").handle();
    pass(20);
    assertThat(sessions.see(watched)).isPresent();
    pass(20);
    assertThat(sessions.see(watched)).isEmpty();
    assertThat(sessions.use(watched)).isEmpty();
  }

  @Test
  void saysWhoSignedInAShortTimeAgo() {
    String handle = open("sato").handle();
    pass(14);
    assertThat(sessions.beganWithin(handle, Duration.ofMinutes(15))).isTrue();
    sessions.use(handle);
    pass(1);
    assertThat(sessions.beganWithin(handle, Duration.ofMinutes(15)))
        .as("use is no begin")
        .isFalse();
    assertThat(sessions.beganWithin("nobody's", Duration.ofMinutes(15))).isFalse();
  }

  @Test
  void endsByHandAndEverywhere() {
    String here = open("sato").handle();
    String there = open("sato").handle();
    String other = open("ito").handle();
    assertThat(sessions.endAll("sato", each -> !each.handle().equals(here))).isEqualTo(1);
    assertThat(sessions.use(there)).isEmpty();
    assertThat(sessions.use(here)).isPresent();
    assertThat(sessions.end(here)).isTrue();
    assertThat(sessions.end(here)).isFalse();
    assertThat(sessions.use(other)).isPresent();
  }

  @Test
  void aPersonHasABoundedNumber() {
    String first = open("sato").handle();
    for (int i = 0; i < 30; i++) {
      pass(0);
      open("sato");
    }
    assertThat(sessions.of("sato")).hasSize(20);
    assertThat(first).hasSize(32);
  }
}
