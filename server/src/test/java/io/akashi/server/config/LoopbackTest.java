package io.akashi.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something may be sent without encryption. */
class LoopbackTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1", "[::1]"})
  void isThisMachine(String host) {
    assertThat(Loopback.isLoopback(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost.example", "dc1", "10.0.0.1", "[fe80::1]", "0.0.0.0", ""})
  void isAnotherMachineWhateverANameServerSays(String host) {
    assertThat(Loopback.isLoopback(host)).isFalse();
  }

  @Test
  void aProviderIsAskedEncryptedOrHere() {
    assertThat(OidcSettings.isSafe(URI.create("https://login.example/x"))).isTrue();
    assertThat(OidcSettings.isSafe(URI.create("http://127.0.0.1:8080/x"))).isTrue();
    assertThat(OidcSettings.isSafe(URI.create("http://login.example/x"))).isFalse();
    assertThat(OidcSettings.isSafe(URI.create("file:///x"))).isFalse();
  }
}
