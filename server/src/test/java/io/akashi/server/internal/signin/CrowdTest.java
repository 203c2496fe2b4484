package io.akashi.server.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.akashi.server.account.AccountException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places for one address. */
class CrowdTest {
  private final Crowd crowd = new Crowd();

  @Test
  void oneAddressTakesAFewPlacesAndNotThoseOfOthers() {
    List<Crowd.Place> taken = new ArrayList<>();
    for (int i = 0; i < Crowd.MOST_OF_ONE; i++) {
      taken.add(crowd.enter("192.0.2.1"));
    }
    assertThatExceptionOfType(AccountException.Busy.class)
        .isThrownBy(() -> crowd.enter("192.0.2.1"));
    assertThat(crowd.enter("192.0.2.2")).isNotNull();
    taken.getFirst().close();
    assertThat(crowd.enter("192.0.2.1")).isNotNull();
  }
}
