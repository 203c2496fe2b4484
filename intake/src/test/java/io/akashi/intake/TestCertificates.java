package io.akashi.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Certificates made by the JDK's keytool, below one folder. */
final class TestCertificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final String keyAlgorithm;

  /**
   * @param keyAlgorithm {@code EC} or {@code RSA}
   */
  TestCertificates(Path folder, String keyAlgorithm) {
    this.folder = folder;
    this.keyAlgorithm = keyAlgorithm;
  }

  /** A key with a self-signed certificate. */
  Path selfSigned(String name, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", keyAlgorithm));
    command.addAll(List.of(options));
    keytool(name, command);
    export(name);
    return pem(name);
  }

  /** An authority. */
  Path authority(String name) throws Exception {
    return selfSigned(name, "-ext", "bc:c=ca:true");
  }

  /** A key with a certificate signed by {@code authority}. */
  Path signed(String name, String authority, String... options) throws Exception {
    selfSigned(name);
    Path request = folder.resolve(name + ".csr");
    keytool(name, List.of("-certreq", "-alias", name, "-file", request.toString()));
    List<String> command =
        new ArrayList<>(
            List.of(
                "-gencert",
                "-rfc",
                "-alias",
                authority,
                "-infile",
                request.toString(),
                "-outfile",
                pem(name).toString()));
    command.addAll(List.of(options));
    keytool(authority, command);
    KeyStore store = store(name);
    try (InputStream ca = Files.newInputStream(pem(authority));
        InputStream own = Files.newInputStream(pem(name))) {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Certificate[] chain = {factory.generateCertificate(own), factory.generateCertificate(ca)};
      store.setKeyEntry(
          name, store.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
    }
    try (var out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      store.store(out, PASSWORD.toCharArray());
    }
    return pem(name);
  }

  private void export(String name) throws Exception {
    KeyStore store = store(name);
    writePem(pem(name), "CERTIFICATE", store.getCertificate(name).getEncoded());
    writePem(key(name), "PRIVATE KEY", store.getKey(name, PASSWORD.toCharArray()).getEncoded());
  }

  private static void writePem(Path file, String label, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file,
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
        US_ASCII);
  }

  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  KeyStore store(String name) throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
  }

  String fingerprint(String name) throws Exception {
    try (InputStream in = Files.newInputStream(pem(name))) {
      byte[] encoded = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    }
  }

  static char[] password() {
    return PASSWORD.toCharArray();
  }

  private void keytool(String store, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of(
            "-keystore",
            folder.resolve(store + ".p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }
}
