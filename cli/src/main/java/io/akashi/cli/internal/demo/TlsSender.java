package io.akashi.cli.internal.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Sends messages as syslog over TLS with octet counting (RFC 5425), where rsyslog is missing. */
final class TlsSender {
  private static final char[] NONE = new char[0];

  private TlsSender() {}

  /** Sends every message and closes the connection in order, so that none is lost on the way. */
  static void send(DemoCertificates certificates, InetSocketAddress to, List<String> messages)
      throws IOException, GeneralSecurityException {
    SSLContext context = context(certificates);
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the server must be who it says
      socket.setSSLParameters(parameters);
      socket.connect(to);
      OutputStream out = socket.getOutputStream();
      for (String message : messages) {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        out.write((octets.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(octets);
      }
      out.flush();
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
