package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.SourceId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRulesTest {
  private static final String CERTIFICATE = "ab".repeat(32);
  private static final byte[] FROM_EHR = "<13>Nov 22 10:00:00 EHR-01 app: x".getBytes(UTF_8);

  private static SourceRule to(String source) {
    return SourceRule.to(new SourceId(source));
  }

  private static String source(
      SourceRules rules, String listener, String certificate, String token, String peer) {
    InetAddress address = peer == null ? null : InetAddress.ofLiteral(peer);
    return rules.resolve(listener, certificate, token, address).of(FROM_EHR).value();
  }

  @Test
  void keepsAStrangersMessageAsUnregistered() {
    assertThat(source(SourceRules.NONE, "tls", null, null, "10.0.0.1")).isEqualTo("unregistered");
  }

  @Test
  void prefersTheMoreSpecificRuleWhateverTheirOrder() {
    List<SourceRule> rules =
        new ArrayList<>(
            List.of(
                to("listener").withListener("tls"),
                to("host").withHost("ehr-01"),
                to("wide").withPeer("10.0.0.0/8"),
                to("narrow").withPeer("10.0.0.0/24"),
                to("relayed").withPeer("10.0.0.0/24").withHost("EHR-01"),
                to("exact").withPeer("10.0.0.7"),
                to("token").withToken("night-job"),
                to("certificate").withCertificate(CERTIFICATE),
                to("certified-host").withCertificate("cd".repeat(32)).withHost("ehr-01")));
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(rules, random);
      SourceRules all = SourceRules.of(rules);
      assertThat(source(all, "tls", null, null, "192.0.2.1")).isEqualTo("host");
      assertThat(source(all, "tls", null, null, "10.9.9.9")).isEqualTo("wide");
      assertThat(source(all, "tls", null, null, "10.0.0.9")).isEqualTo("relayed");
      assertThat(source(all, "tls", null, null, "10.0.0.7")).isEqualTo("exact");
      assertThat(source(all, "http", null, "night-job", "10.0.0.7")).isEqualTo("token");
      assertThat(source(all, "tls", CERTIFICATE, null, "10.0.0.7")).isEqualTo("certificate");
      assertThat(source(all, "tls", "cd".repeat(32), null, null)).isEqualTo("certified-host");
    }
  }

  @Test
  void looksIntoMessagesOnlyWhenAHostRuleCanMatter() {
    SourceRules rules =
        SourceRules.of(List.of(to("fw").withPeer("10.0.0.1"), to("ehr").withHost("ehr-01")));
    assertThat(rules.resolve("tcp", null, null, InetAddress.ofLiteral("10.0.0.1")).isConstant())
        .isTrue();
    assertThat(rules.resolve("tcp", null, null, InetAddress.ofLiteral("10.0.0.2")).isConstant())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.255.3, true",
    "10.1.0.0/16, 10.2.0.1, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "10.1.2.128/25, 10.1.2.129, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "::1, ::1, true"
  })
  void knowsWhichAddressesARangeHolds(String range, String peer, boolean contained) {
    SourceRules rules = SourceRules.of(List.of(to("x").withPeer(range)));
    assertThat(source(rules, "tcp", null, null, peer).equals("x")).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "ehr-01.example", "10.0.0", "10.0.0.0/x", "::/129", "/8"})
  void refusesWhatIsNoAddress(String peer) {
    assertThatThrownBy(() -> to("x").withPeer(peer))
        .isInstanceOf(IntakeConfigurationException.class)
        .hasMessageContaining(peer);
  }

  @Test
  void refusesTwoSourcesUnderTheSameConditions() {
    assertThatThrownBy(() ->
            SourceRules.of(List.of(to("a").withPeer("10.0.0.1"), to("b").withPeer("10.0.0.1"))))
        .isInstanceOf(IntakeConfigurationException.class)
        .hasMessageContaining("'a' and 'b'");
  }

  @Test
  void takesAFingerprintAsOpensslPrintsIt() {
    String printed = String.join(":", Collections.nCopies(32, "AB"));
    assertThat(to("x").withCertificate(printed).certificate()).isEqualTo(CERTIFICATE);
  }
}
