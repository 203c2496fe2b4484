package io.akashi.server.internal.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Base64;
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
          return token(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> token(String value) {
    try {
      return Optional.of(new String(Base64.getUrlDecoder().decode(value), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Has the browser show a token from now on. */
  public static void give(HttpServletRequest request, HttpServletResponse response, String token) {
    // A token may have any characters, a cookie (RFC 6265) only some.
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
    response.addCookie(cookie(request, value, -1));
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
