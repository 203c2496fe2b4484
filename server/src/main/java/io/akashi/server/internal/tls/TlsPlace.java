package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the key and the certificates of a listener lie.
 *
 * @param certificate PEM file with the certificate and those above it
 * @param key PEM file with the private key; may be the same file
 * @param hospital whether they are the hospital's and not of the local authority
 */
public record TlsPlace(Path certificate, Path key, boolean hospital) {

  /**
   * Reads them.
   *
   * @throws UnusableCertificateException when they cannot be read or do not belong together
   */
  public Identity read() throws UnusableCertificateException {
    KeyFiles.Content content = KeyFiles.read(certificate, Optional.empty());
    if (!certificate.equals(key)) {
      content = content.and(KeyFiles.read(key, Optional.empty()));
    }
    if (content.keys().isEmpty()) {
      throw new UnusableCertificateException(
          "%1$s に秘密鍵がありません。鍵のファイルを指定してください。 / %1$s holds no private key: name the file of the key"
              .formatted(key));
    }
    return IdentityCheck.pair(
        certificate.toString(), content.keys().getFirst(), content.certificates());
  }

  /** Changes when a file is replaced or written; a file that is not there has one, too. */
  List<Object> stamp() {
    List<Object> stamp = new ArrayList<>(List.of(certificate, key));
    for (Path file : List.of(certificate, key)) {
      try {
        BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
        stamp.add(of.lastModifiedTime());
        stamp.add(of.size());
        stamp.add(String.valueOf(of.fileKey()));
      } catch (IOException e) {
        stamp.add("unreadable");
      }
    }
    return stamp;
  }
}
