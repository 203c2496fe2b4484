package io.akashi.server.internal.house;

import io.akashi.server.StartException;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.internal.tls.TlsPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;

/** Looks at the certificates of a listener before anything is opened. */
public final class TlsFiles {
  private TlsFiles() {}

  /**
   * Checks that the files are there, and the certificate is one, in its time, and the key's.
   *
   * @param prefix of the keys that name them, e.g. {@code akashi.http.tls}
   * @throws StartException with the keys, the files' names and what to do
   */
  public static void check(
      String prefix, Path certificate, Path key, Optional<Path> clientCa, InstantSource clock)
      throws StartException {
    StartChecks checks = new StartChecks();
    checks.check(() -> inTime(prefix + ".certificate", certificate, clock));
    checks.check(() -> readable(prefix + ".key", key));
    if (clientCa.isPresent()) {
      checks.check(() -> read(prefix + ".client-ca", clientCa.get()));
    }
    checks.raise();
    try {
      new TlsPlace(certificate, key, true).read();
    } catch (UnusableCertificateException e) {
      throw new StartException(prefix + ": " + e.getMessage(), e);
    }
  }

  private static void readable(String key, Path file) throws StartException {
    if (!Files.isReadable(file)) {
      throw new StartException(
          "%1$s の %2$s を読めません。パスと権限を確かめてください。 / %1$s: %2$s cannot be read; check its path and mode"
              .formatted(key, file));
    }
  }

  private static void inTime(String key, Path file, InstantSource clock) throws StartException {
    Certificate first = read(key, file).iterator().next();
    if (!(first instanceof X509Certificate certificate)) {
      return;
    }
    try {
      certificate.checkValidity(Date.from(clock.instant()));
    } catch (CertificateExpiredException e) {
      throw new StartException(
          "%1$s の証明書 %2$s は %3$s に期限切れです。更新してください。 / %1$s: the certificate %2$s expired at %3$s; renew it"
              .formatted(key, file, certificate.getNotAfter().toInstant()),
          e);
    } catch (CertificateNotYetValidException e) {
      throw new StartException(
          "%1$s の証明書 %2$s は %3$s から有効です。時計を確認してください。 / %1$s: the certificate %2$s is valid from %3$s; check the clock"
              .formatted(key, file, certificate.getNotBefore().toInstant()),
          e);
    }
  }

  private static Collection<? extends Certificate> read(String key, Path file)
      throws StartException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (all.isEmpty()) {
        throw new CertificateException("no certificate in it");
      }
      return all;
    } catch (IOException | CertificateException e) {
      throw new StartException(
          "%1$s の証明書 %2$s を読めません。PEM形式か確認してください。 / %1$s: %2$s cannot be read as a PEM certificate: %3$s"
              .formatted(key, file, e.getMessage()),
          e);
    }
  }
}
