package io.akashi.intake.internal.tls;

import io.akashi.intake.IntakeConfigurationException;
import io.akashi.intake.TlsOptions;
import io.akashi.intake.TlsOptions.ClientAuth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The server side of TLS with one key and one set of rules. Immutable. */
public final class TlsServer {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final SSLContext context;
  private final SSLParameters parameters;

  private TlsServer(SSLContext context, SSLParameters parameters) {
    this.context = context;
    this.parameters = parameters;
  }

  /**
   * Reads the files.
   *
   * @throws IntakeConfigurationException when a file is missing, unreadable, expired, or does not
   *     fit the other
   */
  public static TlsServer open(TlsOptions options, InstantSource clock) {
    List<X509Certificate> chain = Pem.certificates(options.certificate());
    checkValidity(options.certificate(), chain.getFirst(), clock.instant());
    PrivateKey key = Pem.privateKey(options.key());
    if (!belongTogether(key, chain.getFirst().getPublicKey())) {
      throw new IntakeConfigurationException(
          "秘密鍵「%s」は証明書「%s」のものではありません。組になるファイルを指定してください / private key %s does not belong to certificate %s; name the files of one pair"
              .formatted(
                  options.key(), options.certificate(), options.key(), options.certificate()));
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust = {new ClientCheck(authority(options.clientCa()), options.allowed())};
      context.init(keyManagers(key, chain).getKeyManagers(), trust, null);
      return new TlsServer(context, parameters(context, options.clientAuth()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IntakeConfigurationException(
          "証明書「%s」で TLS を始められません / TLS cannot start with certificate %s: %s"
              .formatted(options.certificate(), options.certificate(), e.getMessage()),
          e);
    }
  }

  private static void checkValidity(Path file, X509Certificate certificate, Instant now) {
    Instant until = certificate.getNotAfter().toInstant();
    Instant from = certificate.getNotBefore().toInstant();
    if (now.isAfter(until)) {
      throw new IntakeConfigurationException(
          "サーバ証明書「%s」は %s に期限が切れました。更新してください / server certificate %s expired at %s; renew it"
              .formatted(file, until, file, until));
    }
    if (now.isBefore(from)) {
      throw new IntakeConfigurationException(
          "サーバ証明書「%s」は %s から有効です。時計か証明書を確かめてください / server certificate %s is valid only from %s; check the clock or the certificate"
              .formatted(file, from, file, from));
    }
  }

  private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    String algorithm =
        switch (privateKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> privateKey.getAlgorithm();
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(privateKey);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // Keys of two algorithms cannot even be tried.
    }
  }

  private static KeyManagerFactory keyManagers(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] noPassword = new char[0];
    store.setKeyEntry("server", key, noPassword, chain.toArray(Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, noPassword);
    return factory;
  }

  private static @Nullable X509ExtendedTrustManager authority(@Nullable Path file)
      throws GeneralSecurityException, IOException {
    if (file == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (X509Certificate certificate : Pem.certificates(file)) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager x509) {
        return x509;
      }
    }
    throw new CertificateException("no X.509 trust manager");
  }

  private static SSLParameters parameters(SSLContext context, ClientAuth clientAuth) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setCipherSuites(
        Arrays.stream(context.getSupportedSSLParameters().getCipherSuites())
            .filter(TlsServer::isStrong)
            .toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    switch (clientAuth) {
      case NONE -> {}
      case WANT -> parameters.setWantClientAuth(true);
      case NEED -> parameters.setNeedClientAuth(true);
    }
    return parameters;
  }

  /** TLS 1.3 suites, and those of 1.2 with an ephemeral key and an AEAD cipher (RFC 9325). */
  private static boolean isStrong(String suite) {
    boolean aead = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
    return aead
        && (suite.startsWith("TLS_AES_")
            || suite.startsWith("TLS_CHACHA20_")
            || suite.startsWith("TLS_ECDHE_"));
  }

  /**
   * Puts TLS on an accepted connection and shakes hands.
   *
   * @param first its first byte, which was read already
   * @throws IOException when the handshake failed; see {@link #isCertificateRefusal}
   */
  public SSLSocket handshake(Socket accepted, byte first) throws IOException {
    InputStream read = new ByteArrayInputStream(new byte[] {first});
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, read, true);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** Whether a handshake failed because of the client's certificate. */
  public static boolean isCertificateRefusal(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  /** SHA-256 of the certificate the client showed, or null when it showed none. */
  public static @Nullable String clientFingerprint(SSLSocket socket) throws IOException {
    try {
      Certificate[] chain = socket.getSession().getPeerCertificates();
      return Fingerprint.of((X509Certificate) chain[0]);
    } catch (SSLPeerUnverifiedException e) {
      return null;
    } catch (CertificateException e) {
      throw new IOException("the client's certificate cannot be encoded", e);
    }
  }
}
