package io.akashi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CrowdingTest {
  private final List<Guest> guests = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong clock = new AtomicLong();
  private final Crowding<Guest> crowding =
      new Crowding<>(
          guest -> {
            looks.incrementAndGet();
            return guest.host();
          },
          Guest::heard,
          clock::get);

  private record Guest(String host, long heard) {}

  @Test
  void theQuietestOfTheAddressWithTheMostGoes() {
    Guest quietest = new Guest("crowd", -3_000);
    guests.add(new Guest("other", -9_000));
    guests.add(new Guest("crowd", -1_000));
    guests.add(quietest);
    guests.add(new Guest("crowd", -2_000));

    assertThat(crowding.whoGoes(guests, "stranger")).contains(quietest);
  }

  @Test
  void nobodyGoesForWhoHasAsMany() {
    guests.add(new Guest("one", 0));
    guests.add(new Guest("two", 0));

    assertThat(crowding.whoGoes(guests, "three")).isEmpty();
    assertThat(crowding.whoGoes(guests, "one")).isEmpty();
  }

  @Test
  void whoCameMeanwhileCounts() {
    for (int i = 0; i < 10; i++) {
      guests.add(new Guest("first", i));
    }
    int let = 0;
    while (true) {
      var goes = crowding.whoGoes(guests, "second");
      if (goes.isEmpty()) {
        break;
      }
      guests.remove(goes.get());
      guests.add(new Guest("second", 0));
      let++;
    }
    assertThat(let).isEqualTo(5);
  }

  @Test
  void whoWentByThemselvesIsForgottenSoon() {
    for (int i = 0; i < 10; i++) {
      guests.add(new Guest("gone", i));
    }
    assertThat(crowding.whoGoes(guests, "gone")).isEmpty();
    guests.clear();
    Guest quietest = new Guest("crowd", 0);
    guests.add(quietest);
    for (int i = 1; i < 5; i++) {
      guests.add(new Guest("crowd", i));
    }
    assertThat(crowding.whoGoes(guests, "stranger")).as("counted a moment ago").isEmpty();
    clock.addAndGet(Crowding.COUNT_GOOD_FOR_NANOS + 1);
    assertThat(crowding.whoGoes(guests, "stranger")).contains(quietest);
  }

  @Test
  void refusingACrowdCostsNoCountingOfAllForEach() {
    for (int i = 0; i < 2_000; i++) {
      guests.add(new Guest("crowd", i));
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(crowding.whoGoes(guests, "crowd")).isEmpty();
    }
    assertThat(looks.get()).as("counted once").isEqualTo(2_000);
  }
}
