package io.akashi.server.internal.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Signing;
import io.akashi.store.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SigningWatchTest {
  private final SigningWatch watch = new SigningWatch();

  @Test
  void saysEachReasonOnceAndThatSigningGoesOn() {
    assertThat(refused(0, "not asked yet")).isEmpty();
    assertThat(refused(1, "the folder is missing")).isEmpty();
    assertThat(refused(2, "the folder is missing")).hasValue("the folder is missing");
    assertThat(refused(3, "the folder is missing")).isEmpty();
    assertThat(refused(4, "it contradicts")).hasValue("it contradicts");
    assertThat(watch.look(at(5, new Signing.Active())).orElseThrow()).contains("Signing goes on");
    assertThat(watch.look(at(6, new Signing.Active()))).isEmpty();
  }

  @Test
  void isSilentAboutARefusalOfAMoment() {
    assertThat(refused(0, "not asked yet")).isEmpty();
    assertThat(watch.look(at(1, new Signing.Active()))).isEmpty();
  }

  private Optional<String> refused(int second, String reason) {
    return watch.look(at(second, new Signing.Refused(reason)));
  }

  private static Status at(int second, Signing signing) {
    return new Status(
        Instant.EPOCH.plusSeconds(second),
        signing,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        0,
        0,
        Optional.empty(),
        List.of());
  }
}
