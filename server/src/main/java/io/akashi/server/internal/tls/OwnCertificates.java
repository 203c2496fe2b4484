package io.akashi.server.internal.tls;

import io.akashi.server.UnusableCertificateException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a local authority and what it issued to this server in order. Makes only what is missing,
 * ends soon, or lacks a name.
 */
public final class OwnCertificates {
  private static final Duration RENEWED_BEFORE_ITS_END = Duration.ofDays(90);
  private static final Duration AUTHORITY_BEFORE_ITS_END = Duration.ofDays(30);

  private final TlsFolder folder;

  public OwnCertificates(TlsFolder folder) {
    this.folder = folder;
  }

  /** The local authority, or empty before there is one. */
  public Optional<LocalAuthority> authority() throws UnusableCertificateException {
    return Files.exists(folder.authority())
        ? Optional.of(
            new LocalAuthority(new TlsPlace(folder.authority(), folder.authority(), false).read()))
        : Optional.empty();
  }

  /**
   * Makes what is needed.
   *
   * @return a sentence for each thing made
   */
  public List<String> keep(ServerNames names, Instant now)
      throws UnusableCertificateException, IOException {
    List<String> made = new ArrayList<>();
    Optional<LocalAuthority> before = authority();
    Optional<String> why = before.flatMap(each -> whyNew(each, names, now));
    LocalAuthority authority;
    if (before.isEmpty() || why.isPresent()) {
      authority = LocalAuthority.make(names, now);
      folder.write(folder.authority(), authority.identity());
      made.add(
          "認証局を作りました%1$s。SHA-256 %3$s / A certificate authority was made%2$s, SHA-256 %3$s"
              .formatted(
                  why.map(reason -> "（" + reason + "。端末に配り直してください）").orElse(""),
                  why.map(reason -> " anew, to be rolled out again").orElse(""),
                  Identity.fingerprint(authority.certificate())));
    } else {
      authority = before.get();
    }
    if (!made.isEmpty() || Files.notExists(folder.root())) {
      folder.write(folder.root(), authority.certificate());
    }
    if (!stands(authority, names, now)) {
      Identity issued = authority.issue(names, now);
      folder.write(folder.issued(), issued);
      made.add(
          "サーバー証明書を作りました。名前 %1$s、期限 %2$s / A server certificate was made for %1$s until %2$s"
              .formatted(String.join(", ", Identity.names(issued.leaf())), issued.ends()));
    }
    return made;
  }

  /** Why the authority cannot go on, or empty. */
  private static Optional<String> whyNew(LocalAuthority authority, ServerNames names, Instant now) {
    List<String> missing = names.asked().stream().filter(name -> !authority.covers(name)).toList();
    if (!missing.isEmpty()) {
      return Optional.of("名前 " + String.join(", ", missing) + " を加えるため");
    }
    return now.plus(AUTHORITY_BEFORE_ITS_END).isAfter(authority.identity().ends())
        ? Optional.of("期限が近いため")
        : Optional.empty();
  }

  /** Whether what was issued can stay: by this authority, for these names, and long enough. */
  private boolean stands(LocalAuthority authority, ServerNames names, Instant now)
      throws UnusableCertificateException {
    if (Files.notExists(folder.issued())) {
      return false;
    }
    Identity issued = new TlsPlace(folder.issued(), folder.issued(), false).read();
    Instant ends = issued.ends();
    boolean lasts = now.plus(RENEWED_BEFORE_ITS_END).isBefore(ends);
    boolean asLongAsItsAuthority = ends.equals(authority.identity().ends());
    List<String> has = Identity.names(issued.leaf());
    return Identity.isSigned(issued.leaf(), authority.certificate())
        && (lasts || asLongAsItsAuthority)
        && names.all().stream().filter(authority::covers).allMatch(has::contains);
  }
}
