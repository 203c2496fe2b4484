package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.event.Transport;
import io.akashi.hospital.LogSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Folder of the demonstration: configuration, certificates, tokens, how far the hospital's messages
 * were sent, and the data directory below it. Made once; a person may change the configuration
 * afterwards.
 *
 * @param root the folder
 */
public record DemoFolder(Path root) {
  /** Source of whoever wants to send something themselves. */
  public static final String TRIAL = "trial";

  private static final int SYSLOG_TLS = 6514;
  private static final int SYSLOG_TCP = 6515;
  private static final int HTTP = 8514;
  private static final int TOKEN_BYTES = 24;
  private static final List<String> READERS = List.of("auditor", "operator", "manager", "admin");

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

  /** Who may open the pages. */
  public DemoAccounts accounts() {
    return new DemoAccounts(root.resolve("passwords"));
  }

  /** File that says how far the hospital's messages were sent. */
  Path sent() {
    return root.resolve("hospital.properties");
  }

  /**
   * Makes what is missing.
   *
   * @param anyPort let the system choose the ports, so that several demonstrations can run
   */
  public void make(boolean anyPort) throws IOException, GeneralSecurityException, CannotException {
    Files.createDirectories(token("x").resolveSibling(""));
    certificates().make();
    for (String reader : READERS) {
      makeToken(reader);
    }
    makeToken(TRIAL);
    for (LogSystem system : overHttp()) {
      makeToken(system.source());
    }
    if (Files.notExists(configuration())) {
      int tls = anyPort ? 0 : freeOrAny(SYSLOG_TLS);
      int tcp = anyPort ? 0 : freeOrAny(SYSLOG_TCP);
      int http = anyPort ? 0 : freeOrAny(HTTP);
      Files.writeString(configuration(), configuration(tls, tcp, http));
    }
  }

  private static List<LogSystem> overHttp() {
    return List.of(LogSystem.values()).stream()
        .filter(system -> system.transport() == Transport.HTTP)
        .toList();
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
  private String configuration(int tls, int tcp, int http)
      throws IOException, GeneralSecurityException {
    StringBuilder text =
        new StringBuilder(
            """
            # Akashi の設定例 / An example configuration. Every key: docs/configuration.md
            akashi:
              # 署名者名。病院のドメインにする。帳簿の作成時に固定される / the signer's name, frozen with the books
              origin: akashi.demo.invalid
              # 記録の置き場所（このファイルから見た相対パス） / where the log is kept, relative to this file
              data: data
              http:
                listen: "127.0.0.1:%d"
                # お試しなので暗号化しない。この行を消すと HTTPS になる / a trial: without this line it is HTTPS
                plain: true
              signin:
                # お試しなのでパスワードだけでよい / a trial: a password alone will do
                second-factor: optional
              syslog:
                tcp:
                  listen: ["127.0.0.1:%d"]
                tls:
                  listen: ["127.0.0.1:%d"]
                  certificate: tls/server.pem
                  key: tls/server.key
                  client-ca: tls/ca.pem
            """
                .formatted(http, tcp, tls));
    text.append("  tokens:\n");
    for (String reader : READERS) {
      text.append("    %1$s: {file: tokens/%1$s, role: %1$s}%n".formatted(reader));
    }
    text.append("    %1$s: {file: tokens/%1$s, role: sender, source: %1$s}%n".formatted(TRIAL));
    for (LogSystem system : overHttp()) {
      text.append(
          "    %1$s: {file: tokens/%1$s, role: sender, source: %1$s}%n".formatted(system.source()));
    }
    text.append("  sources:\n");
    text.append(
        "    %s: {book: clinical, format: lines, mapping: ehr-access, system: 試し送り}%n"
            .formatted(TRIAL));
    String certificate = certificates().senderFingerprint();
    for (LogSystem system : LogSystem.values()) {
      text.append(source(system, certificate, tcp));
    }
    return text.toString();
  }

  private static String source(LogSystem system, String certificate, int tcp) {
    StringBuilder text =
        new StringBuilder(
            "    %s:%n      book: %s%n      system: %s%n      format: %s%n"
                .formatted(
                    system.source(),
                    system.clinical() ? "clinical" : "infrastructure",
                    system.ja(),
                    system.format()));
    if (!system.mapping().isEmpty()) {
      text.append("      mapping: %s%n".formatted(system.mapping()));
    }
    if (system.transport() == Transport.SYSLOG_TLS) {
      // この証明書で接続し、このホスト名を名乗る送信元 / who connects with this certificate under these names
      text.append(
          "      match: {certificate: [\"%s\"], host: [%s]}%n"
              .formatted(certificate, String.join(", ", system.hosts())));
    } else if (system.transport() == Transport.SYSLOG_TCP) {
      text.append("      match: {listener: [\"syslog+tcp:127.0.0.1:%d\"]}%n".formatted(tcp));
    }
    return text.toString();
  }
}
