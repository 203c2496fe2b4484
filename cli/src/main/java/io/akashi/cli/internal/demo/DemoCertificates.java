package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.run.CannotException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Certificates of the demonstration: an authority of its own, the server, and one sender. Made with
 * the JDK's keytool; the authority's key is thrown away, so nobody can make further ones.
 *
 * @param folder folder of the PEM files
 */
public record DemoCertificates(Path folder) {
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Certificate of the authority. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Certificate of the server or the sender. */
  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** Private key of the server or the sender, PKCS#8. */
  public Path key(String name) {
    return folder.resolve(name + ".key");
  }

  /** Makes what is missing. */
  public void make() throws IOException, GeneralSecurityException, CannotException {
    if (Files.exists(key("sender"))) {
      return;
    }
    Files.createDirectories(folder);
    Path store = Files.createTempDirectory(folder, ".keys").resolve("keys.p12");
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    try {
      keytool(store, password, "ca", "CN=Akashi demo CA", "bc:critical=ca:true", "ku=keyCertSign");
      keytool(
          store, password, "server", "CN=localhost", "san=dns:localhost,ip:127.0.0.1", "eku=sA");
      keytool(store, password, "sender", "CN=ehr01", "san=dns:ehr01", "eku=cA");
      write(store, password);
    } finally {
      Files.deleteIfExists(store);
      Files.delete(store.resolveSibling(""));
    }
  }

  /** SHA-256 of the sender's certificate, hexadecimal. */
  public String senderFingerprint() throws IOException, GeneralSecurityException {
    String pem = Files.readString(certificate("sender"));
    String body = pem.substring(pem.indexOf('\n'), pem.indexOf("-----END")).replaceAll("\\s", "");
    byte[] certificate = Base64.getDecoder().decode(body);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
  }

  private static void keytool(
      Path store, String password, String alias, String name, String... extensions)
      throws IOException, CannotException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(program.toString(), "-genkeypair"));
    command.addAll(List.of("-alias", alias, "-dname", name, "-validity", "820"));
    command.addAll(
        List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA"));
    command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass:env", "AKASHI_DEMO_STOREPASS"));
    if (!alias.equals("ca")) {
      command.addAll(List.of("-signer", "ca"));
    }
    for (String extension : extensions) {
      command.addAll(List.of("-ext", extension));
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AKASHI_DEMO_STOREPASS", password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new CannotException(
          "keytool で証明書を作れません: %1$s / keytool cannot make certificates: %1$s"
              .formatted(said.strip()));
    }
  }

  private static int exitCode(Process process) throws CannotException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotException("中断されました。 / Interrupted.", e);
    }
  }

  private void write(Path store, String password) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    Files.writeString(authority(), pem("CERTIFICATE", keys.getCertificate("ca").getEncoded()));
    for (String name : List.of("server", "sender")) {
      Certificate certificate = keys.getCertificate(name);
      Key key = keys.getKey(name, password.toCharArray());
      Files.writeString(certificate(name), pem("CERTIFICATE", certificate.getEncoded()));
      Files.createFile(key(name), PRIVATE);
      Files.writeString(key(name), pem("PRIVATE KEY", key.getEncoded()));
    }
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
  }
}
