package io.akashi.cli.internal.show;

import io.akashi.server.Certificates;
import io.akashi.server.Certificates.Shown;
import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** A certificate, for people. */
public final class CertificateText {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");

  private CertificateText() {}

  /** Prints what a server shows, and the authority that has to be rolled out for it. */
  public static void print(
      Shown shown, Optional<X509Certificate> authority, ZoneId zone, PrintStream out) {
    X509Certificate first = shown.chain().getFirst();
    out.println(
        switch (shown.origin()) {
          case CONFIGURED -> "設定の証明書 / the certificate of the configuration";
          case INSTALLED -> "病院の証明書 / the hospital's certificate";
          case LOCAL -> "Akashi の認証局による証明書 / a certificate of Akashi's own authority";
        });
    out.println("名前 / names       " + String.join(", ", shown.names()));
    out.println("発行者 / issuer    " + first.getIssuerX500Principal());
    out.println(
        "期間 / valid       "
            + day(first.getNotBefore().toInstant(), zone)
            + " – "
            + day(shown.ends(), zone));
    out.println("指紋 / SHA-256     " + Certificates.fingerprint(first));
    authority.ifPresent(root -> {
      out.println("認証局 / authority " + root.getSubjectX500Principal());
      out.println("  期限 / until     " + day(root.getNotAfter().toInstant(), zone));
      out.println("  指紋 / SHA-256   " + Certificates.fingerprint(root));
      out.println("  配り方は画面 /ca / how to roll it out: page /ca");
    });
    shown.notes().forEach(note -> out.println("・" + note));
  }

  private static String day(Instant at, ZoneId zone) {
    return DAY.format(at.atZone(zone));
  }
}
