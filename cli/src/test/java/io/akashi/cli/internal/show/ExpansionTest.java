package io.akashi.cli.internal.show;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpansionTest {
  @Test
  void warnsOfAFileThatHeldFarMoreThanLogsDo() {
    // 200 MB of zeros as gzip packs them.
    assertThat(Expansion.warning("zeros.gz", 194_000, 200_000_000).orElseThrow())
        .contains("zeros.gz", "1,030")
        .doesNotContain("\n");
  }

  @Test
  void saysNothingOfLogs() {
    assertThat(Expansion.warning("ehr.gz", 7_000_000, 200_000_000)).isEmpty();
    assertThat(Expansion.warning("small.gz", 30, 9_000_000)).isEmpty();
    assertThat(Expansion.warning("empty", 0, 0)).isEmpty();
  }
}
