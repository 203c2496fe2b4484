package io.akashi.store.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.IndexRange;
import io.akashi.store.MergeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which segments are merged, and how many are left after years. */
class MergePlanTest {
  private static final MergePlan PLAN = new MergePlan(MergeOptions.DEFAULT);

  /** A book that is sealed in ranges of these sizes and merged whenever something is ripe. */
  private static List<IndexRange> grow(long entries, int... seals) {
    List<IndexRange> segments = new ArrayList<>();
    long end = 0;
    for (int i = 0; end < entries; i++) {
      long next = end + seals[i % seals.length];
      long place = next - next % 65_536;
      next = place > end ? place : next;
      segments.add(IndexRange.between(end, next));
      end = next;
      Optional<MergePlan.Run> run = PLAN.next(segments);
      while (run.isPresent()) {
        List<IndexRange> parts = segments.subList(run.get().from(), run.get().to());
        IndexRange merged = IndexRange.between(parts.getFirst().first(), parts.getLast().end());
        assertThat(merged.first() % 65_536).isZero();
        assertThat(merged.end() % 65_536).isZero();
        assertThat(merged.count()).isLessThanOrEqualTo(4_194_304);
        parts.clear();
        segments.add(run.get().from(), merged);
        run = PLAN.next(segments);
      }
    }
    return segments;
  }

  @Test
  void keepsAThousandMillionEntriesInAFewHundredSegments() {
    assertThat(grow(1_000_000_000, 262_144)).hasSizeLessThan(270);
  }

  @Test
  void keepsAQuietBookOfYearsInAFewSegments() {
    assertThat(grow(5 * 365 * 5_760L, 5_632, 5_888)).hasSizeLessThan(80);
  }

  @Test
  void keepsABookOfUnevenDaysInAFewSegments() {
    assertThat(grow(300_000_000, 256, 140_032, 262_144, 70_400, 1_024)).hasSizeLessThan(160);
  }

  @Test
  void writesEachEntryAtFullSealsAgainOnce() {
    List<IndexRange> segments = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      segments.add(new IndexRange(i * 262_144L, 262_144));
      assertThat(PLAN.next(segments)).isEmpty();
    }
    segments.add(new IndexRange(15 * 262_144L, 262_144));
    assertThat(PLAN.next(segments)).contains(new MergePlan.Run(0, 16));
  }

  @Test
  void mergesNothingAcrossAGap() {
    List<IndexRange> segments = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      segments.add(new IndexRange((i < 15 ? i : i + 1) * 262_144L, 262_144));
    }
    assertThat(PLAN.next(segments)).contains(new MergePlan.Run(15, 31));
  }
}
