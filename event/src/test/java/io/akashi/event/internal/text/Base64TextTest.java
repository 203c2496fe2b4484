package io.akashi.event.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64TextTest {
  @ParameterizedTest
  @CsvSource({"5bGx, 山", "abcd, abcd", "plain text, plain text", "AAEC, AAEC", "A, A", "'', ''"})
  void readsTextAndKeepsTheRest(String base64, String expected) {
    assertThat(Base64Text.decoded(base64)).isEqualTo(expected);
  }
}
