package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Sha256;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with certificates that openssl made. */
@Tag("it")
class HttpTlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  @BeforeEach
  void makeCertificates() throws Exception {
    Files.writeString(folder.resolve("san"), "subjectAltName=IP:127.0.0.1\n");
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem");
    for (String name : List.of("server", "sender")) {
      openssl(
          "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN="
              + name
              + " -keyout "
              + name
              + ".key -out "
              + name
              + ".csr");
      openssl(
          "x509 -req -days 2 -in "
              + name
              + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile san -out "
              + name
              + ".pem");
    }
    openssl(
        "pkcs12 -export -in sender.pem -inkey sender.key -passout pass:changeit -out sender.p12");
    openssl("x509 -in sender.pem -outform DER -out sender.der");
  }

  @Test
  void takesAClientCertificateInPlaceOfAToken() throws Exception {
    String fingerprint = Sha256.of(Files.readAllBytes(folder.resolve("sender.der"))).hex();
    Map<String, String> settings =
        Map.of(
            "akashi.http.tls.certificate", folder.resolve("server.pem").toString(),
            "akashi.http.tls.key", folder.resolve("server.key").toString(),
            "akashi.http.tls.client-ca", folder.resolve("ca.pem").toString(),
            "akashi.sources.ehr.match.certificate", fingerprint);
    try (HouseFixture fixture = HouseFixture.open(folder, settings);
        HttpClient sender = client(true);
        HttpClient stranger = client(false)) {
      String url = fixture.house().url();
      assertThat(url).startsWith("https://");

      assertThat(hand(sender, url + "/intake/v1/ehr").statusCode()).isEqualTo(200);
      assertThat(hand(sender, url + "/intake/v1/firewall").statusCode()).isEqualTo(403);
      assertThat(hand(stranger, url + "/intake/v1/ehr").statusCode()).isEqualTo(401);
      HttpRequest entry =
          HttpRequest.newBuilder(URI.create(url + "/api/v1/entries/clinical/0"))
              .header("Authorization", "Bearer " + HouseFixture.AUDITOR)
              .build();
      assertThat(stranger.send(entry, HttpResponse.BodyHandlers.ofString()).body())
          .contains(" cert=" + fingerprint);
      HttpRequest events = HttpRequest.newBuilder(URI.create(url + "/api/v1/events")).build();
      assertThat(sender.send(events, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(403);
    }
  }

  private static HttpResponse<String> hand(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("line\n"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpClient client(boolean withCertificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream ca = Files.newInputStream(folder.resolve("ca.pem"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(ca));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (withCertificate) {
      own = KeyStore.getInstance(folder.resolve("sender.p12").toFile(), PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private void openssl(String arguments) throws Exception {
    Process process =
        new ProcessBuilder(List.of(("openssl " + arguments).split(" ")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
