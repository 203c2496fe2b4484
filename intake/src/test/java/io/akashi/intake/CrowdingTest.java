package io.akashi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrowdingTest {
  private final List<Guest> guests = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final Crowding<Guest> crowding =
      new Crowding<>(
          guest -> {
            looks.incrementAndGet();
            return guest.host();
          },
          Guest::heard);

  private record Guest(String host, long heard) {}

  @Test
  void theQuietestOfTheAddressWithTheMostGoes() {
    long now = System.nanoTime();
    Guest quietest = new Guest("crowd", now - 3_000);
    guests.add(new Guest("other", now - 9_000));
    guests.add(new Guest("crowd", now - 1_000));
    guests.add(quietest);
    guests.add(new Guest("crowd", now - 2_000));

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
  void refusingACrowdCostsNoCountingOfAllForEach() {
    for (int i = 0; i < 2_000; i++) {
      guests.add(new Guest("crowd", i));
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(crowding.whoGoes(guests, "crowd")).isEmpty();
    }
    assertThat(looks.get()).isLessThan(2_000 * 500);
  }
}
