package io.akashi.server.internal.tls;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority as a hospital has one, which also does what a hospital's should not. */
final class HospitalAuthority {
  private final KeyPair keys = keys("EC", 256);
  private final X500Name name = new X500Name("CN=Hospital CA,O=Example Hospital");
  private final X509Certificate root;

  /**
   * What a certificate is like.
   *
   * @param names its subject alternative names; empty for none
   */
  record Wish(
      List<String> names, Instant from, Instant until, boolean authority, KeyPurposeId use) {
    Wish(List<String> names, Instant from, Instant until) {
      this(names, from, until, false, KeyPurposeId.id_kp_serverAuth);
    }
  }

  HospitalAuthority(Instant from, Instant until) throws Exception {
    root =
        sign(
            keys,
            name,
            new Wish(List.of(), from, until, true, KeyPurposeId.anyExtendedKeyUsage),
            "SHA256");
  }

  X509Certificate root() {
    return root;
  }

  static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  X509Certificate issue(KeyPair of, Wish wish) throws Exception {
    return sign(of, new X500Name("CN=akashi"), wish, "SHA256");
  }

  X509Certificate issueWithSha1(KeyPair of, Wish wish) throws Exception {
    return sign(of, new X500Name("CN=akashi"), wish, "SHA1");
  }

  private X509Certificate sign(KeyPair of, X500Name subject, Wish wish, String digest)
      throws Exception {
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(wish.from()),
            Date.from(wish.until()),
            subject,
            of.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.authority()));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wish.use()));
    if (!wish.names().isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName, false, LocalAuthority.generalNames(wish.names()));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder(digest + "withECDSA").build(keys.getPrivate())));
  }
}
