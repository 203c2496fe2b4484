package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;

/** A listener that shows a certificate, and can show another one while it runs. */
public interface TlsDoor {
  /**
   * Shows what lies there to everybody who connects from now on; connections that are open go on.
   *
   * @throws UnusableCertificateException when it cannot be used; then what was shown stays
   */
  void show(TlsPlace place) throws UnusableCertificateException;
}
