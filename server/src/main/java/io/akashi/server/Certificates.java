package io.akashi.server;

import io.akashi.server.config.Configuration;
import io.akashi.server.config.HttpSettings;
import io.akashi.server.config.Listen;
import io.akashi.server.config.SyslogSettings;
import io.akashi.server.internal.tls.HospitalCertificate;
import io.akashi.server.internal.tls.Identity;
import io.akashi.server.internal.tls.LocalAuthority;
import io.akashi.server.internal.tls.OwnCertificates;
import io.akashi.server.internal.tls.ServerNames;
import io.akashi.server.internal.tls.TlsFolder;
import io.akashi.server.internal.tls.TlsPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates of a data directory: those of its local authority, and what the hospital put in
 * their place. Every call reads the files again, so a running server and a command see the same;
 * whoever writes holds the data directory's lock. Sentences are Japanese and English.
 */
public final class Certificates {
  private static final String FOLDER = "tls";

  private final HttpSettings http;
  private final SyslogSettings.Tls syslog;
  private final TlsFolder folder;
  private final InstantSource clock;

  private Certificates(Configuration configuration, InstantSource clock) {
    this.http = configuration.http();
    this.syslog = configuration.syslog().tls();
    this.folder = new TlsFolder(configuration.data().toAbsolutePath().normalize().resolve(FOLDER));
    this.clock = clock;
  }

  /** The certificates of a configuration's data directory. Touches nothing. */
  public static Certificates of(Configuration configuration, InstantSource clock) {
    return new Certificates(configuration, clock);
  }

  /** Whose certificate is shown. */
  public enum Origin {
    /** Files that {@code akashi.http.tls} names. */
    CONFIGURED,
    /** What {@code certificate install} took. */
    INSTALLED,
    /** Issued by the local authority. */
    LOCAL
  }

  /**
   * What a listener shows.
   *
   * @param origin whose it is
   * @param chain its certificates, the server's own first
   * @param notes what a person should know of it
   */
  public record Shown(Origin origin, List<X509Certificate> chain, List<String> notes) {
    public Shown {
      chain = List.copyOf(chain);
      notes = List.copyOf(notes);
    }

    /** Names and addresses it is for. */
    public List<String> names() {
      return Identity.names(chain.getFirst());
    }

    /** When the first of its certificates ends. */
    public Instant ends() {
      return chain.stream()
          .map(each -> each.getNotAfter().toInstant())
          .min(Instant::compareTo)
          .orElseThrow();
    }
  }

  /**
   * What was made to be sent to the hospital's authority.
   *
   * @param pem the request (PKCS#10) in PEM
   * @param names names and addresses it asks for
   */
  public record Request(String pem, List<String> names) {}

  /** SHA-256 of a certificate, as people compare it: pairs of upper-case digits with colons. */
  public static String fingerprint(X509Certificate certificate) {
    return Identity.fingerprint(certificate);
  }

  /** A certificate as PEM (RFC 7468). */
  public static String pem(X509Certificate certificate) {
    return TlsFolder.pem(certificate);
  }

  /**
   * What the HTTP listener shows, and the syslog listener where its configuration names none; empty
   * before the first start with TLS.
   */
  public Optional<Shown> shown() throws UnusableCertificateException {
    TlsPlace place = http();
    if (Files.notExists(place.certificate())) {
      return Optional.empty();
    }
    Identity identity = place.read();
    Origin origin =
        http.tls().certificate().isPresent()
            ? Origin.CONFIGURED
            : place.hospital() ? Origin.INSTALLED : Origin.LOCAL;
    List<String> notes =
        origin == Origin.LOCAL
            ? uncovered(identity)
            : HospitalCertificate.notes(identity, names().asked(), clock.instant());
    return Optional.of(new Shown(origin, identity.chain(), notes));
  }

  /** The certificate of the local authority, when a listener shows what it issued. */
  public Optional<X509Certificate> authority() throws UnusableCertificateException {
    return needed()
        ? new OwnCertificates(folder).authority().map(LocalAuthority::certificate)
        : Optional.empty();
  }

  /**
   * Makes or renews what a listener needs that has no certificate of the hospital.
   *
   * @return a sentence for each thing made
   * @throws UnusableCertificateException when a file that is there cannot be used
   */
  public List<String> keep() throws UnusableCertificateException, IOException {
    return needed() ? new OwnCertificates(folder).keep(names(), clock.instant()) : List.of();
  }

  /**
   * Reads and checks what the hospital brings; nothing is kept yet.
   *
   * @param certificate PEM, DER or PKCS#12 file
   * @param key file of the private key; empty when it lies in the same file, or is the one of
   *     {@link #request}
   * @param password of an encrypted key or a PKCS#12 file
   * @return what would be shown
   * @throws UnusableCertificateException with the first thing that is wrong
   */
  public Installation read(Path certificate, Optional<Path> key, Optional<String> password)
      throws UnusableCertificateException {
    if (http.tls().certificate().isPresent()) {
      throw new UnusableCertificateException(
          "設定の akashi.http.tls.certificate（%1$s）が使われています。そのファイルを置き換えるか、設定から certificate と key を外してください。 / akashi.http.tls.certificate names %1$s: replace that file, or take certificate and key out of the configuration"
              .formatted(http.tls().certificate().get()));
    }
    Identity identity =
        new HospitalCertificate(folder)
            .read(certificate, key, password, names().asked(), clock.instant());
    List<String> notes = HospitalCertificate.notes(identity, names().asked(), clock.instant());
    return new Installation(
        new Shown(Origin.INSTALLED, identity.chain(), notes),
        () -> new HospitalCertificate(folder).install(identity));
  }

  /** A certificate that was found good. */
  public record Installation(Shown shown, Step step) {
    /** Puts it in its place: a running server shows it within a few seconds. */
    public void install() throws IOException {
      step.run();
    }

    /** What is left to do. */
    @FunctionalInterface
    public interface Step {
      void run() throws IOException;
    }
  }

  /**
   * Makes a request to the hospital's authority; the key of an earlier one that has no certificate
   * yet is used again.
   *
   * @param more further names and addresses
   * @throws UnusableCertificateException when there is no name to ask for
   */
  public Request request(List<String> more) throws UnusableCertificateException, IOException {
    List<String> asked = Stream.concat(more.stream(), asked()).toList();
    ServerNames names = ServerNames.ofThisMachine(asked);
    return new HospitalCertificate(folder).request(names);
  }

  /** Where the certificate of the HTTP listener lies. */
  public TlsPlace http() {
    return http.tls().certificate().isPresent()
        ? new TlsPlace(http.tls().certificate().get(), http.tls().key().orElseThrow(), true)
        : common();
  }

  /** Where the certificate of the syslog listeners over TLS lies. */
  public TlsPlace syslog() {
    return syslog.certificate().isPresent()
        ? new TlsPlace(syslog.certificate().get(), syslog.key().orElseThrow(), true)
        : common();
  }

  private TlsPlace common() {
    boolean installed = Files.exists(folder.installed());
    Path file = installed ? folder.installed() : folder.issued();
    return new TlsPlace(file, file, installed);
  }

  /** Whether a listener shows what the local authority issued. */
  private boolean needed() {
    boolean byHttp = !http.plain() && http.tls().certificate().isEmpty();
    boolean bySyslog = !syslog.listen().isEmpty() && syslog.certificate().isEmpty();
    return (byHttp || bySyslog) && Files.notExists(folder.installed());
  }

  private ServerNames names() {
    return ServerNames.ofThisMachine(asked().toList());
  }

  private Stream<String> asked() {
    Stream<String> hosts =
        Stream.concat(Stream.of(http.listen()), syslog.listen().stream())
            .filter(listen -> !listen.isLoopback())
            .map(Listen::host);
    return Stream.concat(http.names().stream(), hosts);
  }

  private List<String> uncovered(Identity identity) {
    List<String> has = Identity.names(identity.leaf());
    List<String> lacks = new ArrayList<>(names().all());
    lacks.removeAll(has);
    return lacks.isEmpty()
        ? List.of()
        : List.of(
            "この証明書は %1$s を含みません。使うには akashi.http.names に加えてください（認証局が新しくなり、配り直しが必要です）。 / the certificate lacks %1$s: to use it add it to akashi.http.names, which makes a new authority to roll out"
                .formatted(String.join(", ", lacks)));
  }
}
