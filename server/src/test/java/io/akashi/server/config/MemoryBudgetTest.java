package io.akashi.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final long HEAP = 512 * MIB;

  private static MemoryBudget usual(long machine, long heap) {
    return MemoryBudget.of(Optional.empty(), machine, heap);
  }

  private static MemoryBudget asked(String size) {
    return MemoryBudget.of(Optional.of(Size.parse(size)), 8 * GIB, HEAP);
  }

  @Test
  void takesAQuarterOfTheMachine() {
    assertThat(usual(6 * GIB, HEAP).total()).isEqualTo(6 * GIB / 4);
    assertThat(usual(2 * GIB, HEAP).total()).isEqualTo(GIB);
    assertThat(usual(64 * GIB, HEAP).total()).isEqualTo(2 * GIB);
  }

  @Test
  void leavesTheEngineRoomBesideALargeHeap() {
    MemoryBudget budget = usual(2 * GIB, 4 * GIB);
    assertThat(budget.isTooSmall()).isFalse();
    assertThat(budget.total()).isGreaterThan(4 * GIB);
  }

  @Test
  void sharesAllOfItAndNoMore() {
    MemoryBudget budget = asked("2GB");
    long merging = budget.engine() / 4;
    assertThat(budget.engine() + merging + HEAP).isBetween(GIB * 17 / 10, 2 * GIB - 190 * MIB);
  }

  @Test
  void saysHowLargeItMustBeAtLeast() {
    MemoryBudget small = asked("512MB");
    assertThat(small.isTooSmall()).isTrue();
    assertThat(asked(small.least().toString()).isTooSmall()).isFalse();
    assertThat(small.engine()).isGreaterThan(64 * MIB);
  }
}
