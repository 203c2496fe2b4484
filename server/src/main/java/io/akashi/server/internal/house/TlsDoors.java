package io.akashi.server.internal.house;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.Certificates;
import io.akashi.server.HouseLog;
import io.akashi.server.StartException;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.config.Configuration;
import io.akashi.server.internal.tls.CertificateWatch;
import io.akashi.server.internal.tls.HttpsDoor;
import io.akashi.server.internal.tls.TlsDoor;
import java.io.Closeable;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The certificates of a running house, made where none is there, and the doors that show them. */
public final class TlsDoors implements Closeable {
  private final Certificates certificates;
  private final CertificateWatch watch;
  private final Optional<HttpsDoor> https;

  private TlsDoors(Certificates certificates, CertificateWatch watch, Optional<HttpsDoor> https) {
    this.certificates = certificates;
    this.watch = watch;
    this.https = https;
  }

  /**
   * Makes what is missing, and says in the book {@code house} what was made.
   *
   * @throws StartException when a certificate is there that cannot be used, or none can be made
   */
  public static TlsDoors open(Configuration configuration, HouseLog log, InstantSource clock)
      throws StartException {
    Certificates certificates = Certificates.of(configuration, clock);
    try {
      int number = 0;
      for (String made : certificates.keep()) {
        log.note(
            new HouseLog.Occurrence(
                Kind.CONFIG_CHANGE, Outcome.SUCCESS, "certificate " + number++, "", made),
            1);
      }
      CertificateWatch watch = new CertificateWatch(certificates, log, clock);
      if (configuration.http().plain()) {
        return new TlsDoors(certificates, watch, Optional.empty());
      }
      HttpsDoor https = HttpsDoor.open(configuration.http().tls(), certificates.http());
      watch.watch(https, certificates::http);
      return new TlsDoors(certificates, watch, Optional.of(https));
    } catch (UnusableCertificateException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException(
          "証明書を %1$s の tls フォルダに書けません。権限と空き容量を確かめてください。 / certificates cannot be written to the folder tls of %1$s: check its mode and room (%2$s)"
              .formatted(configuration.data(), e.getMessage()),
          e);
    }
  }

  /** TLS of the HTTP listener; empty with plain HTTP. */
  public Optional<HttpsDoor> https() {
    return https;
  }

  public Certificates certificates() {
    return certificates;
  }

  /** Looks after all certificates from now on, those of the syslog listeners too. */
  public void watch(TlsDoor syslog) {
    watch.watch(syslog, certificates::syslog);
    watch.start();
  }

  /** What a person at the first start has to know of the local authority: none or one line. */
  public List<String> lines(String url) throws StartException {
    try {
      return certificates
          .authority()
          .map(authority -> line(authority, url))
          .map(List::of)
          .orElse(List.of());
    } catch (UnusableCertificateException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private String line(X509Certificate authority, String url) {
    String where = https.isPresent() ? "  " + url + "/ca" : "";
    return "ca       SHA-256 " + Certificates.fingerprint(authority) + where;
  }

  @Override
  public void close() {
    watch.close();
  }
}
