package io.akashi.server.internal.tls;

import io.akashi.server.config.Sha256;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * What a server shows: a private key, and the certificates that vouch for it. Immutable.
 *
 * @param key the private key
 * @param chain the key's own certificate first, each signed by the next; at least one
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  public Identity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain is empty");
    }
  }

  /** The key's own certificate. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** When its first certificate ends. */
  public Instant ends() {
    return chain.stream()
        .map(each -> each.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Names and addresses of a certificate's subject alternative name, in their order. */
  public static List<String> names(X509Certificate certificate) {
    Extension extension = holder(certificate).getExtension(Extension.subjectAlternativeName);
    if (extension == null) {
      return List.of();
    }
    return Arrays.stream(GeneralNames.getInstance(extension.getParsedValue()).getNames())
        .map(Identity::name)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> name(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.dNSName -> Optional.of(name.getName().toString().toLowerCase(Locale.ROOT));
      case GeneralName.iPAddress ->
          ServerNames.ofOctets(ASN1OctetString.getInstance(name.getName()).getOctets());
      default -> Optional.empty();
    };
  }

  /** SHA-256 of a certificate, as people compare it: pairs of upper-case digits with colons. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      String hex = Sha256.of(certificate.getEncoded()).hex().toUpperCase(Locale.ROOT);
      return String.join(":", hex.split("(?<=\\G..)"));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("was read from its encoding", e);
    }
  }

  /** Whether a certificate bears the signature of another one's key. */
  static boolean isSigned(X509Certificate certificate, X509Certificate by) {
    if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("was read from its encoding", e);
    }
  }
}
