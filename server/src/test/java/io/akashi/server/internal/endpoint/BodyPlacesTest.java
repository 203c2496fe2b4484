package io.akashi.server.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.internal.web.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyPlacesTest {
  private final BodyPlaces places = new BodyPlaces();

  private void refuses(String caller, long bytes) {
    assertThatThrownBy(() -> places.take(caller, bytes))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.headers()).containsKey("Retry-After");
            });
  }

  @Test
  void leavesHalfOfThePlacesToOthers() {
    List<BodyPlaces.Place> taken = new ArrayList<>();
    for (int i = 0; i < BodyPlaces.MOST / 2; i++) {
      taken.add(places.take("slow", 1));
    }
    refuses("slow", 1);
    for (int i = 0; i < BodyPlaces.MOST / 2; i++) {
      taken.add(places.take("honest", 1));
    }
    refuses("third", 1);

    taken.forEach(BodyPlaces.Place::close);
    places.take("slow", 1).close();
  }

  @Test
  void boundsTheirBytes() {
    BodyPlaces.Place half = places.take("a", BodyPlaces.MOST_BYTES / 2);
    refuses("a", 1);
    BodyPlaces.Place rest = places.take("b", BodyPlaces.MOST_BYTES / 2);
    refuses("c", 1);
    half.close();
    rest.close();

    places.take("a", BodyPlaces.MOST_BYTES / 2).close();
  }
}
