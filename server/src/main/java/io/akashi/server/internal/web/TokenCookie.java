package io.akashi.server.internal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * The token of a person at a browser, until there is a login: out of reach of scripts and of other
 * sites, gone with the browser's session.
 */
public final class TokenCookie {
  private static final String NAME = "akashi";

  private TokenCookie() {}

  /** The token a browser shows, or empty. */
  static Optional<String> of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(NAME)) {
          return Optional.of(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Has the browser show a token from now on. */
  public static void give(HttpServletRequest request, HttpServletResponse response, String token) {
    response.addCookie(cookie(request, token, -1));
  }

  /** Has the browser forget it. */
  public static void take(HttpServletRequest request, HttpServletResponse response) {
    response.addCookie(cookie(request, "", 0));
  }

  private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
    Cookie cookie = new Cookie(NAME, value);
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setPath("/");
    cookie.setMaxAge(seconds);
    cookie.setAttribute("SameSite", "Strict");
    return cookie;
  }
}
