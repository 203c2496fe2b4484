package io.akashi.server.internal.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another server has a browser send, beside the token of the form: another
 * server below the same domain could set a cookie with a token of its own, and SameSite lets it
 * pass. Browsers say where a request comes from (Fetch Metadata; Origin, RFC 6454); programs that
 * say nothing are no browsers.
 */
final class OwnSite extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final RequestMatcher programs;

  /**
   * @param programs what is called by programs, without cookies
   */
  OwnSite(RequestMatcher programs) {
    this.programs = programs;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean reads = READING.contains(request.getMethod());
    if (reads || programs.matches(request) || isOwn(request)) {
      chain.doFilter(request, response);
    } else {
      request.getRequestDispatcher(SecurityChain.STALE).forward(request, response);
    }
  }

  private static boolean isOwn(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN.contains(site);
    }
    String origin = request.getHeader("Origin");
    return origin == null || isHere(origin, request.getHeader("Host"));
  }

  /** Without the scheme, which differs where another program in front speaks TLS. */
  private static boolean isHere(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false; // an origin that is none is not ours
    }
  }
}
