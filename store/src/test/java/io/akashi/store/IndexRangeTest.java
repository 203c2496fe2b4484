package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexRangeTest {
  @Test
  void isWrittenAsItsFirstAndLastIndex() {
    assertThat(new IndexRange(2048, 1024)).hasToString("2048–3071");
    assertThat(new IndexRange(7, 1)).hasToString("7");
    assertThat(new IndexRange(7, 0)).hasToString("none at 7");
  }
}
