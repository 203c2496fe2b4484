package io.akashi.store.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowGroupsTest {
  private static int rows(int entries, int payloadBytes) {
    RowGroups groups = new RowGroups();
    for (int i = 0; i < entries; i++) {
      groups.add(payloadBytes);
    }
    return groups.rows();
  }

  @Test
  void shortLinesComeInTheLargestGroups() {
    assertThat(rows(100_000, 140)).isEqualTo(65_536);
    assertThat(rows(0, 0)).isEqualTo(65_536);
  }

  @Test
  void widerRowsComeInSmallerGroupsButNotBelowTheLeast() {
    assertThat(rows(100_000, 560)).isEqualTo(14 * 2_048);
    assertThat(rows(10_000, 8_192)).isEqualTo(2_048);
    assertThat(rows(10_000, 60_000)).isEqualTo(2_048);
  }

  @Test
  void theHeaviestStretchDecides() {
    RowGroups groups = new RowGroups();
    for (int i = 0; i < 100_000; i++) {
      groups.add(i >= 50_000 && i < 60_000 ? 4_096 : 100);
    }
    assertThat(groups.rows()).isEqualTo(4_096);
  }
}
