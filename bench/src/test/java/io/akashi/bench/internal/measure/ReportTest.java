package io.akashi.bench.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void reachesAFloorFromTheRightSide() {
    assertThat(Figure.of(Target.INGEST, 100_000, "").reachesFloor()).isTrue();
    assertThat(Figure.of(Target.INGEST, 99_999, "").reachesFloor()).isFalse();
    assertThat(Figure.of(Target.FOOTPRINT, 25, "").reachesFloor()).isTrue();
    assertThat(Figure.of(Target.FOOTPRINT, 25.1, "").reachesFloor()).isFalse();
    assertThat(Figure.of(Target.FOOTPRINT, 17, "").reachesAim()).isTrue();
  }

  @Test
  void marksEachFigureByTheFloorItReaches() {
    Report report = report();
    report.add(new Figure(Target.VERIFY, 600_000, 1_200_000, "leaf hashes", "of 2,000 entries"));
    report.add(Figure.of(Target.FOOTPRINT, 16, ""));

    assertThat(report.toTable()).contains("600,000 +", "16.0 *", "of 2,000 entries", "0.500");
    assertThat(report.reachesFloors()).isTrue();
  }

  @Test
  void failsWhenAFigureCouldNotBeMeasured() {
    Report report = report();
    report.add(Figure.of(Target.INGEST, Double.NaN, ""));

    assertThat(report.reachesFloors()).isFalse();
    assertThat(report.toJson()).contains("\"value\":null");
  }

  @Test
  void leavesFiguresWithoutAFloorOutOfTheVerdict() {
    Report report = report();
    report.add(Figure.of(Target.ACKNOWLEDGE_MEDIAN, 900, ""));

    assertThat(report.reachesFloors()).isTrue();
  }

  @Test
  void takesQuantilesByNearestRank() {
    Latencies latencies = new Latencies();
    for (int i = 2_000; i >= 1; i--) {
      latencies.add(i);
    }

    assertThat(latencies.quantile(0.5)).isEqualTo(1_000);
    assertThat(latencies.quantile(0.99)).isEqualTo(1_980);
    assertThat(latencies.quantile(1)).isEqualTo(2_000);
    assertThat(new Latencies().quantile(0.5)).isNaN();
  }

  private static Report report() {
    Limits.Zstd zstd = new Limits.Zstd(100, 12);
    return new Report(
        new Machine(Instant.EPOCH, 2, "a \"processor\"", 8L << 30, "25", "Linux", "ext4", 0),
        new Limits(
            140,
            215,
            400,
            600_000,
            900,
            List.of(new Limits.Group(1 << 20, 200)),
            new Latencies(),
            zstd,
            zstd,
            1_500));
  }
}
