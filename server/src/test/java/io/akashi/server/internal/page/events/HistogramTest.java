package io.akashi.server.internal.page.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Tally;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bars over time. */
class HistogramTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private static Tally.Row day(LocalDate day, long events) {
    return new Tally.Row(day + "T00:00+09:00", events);
  }

  @Test
  void daysWithoutEventsHaveTheirBar() {
    LocalDate first = LocalDate.of(2026, 11, 20);
    Tally tally = new Tally(List.of(day(first, 3), day(first.plusDays(2), 4)), 1, 0);
    Histogram histogram = Histogram.of(tally, ChronoUnit.DAYS, ZONE);
    assertThat(histogram.unit()).isEqualTo("day");
    assertThat(histogram.events()).isEqualTo(8);
    assertThat(histogram.bars())
        .containsExactly(
            new Histogram.Bar("2026-11-20", "2026-11-20T00:00:00", "2026-11-21T00:00:00", 3),
            new Histogram.Bar("2026-11-21", "2026-11-21T00:00:00", "2026-11-22T00:00:00", 0),
            new Histogram.Bar("2026-11-22", "2026-11-22T00:00:00", "2026-11-23T00:00:00", 4));
  }

  @Test
  void aLongTimeIsTakenTogetherAndCountsTheSame() {
    LocalDate first = LocalDate.of(2021, 1, 15);
    Tally tally =
        new Tally(
            IntStream.range(0, 1_800).mapToObj(i -> day(first.plusDays(i), 2)).toList(), 0, 0);
    Histogram histogram = Histogram.of(tally, ChronoUnit.DAYS, ZONE);
    assertThat(histogram.unit()).isEqualTo("month");
    assertThat(histogram.bars().getFirst().from()).isEqualTo("2021-01-01T00:00:00");
    assertThat(histogram.bars().stream().mapToLong(Histogram.Bar::events).sum()).isEqualTo(3_600);
  }

  @Test
  void oneWrongClockDoesNotMakeAThousandBars() {
    Tally tally =
        new Tally(
            List.of(day(LocalDate.of(1601, 1, 1), 1), day(LocalDate.of(2026, 11, 22), 9)), 0, 0);
    Histogram histogram = Histogram.of(tally, ChronoUnit.DAYS, ZONE);
    assertThat(histogram.unit()).isEqualTo("year");
    assertThat(histogram.bars().size()).isLessThan(500);
  }
}
