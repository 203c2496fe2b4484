package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an authority vouches for. */
class LocalAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final ServerNames NAMES =
      new ServerNames(
          List.of("akashi.hospital.example"), List.of("localhost", "127.0.0.1", "::1", "10.1.2.3"));

  @Test
  void issuesACertificateThatFitsTheNamesAndTheAuthority() throws Exception {
    LocalAuthority authority = LocalAuthority.make(NAMES, NOW);
    Identity issued = authority.issue(NAMES, NOW);

    assertThat(Identity.names(issued.leaf()))
        .containsExactly("akashi.hospital.example", "localhost", "127.0.0.1", "::1", "10.1.2.3");
    assertThat(issued.leaf().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    validate(issued, authority, NOW);
    validate(issued, authority, NOW.minus(Duration.ofHours(23)));
  }

  @Test
  void lastsNoLongerThanBrowsersAllow() {
    LocalAuthority authority = LocalAuthority.make(NAMES, NOW);
    X509Certificate leaf = authority.issue(NAMES, NOW).leaf();

    assertThat(Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(397));
  }

  @Test
  void nothingItIssuesOutlivesIt() {
    LocalAuthority authority = LocalAuthority.make(NAMES, NOW);
    Instant end = authority.certificate().getNotAfter().toInstant();

    assertThat(authority.issue(NAMES, end.minus(Duration.ofDays(5))).leaf().getNotAfter())
        .isEqualTo(Date.from(end));
  }

  @Test
  void leavesOutANameItWasNotMadeFor() {
    LocalAuthority authority = LocalAuthority.make(NAMES, NOW);
    ServerNames later = new ServerNames(List.of(), List.of("localhost", "10.1.2.4", "ehr"));

    assertThat(Identity.names(authority.issue(later, NOW).leaf())).containsExactly("localhost");
    assertThat(authority.covers("10.1.2.3")).isTrue();
    assertThat(authority.covers("10.1.2.4")).isFalse();
  }

  private static void validate(Identity issued, LocalAuthority authority, Instant at)
      throws Exception {
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(issued.leaf())),
            parameters);
  }
}
