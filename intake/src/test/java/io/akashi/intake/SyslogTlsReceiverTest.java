package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import io.akashi.intake.TlsOptions.ClientAuth;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogTlsReceiverTest {
  private static final String MESSAGE = "<85>1 2026-11-22T00:00:00Z ehr-01 app - - - 患者を参照";

  @TempDir private static Path folder;
  private static TestCertificates certificates;

  private final CollectingSink sink = new CollectingSink();
  private final List<IntakeEvent> events = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates(folder, "EC");
    certificates.selfSigned("server", "-ext", "san=ip:127.0.0.1,dns:localhost");
    certificates.authority("ca");
    certificates.authority("other-ca");
    certificates.signed("ehr", "ca");
    certificates.signed("pacs", "ca");
    certificates.signed("stranger", "other-ca");
    certificates.signed("expired", "ca", "-startdate", "-10d", "-validity", "5");
    certificates.selfSigned("old-server", "-startdate", "-10d", "-validity", "5");
  }

  private static TlsOptions server() {
    return TlsOptions.of(certificates.pem("server"), certificates.key("server"));
  }

  private static TlsOptions clients(ClientAuth auth, String... allowed) {
    return new TlsOptions(
        certificates.pem("server"),
        certificates.key("server"),
        certificates.pem("ca"),
        auth,
        Set.of(allowed));
  }

  private SyslogTcpReceiver open(TlsOptions tls, SourceRules rules) {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return SyslogTcpReceiver.open(
        TcpOptions.tls("tls", bind, tls), rules, sink, events::add, InstantSource.system());
  }

  private static SSLSocket connect(int port, String clientOrNull) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    if (clientOrNull != null) {
      keys.init(certificates.store(clientOrNull), TestCertificates.password());
    } else {
      keys.init(null, null);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates.store("server"));
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager[] managers = keys.getKeyManagers();
    if (clientOrNull != null) {
      managers[0] = new Insisting((X509ExtendedKeyManager) managers[0], clientOrNull);
    }
    context.init(managers, trust.getTrustManagers(), null);
    return (SSLSocket)
        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
  }

  /** Shows its certificate even when the server names other authorities. */
  private static final class Insisting extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;
    private final String alias;

    Insisting(X509ExtendedKeyManager keys, String alias) {
      this.keys = keys;
      this.alias = alias;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
      return alias;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
      return new String[] {alias};
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
      return keys.chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
      return keys.getServerAliases(keyType, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String name) {
      return keys.getCertificateChain(name);
    }

    @Override
    public PrivateKey getPrivateKey(String name) {
      return keys.getPrivateKey(name);
    }
  }

  private static SSLSocket connect(SyslogTcpReceiver receiver, String clientOrNull)
      throws Exception {
    return connect(receiver.address().getPort(), clientOrNull);
  }

  private static void send(Socket socket, String message) throws IOException {
    socket
        .getOutputStream()
        .write((message.getBytes(UTF_8).length + " " + message).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void takesMessagesAndRecordsTheClientCertificate(String version) throws Exception {
    SourceRules rules =
        SourceRules.of(
            List.of(
                SourceRule.to(new SourceId("ehr"))
                    .withCertificate(certificates.fingerprint("ehr"))));
    try (var receiver = open(server().withClientCa(certificates.pem("ca")), rules);
        SSLSocket socket = connect(receiver, "ehr")) {
      socket.setEnabledProtocols(new String[] {version});
      send(socket, MESSAGE);
      Arrival arrival = sink.await(1).getFirst();
      assertThat(arrival.payload()).isEqualTo(MESSAGE.getBytes(UTF_8));
      assertThat(arrival.transport()).isEqualTo(Transport.SYSLOG_TLS);
      assertThat(arrival.keys()).containsEntry("cert", certificates.fingerprint("ehr"));
      assertThat(arrival.source()).isEqualTo(new SourceId("ehr"));
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void takesMessagesWithoutClientCertificateWhenNoneIsNeeded() throws Exception {
    try (var receiver = open(clients(ClientAuth.WANT), SourceRules.NONE);
        SSLSocket socket = connect(receiver, null)) {
      send(socket, MESSAGE);
      assertThat(sink.await(1).getFirst().keys()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "expired"})
  void refusesAForeignOrExpiredCertificate(String client) throws Exception {
    assertRefused(server().withClientCa(certificates.pem("ca")), client);
    assertThat(events).hasOnlyElementsOfType(IntakeEvent.CertificateRefused.class);
  }

  @Test
  void refusesACertificateThatIsNotOnTheAllowList() throws Exception {
    assertRefused(clients(ClientAuth.NEED, certificates.fingerprint("ehr")), "pacs");
    assertThat(events.getFirst().toString()).contains("not on the allow-list");
  }

  @Test
  void takesASelfSignedCertificateThatIsOnTheAllowList() throws Exception {
    TlsOptions listed =
        new TlsOptions(
            certificates.pem("server"),
            certificates.key("server"),
            null,
            ClientAuth.NEED,
            Set.of(certificates.fingerprint("other-ca").toUpperCase(java.util.Locale.ROOT)));
    try (var receiver = open(listed, SourceRules.NONE);
        SSLSocket socket = connect(receiver, "other-ca")) {
      send(socket, MESSAGE);
      sink.await(1);
    }
  }

  private void assertRefused(TlsOptions tls, String client) throws Exception {
    try (var receiver = open(tls, SourceRules.NONE)) {
      try (SSLSocket socket = connect(receiver, client)) {
        assertThatThrownBy(
                () -> {
                  send(socket, MESSAGE);
                  // TLS 1.3 tells a client of its refusal only after it believes to be connected.
                  assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
                })
            .isInstanceOf(Throwable.class);
      }
      CollectingSink.until("refusal", () -> receiver.figures().refusedCertificates() == 1);
      assertThat(receiver.figures().handshakeFailures()).isZero();
      assertThat(sink.count()).isZero();
    }
  }

  @Test
  void refusesAClientWithoutCertificateWhereOneIsNeeded() throws Exception {
    try (var receiver = open(server().withClientCa(certificates.pem("ca")), SourceRules.NONE);
        SSLSocket socket = connect(receiver, null)) {
      assertThatThrownBy(
              () -> {
                send(socket, MESSAGE);
                assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
              })
          .isInstanceOf(Throwable.class);
      CollectingSink.until("failure", () -> receiver.figures().handshakeFailures() == 1);
      assertThat(sink.count()).isZero();
    }
  }

  @Test
  void refusesOldProtocolsAndGoesOn() throws Exception {
    try (var receiver = open(server(), SourceRules.NONE)) {
      // A ClientHello of TLS 1.0 and one of 1.1, as bytes: today's JDK would not send them.
      for (byte minor : new byte[] {1, 2}) {
        try (Socket socket =
            new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
          socket.getOutputStream().write(clientHello(minor));
          byte[] alert = socket.getInputStream().readNBytes(7);
          assertThat(alert).startsWith(21);
          assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
        }
      }
      CollectingSink.until("failures", () -> receiver.figures().handshakeFailures() == 2);
      assertGoesOn(receiver);
    }
  }

  private static byte[] clientHello(byte minor) {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
    hello[0] = 22;
    hello[1] = 3;
    hello[2] = 1;
    hello[4] = (byte) (hello.length - 5);
    hello[5] = 1;
    hello[8] = (byte) (hello.length - 9);
    hello[9] = 3;
    hello[10] = minor;
    // No session; one suite, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA; no compression.
    hello[45] = 2;
    hello[46] = (byte) 0xc0;
    hello[47] = 9;
    hello[48] = 1;
    return hello;
  }

  @Test
  void refusesCiphersWithoutForwardSecrecyOrAuthenticatedEncryption() throws Exception {
    try (var receiver = open(server(), SourceRules.NONE);
        SSLSocket socket = connect(receiver, null)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
      assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
      CollectingSink.until("failure", () -> receiver.figures().handshakeFailures() == 1);
    }
  }

  @Test
  void survivesGarbageAndSilenceOnTheTlsPort() throws Exception {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TcpOptions options =
        TcpOptions.tls("tls", bind, server())
            .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(3));
    try (var receiver =
            SyslogTcpReceiver.open(
                options, SourceRules.NONE, sink, events::add, InstantSource.system());
        Socket silent = new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
      try (Socket socket =
          new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
        send(socket, MESSAGE);
        CollectingSink.until("garbage", () -> receiver.figures().handshakeFailures() >= 1);
      }
      CollectingSink.until("silence", () -> receiver.figures().handshakeFailures() == 2);
      assertThat(silent.isConnected()).isTrue();
      assertThat(events).hasOnlyElementsOfType(IntakeEvent.HandshakeFailed.class);
      assertGoesOn(receiver);
    }
  }

  @Test
  void endsAHandshakeThatDribblesForLong() throws Exception {
    var bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TcpOptions options =
        TcpOptions.tls("tls", bind, server())
            .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300));
    try (var receiver =
            SyslogTcpReceiver.open(
                options, SourceRules.NONE, sink, events::add, InstantSource.system());
        Socket socket = new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
      byte[] hello = clientHello((byte) 3);
      CollectingSink.until(
          "the dribbler is sent away",
          () -> {
            try {
              socket.getOutputStream().write(hello, 0, 1);
            } catch (IOException e) {
              return receiver.figures().handshakeFailures() == 1;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            return receiver.figures().handshakeFailures() == 1;
          });
    }
  }

  private void assertGoesOn(SyslogTcpReceiver receiver) throws Exception {
    try (SSLSocket socket = connect(receiver, null)) {
      send(socket, MESSAGE);
      sink.await(1);
    }
  }

  @Test
  void losesNothingWhenATlsRecordArrivesInPiecesWithPauses() throws Exception {
    try (var receiver = open(server(), SourceRules.NONE);
        ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> relaying = CompletableFuture.runAsync(() -> dribble(relay, receiver));
      try (SSLSocket socket = connect(relay.getLocalPort(), null)) {
        for (int i = 0; i < 5; i++) {
          send(socket, MESSAGE + i);
        }
      }
      assertThat(sink.await(5)).extracting(Arrival::framing).containsOnly("octet");
      assertThat(sink.texts()).contains(MESSAGE + 4);
      relaying.join();
    }
  }

  /** Passes bytes on, a few at a time, with pauses longer than the receiver's patience. */
  private static void dribble(ServerSocket relay, SyslogTcpReceiver receiver) {
    try (Socket client = relay.accept();
        Socket server = new Socket(receiver.address().getAddress(), receiver.address().getPort())) {
      Thread back = Thread.startVirtualThread(() -> copy(server, client));
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      byte[] few = new byte[61];
      for (int count; (count = in.read(few)) > 0; ) {
        out.write(few, 0, count);
        LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
      }
      server.shutdownOutput();
      back.join();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The client has closed; nothing is left to say to it.
      assertThat(e).isNotNull();
    }
  }

  @Test
  void saysWhatIsWrongWithTheFiles() throws Exception {
    assertThatThrownBy(() ->
            open(
                TlsOptions.of(certificates.pem("old-server"), certificates.key("old-server")),
                SourceRules.NONE))
        .isInstanceOf(IntakeConfigurationException.class)
        .hasMessageContaining("expired at");
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(
            () -> open(TlsOptions.of(missing, certificates.key("server")), SourceRules.NONE))
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() ->
            open(
                TlsOptions.of(certificates.key("server"), certificates.key("server")),
                SourceRules.NONE))
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(() ->
            open(
                TlsOptions.of(certificates.pem("server"), certificates.key("ehr")),
                SourceRules.NONE))
        .hasMessageContaining("does not belong to");
    Path encrypted = folder.resolve("encrypted.key");
    Files.writeString(
        encrypted,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
    assertThatThrownBy(
            () -> open(TlsOptions.of(certificates.pem("server"), encrypted), SourceRules.NONE))
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> clients(ClientAuth.NEED, "abc")).hasMessageContaining("openssl x509");
    assertThatThrownBy(() ->
            SyslogTcpReceiver.open(
                TcpOptions.tls(
                    "tls", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), server()),
                SourceRules.NONE,
                sink,
                events::add,
                InstantSource.fixed(Instant.EPOCH)))
        .hasMessageContaining("valid only from");
  }
}
