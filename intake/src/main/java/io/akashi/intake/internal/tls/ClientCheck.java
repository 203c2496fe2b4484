package io.akashi.intake.internal.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides about client certificates: signed by a known authority (when one is set) and on the
 * allow-list (when there is one). A listed certificate without an authority must still be valid in
 * time.
 */
final class ClientCheck extends X509ExtendedTrustManager {
  private final @Nullable X509ExtendedTrustManager authority;
  private final Set<String> allowed;

  ClientCheck(@Nullable X509ExtendedTrustManager authority, Set<String> allowed) {
    this.authority = authority;
    this.allowed = allowed;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    chain[0].checkValidity();
    if (authority != null) {
      authority.checkClientTrusted(chain, authType);
    }
    String fingerprint = Fingerprint.of(chain[0]);
    if (!allowed.isEmpty() && !allowed.contains(fingerprint)) {
      throw new CertificateException("certificate " + fingerprint + " is not on the allow-list");
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a listener never is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority == null ? new X509Certificate[0] : authority.getAcceptedIssuers();
  }
}
