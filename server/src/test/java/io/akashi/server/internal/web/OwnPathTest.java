package io.akashi.server.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPathTest {
  @ParameterizedTest
  @CsvSource({
    "//elsewhere.example/, /",
    "/\\elsewhere.example, /",
    "https://elsewhere.example/, /",
    "/search?user=a, /search?user=a",
    "'', /",
    "'/a b', /"
  })
  void leadsToThisServerAlone(String asked, String goes) {
    assertThat(OwnPath.of(asked)).isEqualTo(goes);
  }
}
