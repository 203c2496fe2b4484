package io.akashi.server.internal.tls;

import io.akashi.server.Certificates;
import io.akashi.server.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** The certificate of the hospital's own authority: asked for, checked, put in its place. */
public final class HospitalCertificate {
  private final TlsFolder folder;

  public HospitalCertificate(TlsFolder folder) {
    this.folder = folder;
  }

  /**
   * Reads and checks what the hospital brings.
   *
   * @param keyFile empty when the key lies in the same file, or is that of the last request
   * @param asked names of which it must cover one; empty for any
   * @throws UnusableCertificateException with the first thing that is wrong
   */
  public Identity read(
      Path certificate,
      Optional<Path> keyFile,
      Optional<String> password,
      List<String> asked,
      Instant now)
      throws UnusableCertificateException {
    KeyFiles.Content content = KeyFiles.read(certificate, password);
    if (keyFile.isPresent()) {
      content = content.and(KeyFiles.read(keyFile.get(), password));
    } else if (content.keys().isEmpty() && Files.exists(folder.requestKey())) {
      content = content.and(KeyFiles.read(folder.requestKey(), Optional.empty()));
    }
    if (content.certificates().isEmpty()) {
      throw new UnusableCertificateException(
          "%1$s に証明書がありません。証明書のファイルを先に、鍵のファイルを後に指定してください。 / %1$s holds no certificate: name the file of the certificate first, then that of the key"
              .formatted(certificate));
    }
    if (content.keys().isEmpty()) {
      throw new UnusableCertificateException(
          "秘密鍵がありません。certificate install CERT.pem KEY.pem のように鍵のファイルも指定してください。 / there is no private key: name its file too, as in certificate install CERT.pem KEY.pem");
    }
    Identity identity = anyPair(certificate, content);
    IdentityCheck.check(certificate.toString(), identity, names(asked), now);
    return identity;
  }

  // A file may hold several keys, e.g. of an earlier certificate.
  private static Identity anyPair(Path certificate, KeyFiles.Content content)
      throws UnusableCertificateException {
    PrivateKey key =
        content.keys().stream()
            .filter(each -> IdentityCheck.isOfOne(each, content.certificates()))
            .findFirst()
            .orElse(content.keys().getFirst());
    return IdentityCheck.pair(certificate.toString(), key, content.certificates());
  }

  // Authorities of hospitals certify names; an address of the configuration is not asked of them.
  private static List<String> names(List<String> asked) {
    return asked.stream().filter(name -> !ServerNames.isAddress(name)).toList();
  }

  /** What a person should know of a certificate that can be used. */
  public static List<String> notes(Identity identity, List<String> asked, Instant now) {
    return IdentityCheck.notes(identity, asked, now);
  }

  /** Puts it in its place; on disk when this returns. The key of a request is used up by it. */
  public void install(Identity identity) throws IOException {
    folder.write(folder.installed(), identity);
    Files.deleteIfExists(folder.requestKey());
  }

  /** Makes a request (PKCS#10, RFC 2986) with the names in it. */
  public Certificates.Request request(ServerNames names)
      throws IOException, UnusableCertificateException {
    List<String> wanted = wanted(names);
    KeyPair keys = requestKeys();
    try {
      PKCS10CertificationRequest request =
          new JcaPKCS10CertificationRequestBuilder(
                  LocalAuthority.name(wanted.getFirst()), keys.getPublic())
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions(wanted))
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      String pem = TlsFolder.pem("CERTIFICATE REQUEST", request.getEncoded());
      folder.write(folder.requestKey(), keys.getPrivate(), pem);
      return new Certificates.Request(pem, wanted);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every Java platform can do this", e);
    }
  }

  private static Extensions extensions(List<String> names) throws IOException {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    extensions.addExtension(
        Extension.subjectAlternativeName, false, LocalAuthority.generalNames(names));
    return extensions.generate();
  }

  /** The keys of the last request that has no certificate yet, which lies beside them, or new. */
  private KeyPair requestKeys() throws UnusableCertificateException, IOException {
    if (Files.notExists(folder.requestKey())) {
      return LocalAuthority.newKeys();
    }
    KeyFiles.Content content = KeyFiles.read(folder.requestKey(), Optional.empty());
    try (PEMParser parser = new PEMParser(Files.newBufferedReader(folder.requestKey()))) {
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        if (each instanceof PKCS10CertificationRequest request && !content.keys().isEmpty()) {
          return new KeyPair(
              new JcaPKCS10CertificationRequest(request).getPublicKey(), content.keys().getFirst());
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the key of a request cannot be read", e);
    }
    return LocalAuthority.newKeys();
  }

  private static List<String> wanted(ServerNames names) throws UnusableCertificateException {
    List<String> asked =
        names.asked().isEmpty()
            ? names.found().stream()
                .filter(name -> !ServerNames.isAddress(name) && !name.equals("localhost"))
                .toList()
            : names.asked();
    if (asked.isEmpty()) {
      throw new UnusableCertificateException(
          "このサーバーの名前が分かりません。--name akashi.example-hospital.jp のように指定してください。 / this server has no name: give one, as in --name akashi.example-hospital.jp");
    }
    return asked.stream().sorted(Comparator.comparing(ServerNames::isAddress)).toList();
  }
}
