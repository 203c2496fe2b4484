package io.akashi.server.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.Book;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is usual for a source, and what is silence. */
class SourceFiguresTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private static SourceFigures hourly(int from, int to, int step) {
    TreeMap<Long, Long> hours = new TreeMap<>();
    for (int i = from; i <= to; i += step) {
      hours.put(START.getEpochSecond() / 3600 + i, 10L);
    }
    return new SourceFigures(
        "ehr",
        Book.CLINICAL,
        "電子カルテ",
        "lines",
        10L * hours.size(),
        1,
        2,
        null,
        5L,
        START.plus(Duration.ofHours(from)),
        START.plus(Duration.ofHours(to)),
        to,
        hours);
  }

  @Test
  void isSilentWhenNothingCameForLongerThanIsUsualForThisSource() {
    SourceFigures busy = hourly(0, 48, 1);
    SourceFigures nightly = hourly(0, 240, 24);

    assertThat(busy.usualSilence()).isEqualTo(Duration.ofHours(1));
    assertThat(busy.isSilent(busy.last().plus(Duration.ofHours(2)))).isFalse();
    assertThat(busy.isSilent(busy.last().plus(Duration.ofHours(3)))).isTrue();
    assertThat(nightly.usualSilence()).isEqualTo(Duration.ofHours(24));
    assertThat(nightly.isSilent(nightly.last().plus(Duration.ofHours(30)))).isFalse();
    assertThat(nightly.isSilent(nightly.last().plus(Duration.ofHours(38)))).isTrue();
  }

  @Test
  void judgesByADayWhileNothingIsUsualYet() {
    SourceFigures young = hourly(0, 3, 1);

    assertThat(young.usualSilence()).isNull();
    assertThat(young.isSilent(young.last().plus(Duration.ofHours(23)))).isFalse();
    assertThat(young.isSilent(young.last().plus(Duration.ofHours(25)))).isTrue();
  }

  @Test
  void joinsPiecesInAnyOrderAndForgetsOldHours() {
    SourceFigures older = hourly(0, 10, 1);
    SourceFigures newer = hourly(11, 20, 1);
    long oldest = START.getEpochSecond() / 3600 + 5;

    SourceFigures all = newer.and(older, oldest);

    assertThat(all).isEqualTo(older.and(newer, oldest));
    assertThat(all.events()).isEqualTo(210);
    assertThat(all.first()).isEqualTo(START);
    assertThat(all.last()).isEqualTo(START.plus(Duration.ofHours(20)));
    assertThat(all.partial()).isEqualTo(4);
    assertThat(all.hours()).hasSize(16);
  }
}
