package io.akashi.bench.internal.soak.send;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The self-signed certificate of the server under a soak, made with the JDK's keytool. It began ten
 * days ago, so that a step of the clock does not leave its time.
 *
 * @param folder where its three files lie
 */
public record SoakCertificate(Path folder) {
  // Protects nothing: the file is made for one run on loopback and thrown away with it.
  private static final String PASSWORD = "loopback";
  private static final String ALIAS = "server";

  /** The certificate of a working folder. */
  public static SoakCertificate in(Path folder) {
    return new SoakCertificate(folder.resolve("tls"));
  }

  /** PEM file of the certificate. */
  public Path certificate() {
    return folder.resolve("server.pem");
  }

  /** PEM file of the private key, PKCS#8. */
  public Path key() {
    return folder.resolve("server.key");
  }

  /** Makes the files. */
  public void make() throws IOException, InterruptedException, GeneralSecurityException {
    Files.createDirectories(folder);
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-dname",
                    "CN=localhost",
                    "-startdate",
                    "-10d",
                    "-validity",
                    "40",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file().toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said.strip());
    }
    KeyStore store = store();
    Files.writeString(certificate(), pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
    Files.writeString(
        key(), pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
  }

  /** A context that trusts this certificate alone. */
  public SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, store().getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private Path file() {
    return folder.resolve("server.p12");
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file())) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
  }
}
