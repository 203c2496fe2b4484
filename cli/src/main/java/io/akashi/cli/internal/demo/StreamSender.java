package io.akashi.cli.internal.demo;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * One connection that carries syslog messages with octet counting (RFC 6587 3.4.1, over TLS RFC
 * 5425). What it was given may be on its way until {@link #close}. Belongs to one thread.
 */
final class StreamSender implements Closeable {
  private static final char[] NONE = new char[0];
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final OutputStream out;

  private StreamSender(Socket socket) throws IOException {
    this.socket = socket;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** A connection without encryption. */
  static StreamSender plain(InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(to);
      return new StreamSender(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A connection on which both sides show their certificates. */
  static StreamSender tls(DemoCertificates certificates, InetSocketAddress to)
      throws IOException, GeneralSecurityException {
    SSLContext context = context(certificates);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
    try {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the server must be who it says
      socket.setSSLParameters(parameters);
      socket.connect(to);
      return new StreamSender(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends one message. */
  void send(byte[] octets) throws IOException {
    out.write((octets.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.write(octets);
  }

  /**
   * Sends what is still in memory and waits until the receiver has read it all: to close while the
   * receiver's own bytes (tickets of TLS 1.3) lie unread would reset the connection, and with it
   * what is on its way.
   */
  @Override
  public void close() throws IOException {
    try (socket) {
      out.flush();
      socket.shutdownOutput();
      socket.setSoTimeout(PATIENCE_MILLIS);
      var _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static SSLContext context(DemoCertificates certificates)
      throws IOException, GeneralSecurityException {
    CertificateFactory x509 = CertificateFactory.getInstance("X.509");
    KeyStore trusted = empty();
    try (InputStream in = Files.newInputStream(certificates.authority())) {
      trusted.setCertificateEntry("ca", x509.generateCertificate(in));
    }
    KeyStore own = empty();
    byte[] pem = Files.readAllBytes(certificates.certificate("sender"));
    Certificate[] chain = {x509.generateCertificate(new ByteArrayInputStream(pem))};
    own.setKeyEntry("sender", key(certificates), NONE, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NONE);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NONE);
    return store;
  }

  private static PrivateKey key(DemoCertificates certificates)
      throws IOException, GeneralSecurityException {
    String body =
        Files.readString(certificates.key("sender")).replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }
}
