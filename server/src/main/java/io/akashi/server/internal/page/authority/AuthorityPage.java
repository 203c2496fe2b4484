package io.akashi.server.internal.page.authority;

import io.akashi.server.Certificates;
import io.akashi.server.UnusableCertificateException;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The certificate of the local authority, and how to have the hospital's terminals trust it. Open:
 * who fetches it cannot trust this connection yet, and compares the fingerprint instead.
 */
@Page
@Controller
public class AuthorityPage {
  private static final String TYPE = "application/x-x509-ca-cert";

  private final WebParts parts;
  private final DateTimeFormatter days;

  AuthorityPage(WebParts parts) {
    this.parts = parts;
    this.days = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(parts.zone());
  }

  /** What to do with it. */
  @Open
  @GetMapping("/ca")
  public String page(Model model) throws UnusableCertificateException {
    Optional<X509Certificate> authority = parts.certificates().authority();
    authority.ifPresent(root -> {
      model.addAttribute("fingerprint", Certificates.fingerprint(root));
      model.addAttribute(
          "hex", Certificates.fingerprint(root).replace(":", "").toLowerCase(Locale.ROOT));
      model.addAttribute("subject", name(root));
      model.addAttribute("until", days.format(root.getNotAfter().toInstant()));
    });
    model.addAttribute("known", authority.isPresent());
    model.addAttribute(
        "names", parts.certificates().shown().map(Certificates.Shown::names).orElse(List.of()));
    return "authority/authority";
  }

  /** The common name as Windows lists it: ours has no other part, and a comma in it. */
  private static String name(X509Certificate root) {
    return root.getSubjectX500Principal().getName().replaceFirst("^CN=", "").replace("\\,", ",");
  }

  /** The certificate as Windows and browsers take it (DER): its SHA-256 is the fingerprint. */
  @Open
  @GetMapping("/ca.crt")
  public void der(HttpServletResponse response)
      throws IOException, UnusableCertificateException, CertificateEncodingException {
    response.setHeader("Content-Disposition", "attachment; filename=\"akashi-ca.crt\"");
    Reply.octets(response, TYPE, root().getEncoded());
  }

  /** The same as curl and Linux take it (PEM). */
  @Open
  @GetMapping("/ca.pem")
  public void pem(HttpServletResponse response) throws IOException, UnusableCertificateException {
    response.setHeader("Content-Disposition", "attachment; filename=\"akashi-ca.pem\"");
    Reply.octets(
        response,
        "application/x-pem-file",
        Certificates.pem(root()).getBytes(StandardCharsets.US_ASCII));
  }

  private X509Certificate root() throws UnusableCertificateException {
    return parts
        .certificates()
        .authority()
        .orElseThrow(() ->
            Problem.notFound(
                "Akashi の認証局は使われていません。病院の証明書が使われているか、HTTPです。 / no local authority is in use here: the certificate is the hospital's, or this is plain HTTP"));
  }
}
