package io.akashi.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.Certificates;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.internal.tls.HospitalAuthority.Wish;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that may be wrong with what a hospital brings, and what is right. */
class HospitalCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Instant YEAR = NOW.plus(Duration.ofDays(365));
  private static final List<String> ASKED = List.of("akashi.hospital.example", "10.1.2.3");
  private static final Wish GOOD =
      new Wish(List.of("akashi.hospital.example"), NOW.minus(Duration.ofDays(1)), YEAR);

  @TempDir Path folder;
  private HospitalAuthority authority;
  private HospitalCertificate hospital;
  private final KeyPair keys = HospitalAuthority.keys("EC", 256);

  @BeforeEach
  void open() throws Exception {
    authority = new HospitalAuthority(NOW.minus(Duration.ofDays(9)), YEAR.plus(Duration.ofDays(9)));
    hospital = new HospitalCertificate(new TlsFolder(folder.resolve("tls")));
  }

  @Test
  void takesAChainInAnyOrderWithWhatBelongsToNobody() throws Exception {
    X509Certificate leaf = authority.issue(keys, GOOD);
    X509Certificate other = authority.issue(HospitalAuthority.keys("EC", 256), GOOD);
    Identity identity = read(List.of(other, authority.root(), leaf), keys);

    assertThat(identity.chain()).containsExactly(leaf, authority.root());
    assertThat(HospitalCertificate.notes(identity, List.of("akashi.hospital.example"), NOW))
        .isEmpty();
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws Exception {
    refused(
        List.of(authority.issue(keys, GOOD)),
        HospitalAuthority.keys("EC", 256),
        "does not belong to the certificate");
  }

  @Test
  void refusesWhatEndedOrHasNotBegun() throws Exception {
    Wish ended =
        new Wish(GOOD.names(), NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)));
    Wish tomorrow = new Wish(GOOD.names(), NOW.plus(Duration.ofDays(1)), YEAR);

    refused(List.of(authority.issue(keys, ended)), keys, "expired at 2026-11-21");
    refused(List.of(authority.issue(keys, tomorrow)), keys, "is valid from 2026-11-23");
  }

  @Test
  void refusesWhatIsNoServersCertificate() throws Exception {
    Wish root = new Wish(GOOD.names(), GOOD.from(), YEAR, true, KeyPurposeId.id_kp_serverAuth);
    Wish client = new Wish(GOOD.names(), GOOD.from(), YEAR, false, KeyPurposeId.id_kp_clientAuth);

    refused(List.of(authority.issue(keys, root)), keys, "no certificate of a server");
    refused(List.of(authority.issue(keys, client)), keys, "no certificate of a server");
  }

  @Test
  void refusesNamesThatAreNotOfThisServer() throws Exception {
    Wish none = new Wish(List.of(), GOOD.from(), YEAR);
    Wish other = new Wish(List.of("www.hospital.example"), GOOD.from(), YEAR);

    refused(List.of(authority.issue(keys, none)), keys, "has no names");
    refused(List.of(authority.issue(keys, other)), keys, "is for www.hospital.example");
  }

  @Test
  void takesAStarForOneLabel() throws Exception {
    Wish star = new Wish(List.of("*.hospital.example"), GOOD.from(), YEAR);

    assertThat(read(List.of(authority.issue(keys, star)), keys).leaf()).isNotNull();
    assertThat(IdentityCheck.covers(List.of("*.example"), "akashi.hospital.example")).isFalse();
  }

  @Test
  void refusesWeakKeysAndSignatures() throws Exception {
    KeyPair weak = HospitalAuthority.keys("RSA", 1024);

    refused(List.of(authority.issue(weak, GOOD)), weak, "(1024 bits)");
    refused(List.of(authority.issueWithSha1(keys, GOOD)), keys, "SHA1");
  }

  @Test
  void notesWhatMayBeRight() throws Exception {
    Wish soon = new Wish(GOOD.names(), GOOD.from(), NOW.plus(Duration.ofDays(20)));
    Identity identity = read(List.of(authority.issue(keys, soon)), keys);

    assertThat(HospitalCertificate.notes(identity, ASKED, NOW))
        .hasSize(3)
        .anyMatch(note -> note.contains("lacks the certificate of its issuer"))
        .anyMatch(note -> note.contains("it ends at 2026-12-12"))
        .anyMatch(note -> note.contains("under 10.1.2.3 browsers warn"));
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Path certificate = file("cert.pem", TlsFolder.pem(authority.issue(keys, GOOD)));
    Path key = file("key.pem", TlsFolder.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));

    assertThatThrownBy(
            () -> hospital.read(certificate, Optional.empty(), Optional.empty(), ASKED, NOW))
        .hasMessageContaining("there is no private key");
    assertThatThrownBy(() -> hospital.read(key, Optional.empty(), Optional.empty(), ASKED, NOW))
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(() ->
            hospital.read(folder.resolve("no"), Optional.empty(), Optional.empty(), ASKED, NOW))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining("check its path");
  }

  @Test
  void aRequestKeepsItsKeyUntilTheCertificateCame() throws Exception {
    ServerNames names = new ServerNames(List.of("10.1.2.3", "akashi.hospital.example"), List.of());
    Certificates.Request first = hospital.request(names);
    Certificates.Request second = hospital.request(names);
    Path key = folder.resolve("tls/request.pem");

    assertThat(first.names()).containsExactly("akashi.hospital.example", "10.1.2.3");
    assertThat(request(first).getPublicKey()).isEqualTo(request(second).getPublicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");

    KeyPair requested = new KeyPair(request(first).getPublicKey(), keys.getPrivate());
    Path answer = file("answer.pem", TlsFolder.pem(authority.issue(requested, GOOD)));
    Identity identity = hospital.read(answer, Optional.empty(), Optional.empty(), ASKED, NOW);
    hospital.install(identity);

    assertThat(key).doesNotExist();
    assertThat(
            new TlsPlace(
                    folder.resolve("tls/hospital.pem"), folder.resolve("tls/hospital.pem"), true)
                .read())
        .isEqualTo(identity);
  }

  private static JcaPKCS10CertificationRequest request(Certificates.Request request)
      throws Exception {
    try (PEMParser parser = new PEMParser(new StringReader(request.pem()))) {
      return new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
    }
  }

  private void refused(List<X509Certificate> chain, KeyPair key, String sentence) {
    assertThatThrownBy(() -> read(chain, key))
        .isInstanceOf(UnusableCertificateException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining(" / ");
    assertThat(folder.resolve("tls")).doesNotExist();
  }

  private Identity read(List<X509Certificate> chain, KeyPair key) throws Exception {
    Path certificate =
        file("cert.pem", String.join("", chain.stream().map(TlsFolder::pem).toList()));
    Path keyFile = file("key.pem", TlsFolder.pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    return hospital.read(certificate, Optional.of(keyFile), Optional.empty(), ASKED, NOW);
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
