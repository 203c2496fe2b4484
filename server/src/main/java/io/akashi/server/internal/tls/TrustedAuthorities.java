package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom Akashi believes when it is the client: a directory or a provider of identities. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * TLS as a client.
   *
   * @param file PEM file with the authorities; those of Java when empty
   * @throws UnusableCertificateException when the file holds none
   */
  public static SSLContext context(Optional<Path> file) throws UnusableCertificateException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(file.isEmpty() ? null : store(file.get()));
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform can do this", e);
    }
  }

  private static KeyStore store(Path file)
      throws GeneralSecurityException, IOException, UnusableCertificateException {
    List<X509Certificate> authorities = KeyFiles.read(file, Optional.empty()).certificates();
    if (authorities.isEmpty()) {
      throw new UnusableCertificateException(
          "%1$s に認証局の証明書がありません。PEM ファイルを指定してください。 / %1$s holds no certificate of an authority: name a PEM file"
              .formatted(file));
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (X509Certificate each : authorities) {
      store.setCertificateEntry("ca" + number++, each);
    }
    return store;
  }
}
