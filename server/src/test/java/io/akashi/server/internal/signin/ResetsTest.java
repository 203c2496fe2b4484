package io.akashi.server.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Numbers that people see who ask for another password. */
class ResetsTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
  private final Resets resets = new Resets(now::get);

  @Test
  void whoAsksFromManyAddressesKeepsNobodyOut() {
    String honest = resets.ask("192.0.2.1", "sato").orElseThrow();
    List<String> greedy = new ArrayList<>();
    for (int address = 0; address < 20; address++) {
      for (int i = 0; i < 10; i++) {
        resets.ask("198.51.100." + address, "sato").ifPresent(greedy::add);
      }
      assertThat(resets.ask("198.51.100." + address, "sato")).as("an eleventh").isEmpty();
    }
    String allowed = greedy.get(1);
    resets.allow("sato", allowed);
    List<String> later = new ArrayList<>();
    for (int person = 0; person < 50; person++) {
      later.add(resets.ask("203.0.113." + person, "ito").orElseThrow());
    }
    assertThat(later).allMatch(number -> resets.isAsked("ito", number));
    assertThat(resets.isAsked("sato", honest)).isTrue();
    assertThat(resets.isAsked("sato", allowed)).isTrue();
    assertThat(greedy.stream().filter(number -> resets.isAsked("sato", number)))
        .as("200 in all")
        .hasSize(200 - 50 - 1);
    now.updateAndGet(before -> before.plus(Duration.ofMinutes(30)));
    assertThat(resets.isAsked("sato", honest)).isFalse();
  }
}
