package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Reads keys and certificates in the forms in which authorities and programs hand them out: PEM
 * (RFC 7468; PKCS#8, PKCS#1 and SEC 1 keys, encrypted or not), DER certificates, and PKCS#12.
 */
final class KeyFiles {
  private static final int MAX_BYTES = 1 << 20;
  private static final String PEM = "-----BEGIN ";
  // The JDK's do not know all the ways in which openssl derives a key from a password.
  private static final Provider CIPHERS = new BouncyCastleProvider();

  private KeyFiles() {}

  /**
   * What files hold.
   *
   * @param keys private keys, in their order
   * @param certificates certificates, in their order
   */
  record Content(List<PrivateKey> keys, List<X509Certificate> certificates) {
    Content and(Content other) {
      Content both = new Content(new ArrayList<>(keys), new ArrayList<>(certificates));
      both.keys.addAll(other.keys);
      both.certificates.addAll(other.certificates);
      return both;
    }
  }

  /**
   * Reads one file.
   *
   * @param password of an encrypted key or a PKCS#12 file
   * @throws UnusableCertificateException when it holds nothing of the kind, or the password is
   *     missing or wrong
   */
  static Content read(Path file, Optional<String> password) throws UnusableCertificateException {
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      if (text.contains(PEM)) {
        return ofPem(file, text, password);
      }
      Optional<X509Certificate> der = ofDer(bytes);
      return der.isPresent()
          ? new Content(List.of(), List.of(der.get()))
          : ofPkcs12(file, bytes, password);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new UnusableCertificateException(
          "%1$s を鍵または証明書として読めません。PEM か PKCS#12 のファイルを指定してください。 / %1$s cannot be read as keys or certificates (%2$s): give a PEM or PKCS#12 file"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static byte[] bytes(Path file) throws UnusableCertificateException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UnusableCertificateException(
            "%1$s は鍵や証明書としては大きすぎます。 / %1$s is too large for keys or certificates".formatted(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableCertificateException(
          "%1$s を読めません。パスと権限を確かめてください。 / %1$s cannot be read: check its path and mode"
              .formatted(file),
          e);
    }
  }

  private static Content ofPem(Path file, String text, Optional<String> password)
      throws IOException,
          GeneralSecurityException,
          OperatorCreationException,
          UnusableCertificateException {
    Content content = new Content(new ArrayList<>(), new ArrayList<>());
    JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        switch (each) {
          case X509CertificateHolder holder ->
              content.certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
          case PrivateKeyInfo key -> content.keys.add(keys.getPrivateKey(key));
          case PEMKeyPair pair -> content.keys.add(keys.getPrivateKey(pair.getPrivateKeyInfo()));
          case PKCS8EncryptedPrivateKeyInfo locked ->
              content.keys.add(keys.getPrivateKey(unlock(file, locked, password)));
          case PEMEncryptedKeyPair locked ->
              content.keys.add(
                  keys.getPrivateKey(unlock(file, locked, password).getPrivateKeyInfo()));
          default -> {} // parameters, requests and what else tools put beside
        }
      }
    }
    return content;
  }

  private static PrivateKeyInfo unlock(
      Path file, PKCS8EncryptedPrivateKeyInfo locked, Optional<String> password)
      throws UnusableCertificateException, OperatorCreationException {
    char[] characters = needed(file, password);
    try {
      return locked.decryptPrivateKeyInfo(
          new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(CIPHERS).build(characters));
    } catch (PKCSException e) {
      throw wrongPassword(file, e);
    }
  }

  private static PEMKeyPair unlock(Path file, PEMEncryptedKeyPair locked, Optional<String> password)
      throws UnusableCertificateException {
    char[] characters = needed(file, password);
    try {
      return locked.decryptKeyPair(
          new JcePEMDecryptorProviderBuilder().setProvider(CIPHERS).build(characters));
    } catch (IOException e) {
      throw wrongPassword(file, e);
    }
  }

  private static Optional<X509Certificate> ofDer(byte[] bytes) {
    try {
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
      return certificate instanceof X509Certificate x509 ? Optional.of(x509) : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty(); // then it may be PKCS#12
    }
  }

  private static Content ofPkcs12(Path file, byte[] bytes, Optional<String> password)
      throws GeneralSecurityException, IOException, UnusableCertificateException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    char[] characters = password.map(String::toCharArray).orElse(new char[0]);
    try {
      store.load(new ByteArrayInputStream(bytes), characters);
    } catch (IOException e) {
      if (e.getCause() instanceof GeneralSecurityException) {
        needed(file, password);
        throw wrongPassword(file, e);
      }
      throw e;
    }
    Content content = new Content(new ArrayList<>(), new ArrayList<>());
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.getKey(alias, characters);
      if (key instanceof PrivateKey secret) {
        content.keys.add(secret);
      }
      Certificate[] chain = store.getCertificateChain(alias);
      Certificate[] all = chain == null ? new Certificate[] {store.getCertificate(alias)} : chain;
      for (Certificate each : all) {
        if (each instanceof X509Certificate x509) {
          content.certificates.add(x509);
        }
      }
    }
    return content;
  }

  private static char[] needed(Path file, Optional<String> password)
      throws UnusableCertificateException {
    return password
        .map(String::toCharArray)
        .orElseThrow(() ->
            new UnusableCertificateException(
                "%1$s は暗号化されています。--password-file でパスワードのファイルを指定してください。 / %1$s is encrypted: name a file that holds its password with --password-file"
                    .formatted(file)));
  }

  private static UnusableCertificateException wrongPassword(Path file, Exception cause) {
    return new UnusableCertificateException(
        "%1$s のパスワードが違います。--password-file の内容を確かめてください。 / the password of %1$s is wrong: check what --password-file names"
            .formatted(file),
        cause);
  }
}
