package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.server.config.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house at its first start, with no certificate but its own. */
@Tag("it")
class LocalHttpsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private HouseFixture fixture;
  private Path tls;

  @BeforeEach
  void open() throws Exception {
    fixture =
        HouseFixture.open(
            folder,
            Map.of(
                "akashi.http.plain", "false",
                "akashi.http.names", "akashi.hospital.example",
                "akashi.syslog.tls.listen", "127.0.0.1:0"));
    tls = folder.resolve("data/tls");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void speaksHttpsThatWhoHasTheRootTrusts() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(root())).build();
        HttpClient stranger = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> der = get(client, "/ca.crt");
      HttpResponse<byte[]> page = get(client, "/ca");

      String fingerprint = Certificates.fingerprint(root());
      assertThat(Sha256.of(der.body()).hex())
          .isEqualTo(fingerprint.replace(":", "").toLowerCase(Locale.ROOT));
      assertThat(fixture.said()).contains("ca       SHA-256 " + fingerprint);
      assertThat(text(page))
          .contains(fingerprint)
          .contains("グループポリシー")
          .contains(Sha256.of(der.body()).hex())
          .contains("<td>Akashi local CA (akashi.hospital.example, ")
          .contains("akashi.hospital.example");
      assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(get(client, "/login").headers().allValues("Set-Cookie"))
          .as("nobody beside this server or over plain HTTP plants another")
          .isNotEmpty()
          .allMatch(cookie -> cookie.startsWith("__Host-akashi"))
          .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("Path=/"));
      assertThat(page.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      servesOthersBesideHandshakesThatAreBegunAndLeft(root());
      assertThatThrownBy(() -> get(stranger, "/health")).isInstanceOf(SSLHandshakeException.class);
    }
  }

  private void servesOthersBesideHandshakesThatAreBegunAndLeft(X509Certificate root)
      throws Exception {
    SSLEngine engine = trusting(root).createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    hello.flip();
    List<SocketChannel> crowd = new ArrayList<>();
    try {
      for (int i = 0; i < 600; i++) {
        SocketChannel one =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        crowd.add(one);
        // All of it, for which the server computes an answer, or the beginning alone.
        one.write(hello.slice(0, i % 3 == 2 ? 40 : hello.limit()));
      }
      try (SSLSocket other = (SSLSocket) trusting(root).getSocketFactory().createSocket()) {
        other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
        other.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        other.setSoTimeout((int) PATIENCE.toMillis() / 2);
        other
            .getOutputStream()
            .write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(other.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200");
      }
    } finally {
      for (SocketChannel one : crowd) {
        one.close();
      }
    }
  }

  @Test
  void speaksNoTls12AndTellsWhoSpeaksNoTlsAtAll() throws Exception {
    assertThatThrownBy(() -> handshake(port(), "TLSv1.2"))
        .isInstanceOf(SSLHandshakeException.class);
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port())) {
      plain
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("begin the address with https://");
    }
  }

  @Test
  void showsTheInstalledCertificateAtAllDoorsWithoutARestart() throws Exception {
    int syslog =
        fixture.house().listeners().entrySet().stream()
            .filter(each -> each.getKey().startsWith("syslog+tls"))
            .map(Map.Entry::getValue)
            .map(InetSocketAddress::getPort)
            .findFirst()
            .orElseThrow();
    X509Certificate before = handshake(port(), "TLSv1.3");
    assertThat(handshake(syslog, "TLSv1.3")).isEqualTo(before);

    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=akashi -keyout key.pem -out cert.pem"
            + " -addext subjectAltName=DNS:akashi.hospital.example,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE");
    openssl("pkcs12 -export -in cert.pem -inkey key.pem -passout pass:secret -out cert.p12");
    Certificates.of(fixture.house().configuration(), InstantSource.system())
        .read(folder.resolve("cert.p12"), Optional.empty(), Optional.of("secret"))
        .install();

    X509Certificate installed = certificate(folder.resolve("cert.pem"));
    awaitShown(port(), installed);
    awaitShown(syslog, installed);
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(installed)).build()) {
      HttpResponse<byte[]> health = get(client, "/health");
      assertThat(health.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
      assertThat(get(client, "/ca.crt").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void anAuthorityWhoseKeyWasStolenVouchesForNoOtherServer() throws Exception {
    Files.writeString(folder.resolve("san"), "subjectAltName=DNS:ehr.hospital.example\n");
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=ehr -keyout ehr.key -out ehr.csr");
    openssl(
        "x509 -req -days 2 -in ehr.csr -CA data/tls/authority.pem -CAkey data/tls/authority.pem"
            + " -CAcreateserial -extfile san -out ehr.pem");

    assertThat(openssl(2, "verify -CAfile data/tls/ca.crt ehr.pem"))
        .contains("permitted subtree violation");
    assertThat(
            openssl(
                0,
                "verify -purpose sslserver -verify_hostname akashi.hospital.example -CAfile data/tls/ca.crt data/tls/server.pem"))
        .contains("OK");
  }

  private void awaitShown(int port, X509Certificate wanted) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    X509Certificate shown = handshake(port, "TLSv1.3");
    while (!shown.equals(wanted)) {
      assertThat(Instant.now()).as("shown in time").isBefore(end);
      shown = handshake(port, "TLSv1.3");
    }
  }

  /** Shakes hands, believing anything, and gives what was shown. */
  private X509Certificate handshake(int port, String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Believing()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static final class Believing extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private int port() {
    return URI.create(fixture.house().url()).getPort();
  }

  private HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(fixture.house().url() + path)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private X509Certificate root() throws Exception {
    return certificate(tls.resolve("ca.crt"));
  }

  private static X509Certificate certificate(Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static SSLContext trusting(X509Certificate root) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("root", root);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void openssl(String arguments) throws Exception {
    openssl(0, arguments);
  }

  private String openssl(int code, String arguments) throws Exception {
    Process process =
        new ProcessBuilder(List.of(("openssl " + arguments).split(" ")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(code);
    return output;
  }
}
