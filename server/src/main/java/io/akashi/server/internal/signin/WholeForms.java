package io.akashi.server.internal.signin;

import io.akashi.server.internal.web.BoundedHttp;
import io.akashi.server.internal.web.HttpFigures;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.ProblemAdvice;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a form to its end before anybody looks at it: as fast as a head has to come, for whoever
 * sends it may be a stranger. Who goes away meanwhile is counted, and too long a form is refused.
 */
public final class WholeForms extends OncePerRequestFilter {
  /** Where a browser is answered whose form was too long. */
  public static final String TOO_LONG = "/too-long";

  private static final String FORM = "application/x-www-form-urlencoded";

  private final RequestMatcher programs;
  private final HttpFigures figures;

  /**
   * @param programs what is called by programs, whose bodies are no forms whatever they say
   */
  WholeForms(RequestMatcher programs, HttpFigures figures) {
    this.programs = programs;
    this.figures = figures;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (type == null || !type.startsWith(FORM) || programs.matches(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<InvalidParameterException> wrong = read(request);
    if (wrong.isPresent() && isGone(wrong.get())) {
      figures.broken();
    } else if (wrong.isPresent()
        && wrong.get().getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
      tooLong(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** A page for a browser, from the rest of the chain; problem details for a program. */
  private static void tooLong(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String accept = request.getHeader("Accept");
    if (accept != null && accept.contains("text/html")) {
      chain.doFilter(new Unread(request), response);
    } else {
      ProblemAdvice.write(
          new Problem(
              HttpStatus.CONTENT_TOO_LARGE.value(),
              "入力が長すぎます（64KBまで）。短くしてやり直してください。 / a form may have 64 KB: shorten it, and try again"),
          response);
    }
  }

  /** A form that nobody reads: the same browser asks to see why. */
  private static final class Unread extends HttpServletRequestWrapper {
    Unread(HttpServletRequest form) {
      super(form);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getRequestURI() {
      return TOO_LONG;
    }

    @Override
    public String getServletPath() {
      return TOO_LONG;
    }

    @Override
    public @Nullable String getQueryString() {
      return null;
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }
  }

  private static Optional<InvalidParameterException> read(HttpServletRequest request) {
    try {
      BoundedHttp.hurry(request::getParameterMap);
      return Optional.empty();
    } catch (InvalidParameterException e) {
      return Optional.of(e); // Tomcat throws it again for whoever looks
    }
  }

  private static boolean isGone(InvalidParameterException wrong) {
    for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return true;
      }
    }
    return ProblemAdvice.isGone(wrong);
  }
}
