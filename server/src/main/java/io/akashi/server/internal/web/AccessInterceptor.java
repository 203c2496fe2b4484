package io.akashi.server.internal.web;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request pass to an endpoint whose roles the caller has; runs before a byte of the body is
 * read. A caller shows a bearer token (RFC 6750) or, to hand in logs, a client certificate.
 */
public final class AccessInterceptor implements HandlerInterceptor {
  private static final String BEARER = "bearer ";
  private static final int MAX_TOKEN = 1000;
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final Tokens tokens;
  private final HouseLog log;

  public AccessInterceptor(Tokens tokens, HouseLog log) {
    this.tokens = tokens;
    this.log = log;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      throw Problem.notFound("その場所には何もありません。 / there is nothing here");
    }
    if (method.hasMethodAnnotation(Open.class)) {
      return true;
    }
    boolean page = method.getBeanType().isAnnotationPresent(Page.class);
    Optional<Caller> known = page ? visitor(request) : caller(request);
    if (page && known.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/login");
      return false;
    }
    Caller caller = known.orElseThrow(() -> unknown(request));
    Allowed allowed = method.getMethodAnnotation(Allowed.class);
    if (allowed == null || !Arrays.asList(allowed.value()).contains(caller.role())) {
      throw new Problem(
          403,
          "役割 %1$s（%2$s）はここを使えません。 / the role %2$s may not do this"
              .formatted(caller.role().japanese(), caller.role().id()));
    }
    caller.attach(request);
    return true;
  }

  /** Somebody at a browser, who may read with the token of the cookie and do nothing else. */
  private Optional<Caller> visitor(HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return caller(request)
        .or(() -> reads ? TokenCookie.of(request).flatMap(tokens::find) : Optional.empty());
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return certificate(request)
          .map(hex ->
              new Caller("certificate:" + hex, Role.SENDER, Optional.empty(), Optional.of(hex)));
    }
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(BEARER);
    if (!bearer || header.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    return tokens.find(header.substring(BEARER.length()).strip());
  }

  private static Optional<String> certificate(HttpServletRequest request) {
    if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain)
        || chain.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Sha256.of(chain[0].getEncoded()).hex());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("TLS has read this certificate already", e);
    }
  }

  private Problem unknown(HttpServletRequest request) {
    @Nullable String header = request.getHeader("Authorization");
    if (header != null) {
      log.note(
          new HouseLog.Occurrence(
              Kind.LOGIN_FAILURE,
              Outcome.SERIOUS,
              "http",
              request.getRemoteAddr(),
              "知らないトークンが示されました。 / an unknown token was shown to the HTTP listener."),
          1);
    }
    String sentence =
        header == null
            ? "トークンが必要です。Authorization: Bearer … を付けてください。 / a token is needed: send Authorization: Bearer …"
            : "このトークンは登録されていません。akashi.tokens を確認してください。 / this token is not known; see akashi.tokens";
    return new Problem(401, sentence).with("WWW-Authenticate", "Bearer");
  }
}
