package io.akashi.intake.internal.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.akashi.intake.IntakeConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files (RFC 7468). Every failure is one sentence that names the file. */
final class Pem {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

  private Pem() {}

  /** All certificates of a file, at least one, in their order; a key may stand beside them. */
  static List<X509Certificate> certificates(Path file) {
    byte[] bytes = certificatesOf(read(file));
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException e) {
      throw noCertificate(file, e);
    }
    throw noCertificate(file, new CertificateException("no certificate found"));
  }

  private static byte[] certificatesOf(byte[] bytes) {
    List<String> blocks =
        CERTIFICATE
            .matcher(new String(bytes, ISO_8859_1))
            .results()
            .map(MatchResult::group)
            .toList();
    return blocks.isEmpty() ? bytes : String.join("\n", blocks).getBytes(ISO_8859_1);
  }

  private static IntakeConfigurationException noCertificate(Path file, Exception cause) {
    return new IntakeConfigurationException(
        "「%s」に PEM 形式の証明書がありません。証明書ファイルを指定してください / %s holds no certificate in PEM form; name the file of the certificate"
            .formatted(file, file),
        cause);
  }

  /** The private key of a file. */
  static PrivateKey privateKey(Path file) {
    String text = new String(read(file), ISO_8859_1);
    Matcher matcher = PKCS8.matcher(text);
    if (!matcher.find()) {
      throw noKey(file, new InvalidKeySpecException("no block PRIVATE KEY"));
    }
    try {
      PKCS8EncodedKeySpec spec =
          new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
      return privateKey(spec);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw noKey(file, e);
    }
  }

  /** The specification does not tell its algorithm, so each is tried. */
  private static PrivateKey privateKey(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    InvalidKeySpecException last = new InvalidKeySpecException("none of " + KEY_ALGORITHMS);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw last;
  }

  private static IntakeConfigurationException noKey(Path file, Exception cause) {
    return new IntakeConfigurationException(
        ("「%s」に暗号化されていない PKCS#8 の秘密鍵がありません。変換してください"
                + " / %s holds no unencrypted PKCS#8 private key; convert it with: openssl pkcs8"
                + " -topk8 -nocrypt -in %s -out KEY.pem")
            .formatted(file, file, file),
        cause);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IntakeConfigurationException(
          "ファイル「%s」がありません。TLS の設定のパスを直してください / file %s does not exist; correct the path in the TLS settings"
              .formatted(file, file),
          e);
    } catch (IOException e) {
      throw new IntakeConfigurationException(
          "ファイル「%s」が読めません。権限を確かめてください / file %s cannot be read; check its permissions"
              .formatted(file, file),
          e);
    }
  }
}
