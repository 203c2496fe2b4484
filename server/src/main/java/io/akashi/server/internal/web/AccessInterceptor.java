package io.akashi.server.internal.web;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.account.Person;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import io.akashi.server.internal.session.KeptForms;
import io.akashi.server.internal.session.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Lets a request pass to an endpoint whose roles the caller has; runs before a byte of the body is
 * read. A program shows a bearer token (RFC 6750) or, to hand in logs, a client certificate; a
 * person has signed in.
 */
public final class AccessInterceptor implements HandlerInterceptor {
  private static final String BEARER = "bearer ";
  private static final int MAX_TOKEN = 1000;
  private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

  private final Tokens tokens;
  private final HouseLog log;
  private final Refusals refusals;

  public AccessInterceptor(Tokens tokens, HouseLog log, Refusals refusals) {
    this.tokens = tokens;
    this.log = log;
    this.refusals = refusals;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)) {
      throw Problem.nothingHere();
    }
    if (method.hasMethodAnnotation(Open.class)) {
      SessionFilter.current().map(Caller::of).ifPresent(person -> person.attach(request));
      return true;
    }
    boolean page = method.getBeanType().isAnnotationPresent(Page.class);
    Optional<Caller> known =
        Caller.known(request).or(() -> caller(request)).or(() -> person(request, page));
    if (page && known.isEmpty() && request.getHeader("Authorization") == null) {
      askToSignIn(request, response);
      return false;
    }
    Caller caller = known.orElseThrow(() -> unknown(request));
    Allowed allowed = method.getMethodAnnotation(Allowed.class);
    if (allowed == null || !caller.hasAny(allowed.value())) {
      refusals.note(caller, request);
      throw new Problem(
          403,
          "役割 %1$s（%2$s）はここを使えません。 / the role %2$s may not do this"
              .formatted(
                  words(caller.roles(), Role::japanese, "・"),
                  words(caller.roles(), Role::id, ", ")));
    }
    if (allowed.whole() && caller.scope().isNarrow()) {
      refusals.note(caller, request);
      throw new Problem(
          403,
          "ここは病院全体についての画面です。閲覧範囲が限られている方には表示できません。範囲は管理者が「設定」で変えられます。 / this is about the whole hospital, and your rights are narrowed: an administrator can widen them under Settings");
    }
    caller.attach(request);
    if (caller.person().isEmpty()) {
      BoundedHttp.endTurn(); // a gateway hands in for a whole hospital, and waits for the disk
    }
    return true;
  }

  private static String words(Set<Role> roles, Function<Role, String> word, String between) {
    return roles.stream().map(word).collect(Collectors.joining(between));
  }

  /** Pages are shown to a person, and take their forms; of the API a person may only read. */
  private static Optional<Caller> person(HttpServletRequest request, boolean page) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    return page || reads ? SessionFilter.current().map(Caller::of) : Optional.empty();
  }

  /** What a form had in it is kept meanwhile; a part of a page has the whole page go there. */
  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response) {
    String next = KeptForms.keep(request);
    String place = "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    if (request.getHeader("HX-Request") != null) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("HX-Redirect", place);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", place);
    }
  }

  /** A form that was kept comes back with its page. */
  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView view) {
    Optional<Person> person = Caller.known(request).flatMap(Caller::person);
    String name = view == null ? null : view.getViewName();
    if (view != null && name != null && !name.contains(":") && person.isPresent()) {
      view.addObject("person", person.get());
      view.addObject("kept", KeptForms.take(request, person.get().id()));
    }
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null) {
      return certificate(request).map(Caller::ofCertificate);
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
