package io.akashi.bench.internal.soak.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.bench.internal.soak.trouble.Round.Ending;
import io.akashi.bench.internal.soak.trouble.Round.Trouble;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static List<Round> rounds(long seed, int count) {
    Schedule schedule = new Schedule(seed);
    return Stream.generate(schedule::next).limit(count).toList();
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(rounds(7, 50)).isEqualTo(rounds(7, 50)).isNotEqualTo(rounds(8, 50));
  }

  @Test
  void killsSeveralTimesARound() {
    assertThat(rounds(5, 100).stream().mapToInt(round -> round.shortLives().size()).sum())
        .isBetween(200, 300);
  }

  @Test
  void hasEveryTroubleAndEveryEndingWithinNineRounds() {
    assertThat(rounds(3, 9)).extracting(Round::trouble).contains(Trouble.values());
    assertThat(rounds(3, 9)).extracting(Round::ending).contains(Ending.values());
  }
}
