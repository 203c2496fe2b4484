package io.akashi.server.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a person had typed when their sign-in was over, in the memory of their browser's
 * session: for that person alone, one form, bounded, and nothing that may be a secret.
 */
public final class KeptForms {
  private static final String ATTRIBUTE = KeptForm.class.getName();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final Set<String> SECRETS = Set.of("password", "code", "secret", "token", "csrf");

  /** Where people type passwords, under whatever names. */
  private static final Set<String> SECRET_PLACES = Set.of("/account", "/login", "/first");

  private KeptForms() {}

  /**
   * Keeps the form of a request by somebody who was signed in at that browser.
   *
   * @return where to go on after signing in: the page of the form, or what was asked for
   */
  public static String keep(HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String page = reads ? asked(request) : referer(request).orElse("/");
    String type = request.getContentType();
    Optional<SignedIn> was = SignedIn.of(request);
    boolean form = type != null && type.startsWith(FORM);
    if (!reads && was.isPresent() && form && !isSecret(request.getRequestURI())) {
      Map<String, List<String>> fields = fields(request);
      HttpSession session = request.getSession(false);
      if (session != null && !fields.isEmpty()) {
        session.setAttribute(
            ATTRIBUTE, new KeptForm(was.get().user(), page, request.getRequestURI(), fields));
      }
    }
    return page;
  }

  private static boolean isSecret(String path) {
    return SECRET_PLACES.stream().anyMatch(path::startsWith);
  }

  private static Map<String, List<String>> fields(HttpServletRequest request) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int characters = 0;
    for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (SECRETS.stream().noneMatch(name::contains)) {
        List<String> values = List.of(field.getValue());
        characters += values.stream().mapToInt(String::length).sum() + name.length();
        fields.put(field.getKey(), values);
      }
    }
    if (characters > MOST_CHARACTERS) {
      fields.clear();
    }
    return fields;
  }

  private static String asked(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** Path and query of the page a request was sent from, if it is one of ours. */
  public static Optional<String> referer(HttpServletRequest request) {
    String header = request.getHeader("Referer");
    if (header == null || header.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      URI referer = URI.create(header);
      boolean ours = request.getServerName().equals(referer.getHost());
      String path = referer.getRawPath();
      String query = referer.getRawQuery();
      return ours && path != null && !path.startsWith("//")
          ? Optional.of(path + (query == null ? "" : "?" + query))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a header that is no URI says nothing
    }
  }

  /** Whether a form waits in this browser for its person. */
  public static boolean isWaiting(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(ATTRIBUTE) instanceof KeptForm;
  }

  /** Gives back, once, the form of that person that stood on the page which is asked for. */
  public static @Nullable KeptForm take(HttpServletRequest request, String user) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof KeptForm kept)) {
      return null;
    }
    if (!kept.user().equals(user)) {
      session.removeAttribute(ATTRIBUTE);
      return null;
    }
    if (!kept.page().equals(asked(request))) {
      return null;
    }
    session.removeAttribute(ATTRIBUTE);
    return kept;
  }
}
