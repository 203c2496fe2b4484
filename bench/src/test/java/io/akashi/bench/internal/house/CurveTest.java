package io.akashi.bench.internal.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {
  private static final Curve CURVE =
      new Curve(
          List.of(
              new Progress(0, 0, 0, 0, 0),
              new Progress(1, 100, 0, 0, 0),
              new Progress(2, 200, 100, 0, 0),
              new Progress(4, 200, 200, 150, 0)));

  @Test
  void takesTheWayBetweenTwoMomentsForStraight() {
    assertThat(CURVE.reached(Progress::durable, 50)).hasValue(0.5);
    assertThat(CURVE.reached(Progress::searchable, 150)).hasValue(3);
    assertThat(CURVE.reached(Progress::durable, 0)).hasValue(0);
    assertThat(CURVE.reached(Progress::durable, 201)).isEmpty();
  }

  @Test
  void countsTheWaitFromTheMomentAnEntryWasDurable() {
    var delays = CURVE.delays(Progress::searchable, 0);

    assertThat(delays.count()).isEqualTo(2);
    assertThat(delays.quantile(0.5)).isCloseTo(1_000, within(1e-6));
    assertThat(delays.quantile(1)).isCloseTo(2_000, within(1e-6));
  }

  @Test
  void leavesOutTheWarmUp() {
    var delays = CURVE.delays(Progress::searchable, 1.5);

    assertThat(delays.count()).isEqualTo(1);
    assertThat(delays.quantile(1)).isCloseTo(2_000, within(1e-6));
  }

  @Test
  void leavesOutWhatWasNeverReached() {
    assertThat(CURVE.delays(Progress::signed, 0).count()).isEqualTo(1);
  }

  @Test
  void readsTheSamplesOfOneBookAndTakesTheLagOff() {
    Metrics metrics =
        Metrics.parse(
            """
            # HELP akashi_entries_total Entries on disk
            akashi_entries_total{book="clinical"} 1200
            akashi_entries_total{book="house"} 7
            akashi_lag_entries{book="clinical"} 200
            akashi_signed_entries{book="clinical"} 900
            """);

    assertThat(metrics.progress(1.5)).isEqualTo(new Progress(1.5, 1_200, 1_000, 900, 0));
  }
}
