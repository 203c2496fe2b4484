package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Folder of the demonstration: configuration, certificates, tokens, and the data directory below
 * it. Made once; a person may change the configuration afterwards.
 *
 * @param root the folder
 */
public record DemoFolder(Path root) {
  private static final int SYSLOG_TLS = 6514;
  private static final int HTTP = 8514;
  private static final int TOKEN_BYTES = 24;

  public Path configuration() {
    return root.resolve("akashi.yaml");
  }

  public DemoCertificates certificates() {
    return new DemoCertificates(root.resolve("tls"));
  }

  /** File with the token of that name. */
  public Path token(String name) {
    return root.resolve("tokens").resolve(name);
  }

  /**
   * Makes what is missing.
   *
   * @param anyPort let the system choose the ports, so that several demonstrations can run
   */
  public void make(boolean anyPort) throws IOException, GeneralSecurityException, CannotException {
    Files.createDirectories(token("x").resolveSibling(""));
    certificates().make();
    makeToken("auditor");
    makeToken("sender");
    if (Files.notExists(configuration())) {
      int tls = anyPort ? 0 : freeOrAny(SYSLOG_TLS);
      int http = anyPort ? 0 : freeOrAny(HTTP);
      Files.writeString(
          configuration(), configuration(tls, certificates().senderFingerprint(), http));
    }
  }

  private void makeToken(String name) throws IOException {
    if (Files.exists(token(name))) {
      return;
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    Files.createFile(
        token(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token(name), HexFormat.of().formatHex(random) + "\n");
  }

  private static int freeOrAny(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      return 0; // somebody listens there: the system chooses another
    }
  }

  // The names are those of docs/configuration.md.
  private static String configuration(int tlsPort, String fingerprint, int httpPort) {
    return """
    # Akashi の設定例 / An example configuration. Every key: docs/configuration.md
    akashi:
      # 署名者名。病院のドメインにする。帳簿の作成時に固定される / the signer's name, frozen with the books
      origin: akashi.demo.invalid
      # 記録の置き場所（このファイルから見た相対パス） / where the log is kept, relative to this file
      data: data
      syslog:
        tls:
          listen: ["127.0.0.1:%d"]
          certificate: tls/server.pem
          key: tls/server.key
          client-ca: tls/ca.pem
      sources:
        ehr-main:
          book: clinical
          format: lines
          mapping: ehr-access
          system: 電子カルテ
          match:
            # この証明書で接続した送信元を ehr-main とする / who connects with this certificate is ehr-main
            certificate: ["%s"]
      http:
        listen: "127.0.0.1:%d"
        # お試しなので暗号化しない。この行を消すと HTTPS になる / a trial: without this line it is HTTPS
        plain: true
      tokens:
        auditor:
          file: tokens/auditor
          role: auditor
        sender:
          file: tokens/sender
          role: sender
          source: ehr-main
    """
        .formatted(tlsPort, fingerprint, httpPort);
  }
}
