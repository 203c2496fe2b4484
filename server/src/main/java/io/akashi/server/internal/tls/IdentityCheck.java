package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Puts a key and certificates together, and says in one sentence what does not fit. */
final class IdentityCheck {
  private static final int LEAST_RSA_BITS = 2048;
  private static final int LEAST_EC_BITS = 256;
  private static final Duration SOON = Duration.ofDays(30);

  private IdentityCheck() {}

  /**
   * The key with its certificate and those above it, whatever their order in the file. What belongs
   * to neither is left out.
   *
   * @param file named in the sentence
   * @throws UnusableCertificateException when no certificate belongs to the key
   */
  static Identity pair(String file, PrivateKey key, List<X509Certificate> certificates)
      throws UnusableCertificateException {
    X509Certificate leaf =
        certificates.stream()
            .filter(each -> belongTogether(key, each.getPublicKey()))
            .findFirst()
            .orElseThrow(() ->
                new UnusableCertificateException(
                    "秘密鍵は %1$s の証明書のものではありません。組になる鍵と証明書を指定してください。 / the private key does not belong to the certificate in %1$s: give the two files of one pair"
                        .formatted(file)));
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    Optional<X509Certificate> above = above(leaf, certificates);
    while (above.isPresent() && !chain.contains(above.get())) {
      chain.add(above.get());
      above = above(above.get(), certificates);
    }
    return new Identity(key, chain);
  }

  /** Whether one of the certificates is the key's. */
  static boolean isOfOne(PrivateKey key, List<X509Certificate> certificates) {
    return certificates.stream().anyMatch(each -> belongTogether(key, each.getPublicKey()));
  }

  private static Optional<X509Certificate> above(
      X509Certificate certificate, List<X509Certificate> all) {
    return all.stream()
        .filter(each -> !each.equals(certificate) && Identity.isSigned(certificate, each))
        .findFirst();
  }

  /**
   * Whether browsers will take it now.
   *
   * @param asked names of the configuration, one of which it must be for; empty asks for none
   * @throws UnusableCertificateException with the first thing that is wrong
   */
  static void check(String file, Identity identity, List<String> asked, Instant now)
      throws UnusableCertificateException {
    inTime(file, identity, now);
    X509Certificate leaf = identity.leaf();
    if (leaf.getBasicConstraints() >= 0 || !isForServers(leaf)) {
      throw new UnusableCertificateException(
          "%1$s はサーバー用の証明書ではありません。認証局にサーバー認証（serverAuth）用の発行を依頼してください。 / %1$s is no certificate of a server: ask the authority for one for server authentication (serverAuth)"
              .formatted(file));
    }
    strong(file, leaf);
    names(file, Identity.names(leaf), asked);
  }

  private static void inTime(String file, Identity identity, Instant now)
      throws UnusableCertificateException {
    for (X509Certificate each : identity.chain()) {
      Instant until = each.getNotAfter().toInstant();
      Instant from = each.getNotBefore().toInstant();
      if (now.isAfter(until)) {
        throw new UnusableCertificateException(
            "%1$s の証明書（%2$s）は %3$s に期限切れです。更新したものを指定してください。 / the certificate in %1$s (%2$s) expired at %3$s: give a renewed one"
                .formatted(file, each.getSubjectX500Principal(), until));
      }
      if (now.isBefore(from)) {
        throw new UnusableCertificateException(
            "%1$s の証明書（%2$s）は %3$s から有効です。このマシンの時計を確かめてください。 / the certificate in %1$s (%2$s) is valid from %3$s: check the clock of this machine"
                .formatted(file, each.getSubjectX500Principal(), from));
      }
    }
  }

  private static boolean isForServers(X509Certificate leaf) throws UnusableCertificateException {
    try {
      List<String> uses = leaf.getExtendedKeyUsage();
      return uses == null
          || uses.contains(KeyPurposeId.id_kp_serverAuth.getId())
          || uses.contains(KeyPurposeId.anyExtendedKeyUsage.getId());
    } catch (CertificateParsingException e) {
      throw new UnusableCertificateException(
          "証明書の拡張を読めません。認証局に確かめてください。 / an extension of the certificate cannot be read: ask the authority",
          e);
    }
  }

  private static void strong(String file, X509Certificate leaf)
      throws UnusableCertificateException {
    int bits =
        switch (leaf.getPublicKey()) {
          case RSAKey rsa -> rsa.getModulus().bitLength();
          case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize();
          default -> LEAST_RSA_BITS;
        };
    int least = leaf.getPublicKey() instanceof ECKey ? LEAST_EC_BITS : LEAST_RSA_BITS;
    String algorithm = leaf.getSigAlgName().toUpperCase(Locale.ROOT);
    if (bits < least || algorithm.startsWith("SHA1") || algorithm.startsWith("MD5")) {
      throw new UnusableCertificateException(
          "%1$s の鍵（%2$d ビット）または署名（%3$s）は弱く、ブラウザーが拒否します。RSA 2048 か EC 256 以上、SHA-256 以上で作り直してください。 / the key (%2$d bits) or signature (%3$s) of %1$s is weak and browsers refuse it: have one made with RSA 2048 or EC 256 and SHA-256 or better"
              .formatted(file, bits, leaf.getSigAlgName()));
    }
  }

  private static void names(String file, List<String> names, List<String> asked)
      throws UnusableCertificateException {
    if (names.isEmpty()) {
      throw new UnusableCertificateException(
          "%1$s に名前（subjectAltName）がなく、ブラウザーが拒否します。認証局に名前入りの発行を依頼してください。 / %1$s has no names (subjectAltName) and browsers refuse it: ask the authority for one with names"
              .formatted(file));
    }
    boolean fits = asked.isEmpty() || asked.stream().anyMatch(name -> covers(names, name));
    if (!fits) {
      throw new UnusableCertificateException(
          "%1$s は %2$s のもので、このサーバーの名前 %3$s を含みません。名前を含めて発行するか akashi.http.names を直してください。 / %1$s is for %2$s and not for this server, %3$s: have one issued for it, or correct akashi.http.names"
              .formatted(file, String.join(", ", names), String.join(", ", asked)));
    }
  }

  /** Whether names of a certificate, wildcards included (RFC 9525, section 6.3), cover a name. */
  static boolean covers(List<String> names, String name) {
    int dot = name.indexOf('.');
    boolean star =
        dot > 0 && !ServerNames.isAddress(name) && names.contains("*" + name.substring(dot));
    return star || names.contains(name);
  }

  /** What a person should know of a certificate that can be used. */
  static List<String> notes(Identity identity, List<String> asked, Instant now) {
    List<String> notes = new ArrayList<>();
    X509Certificate top = identity.chain().getLast();
    if (!top.getIssuerX500Principal().equals(top.getSubjectX500Principal())) {
      notes.add(
          "発行者 %1$s の証明書がファイルにありません。端末が信頼するルートでなければ中間証明書を加えてください。 / the file lacks the certificate of its issuer %1$s: unless that is a root the terminals trust, add the intermediate certificates"
              .formatted(top.getIssuerX500Principal()));
    }
    if (now.plus(SOON).isAfter(identity.ends())) {
      notes.add(
          "%1$s に期限が切れます。更新を準備してください。 / it ends at %1$s: prepare its renewal"
              .formatted(identity.ends()));
    }
    List<String> names = Identity.names(identity.leaf());
    List<String> missing = asked.stream().filter(name -> !covers(names, name)).toList();
    if (!missing.isEmpty()) {
      notes.add(
          "%1$s では警告が出ます（証明書の名前: %2$s）。 / under %1$s browsers warn (it is for %2$s)"
              .formatted(String.join(", ", missing), String.join(", ", names)));
    }
    return notes;
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> privateKey.getAlgorithm();
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // keys of two algorithms cannot even be tried
    }
  }
}
