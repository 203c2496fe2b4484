package io.akashi.intake.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3:514",
    "::1, [::1]:514",
    "::, [::]:514",
    "2001:db8:0:0:0:0:0:1, [2001:db8::1]:514",
    "2001:0db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:514",
    "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:514",
    "fe80:0:0:0:0:0:0:0, [fe80::]:514",
    "::ffff:10.0.0.1, 10.0.0.1:514"
  })
  void writesAddressesAsRfc5952Does(String address, String peer) {
    assertThat(Peer.of(new InetSocketAddress(InetAddress.ofLiteral(address), 514))).isEqualTo(peer);
  }
}
