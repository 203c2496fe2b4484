package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names a server is reached. */
class ServerNamesTest {
  @ParameterizedTest
  @CsvSource({
    "Akashi.Hospital.Example, akashi.hospital.example",
    "akashi-1,                akashi-1",
    "10.1.2.3,                10.1.2.3",
    "::1,                     ::1",
    "2001:DB8::5,             2001:db8:0:0:0:0:0:5",
  })
  void writesANameInOneWay(String typed, String canonical) {
    assertThat(ServerNames.canonical(typed)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.hospital.example",
        "a b",
        "akashi.",
        "-a",
        "a..b",
        "病院",
        "0.0.0.0",
        "::",
        "10.1.2.256",
        "1.2.3.4.",
        "fe80::1%eth0x%",
        "a_b"
      })
  void refusesWhatCannotStandInACertificate(String typed) {
    assertThat(ServerNames.canonical(typed)).isEmpty();
  }

  @Test
  void namesWhatAPersonWroteFirstAndOnce() {
    ServerNames names =
        ServerNames.ofThisMachine(
            List.of("Akashi.example", "0.0.0.0", "localhost", "akashi.EXAMPLE"));

    assertThat(names.asked()).containsExactly("akashi.example", "localhost");
    assertThat(names.found()).contains("127.0.0.1", "::1").doesNotContain("localhost");
  }
}
