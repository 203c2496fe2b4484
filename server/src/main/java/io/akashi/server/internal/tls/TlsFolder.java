package io.akashi.server.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder {@code tls} of the data directory. A key lies in one file with the certificates that
 * vouch for it, so that both are replaced at once; when a method returns, the new file is on disk.
 * Keys and folder are the server's account's alone.
 *
 * @param folder the folder; made when something is first written
 */
public record TlsFolder(Path folder) {
  private static final int LINE = 64;

  /** Key and certificate of the local authority. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /** The certificate of the local authority alone, for whoever hands it out by file. */
  public Path root() {
    return folder.resolve("ca.crt");
  }

  /** What the local authority issued to this server. */
  public Path issued() {
    return folder.resolve("server.pem");
  }

  /** What the hospital brought. */
  public Path installed() {
    return folder.resolve("hospital.pem");
  }

  /** The key for which the hospital's authority was asked for a certificate. */
  public Path requestKey() {
    return folder.resolve("request.pem");
  }

  /** Keeps a key with its certificates, readable to nobody else. */
  void write(Path file, Identity identity) throws IOException {
    StringBuilder text = new StringBuilder(pem(identity.key()));
    for (X509Certificate each : identity.chain()) {
      text.append(pem(each));
    }
    replace(file, text.toString(), "rw-------");
  }

  /** Keeps a key with the request that was made with it, readable to nobody else. */
  void write(Path file, PrivateKey key, String request) throws IOException {
    replace(file, pem(key) + request, "rw-------");
  }

  /** Keeps a certificate, which anybody may read. */
  void write(Path file, X509Certificate certificate) throws IOException {
    replace(file, pem(certificate), "rw-r--r--");
  }

  private void replace(Path file, String text, String mode) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectory(folder, permissions("rwx------"));
      sync(folder.resolveSibling(""));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out =
        FileChannel.open(fresh, EnumSet.of(CREATE_NEW, WRITE), permissions(mode))) {
      ByteBuffer octets = ByteBuffer.wrap(text.getBytes(US_ASCII));
      while (octets.hasRemaining()) {
        out.write(octets);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel opened = FileChannel.open(directory, Set.of(READ))) {
      opened.force(true);
    }
  }

  private static FileAttribute<?> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** A certificate as PEM (RFC 7468). */
  public static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("was read from its encoding", e);
    }
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
  }
}
