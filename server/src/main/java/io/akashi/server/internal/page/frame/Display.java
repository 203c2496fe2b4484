package io.akashi.server.internal.page.frame;

import io.akashi.event.sentence.Language;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;

/**
 * How one person wants pages to look. It lives in a cookie of that browser, says nothing about
 * anybody, and what cannot be read in it is the default.
 *
 * @param language language of the pages
 * @param calendar years of the common era or of the Japanese ones
 * @param theme light, dark, or as the browser says
 */
public record Display(Language language, Calendar calendar, Theme theme) {
  static final Display DEFAULT = new Display(Language.JAPANESE, Calendar.COMMON, Theme.AUTO);
  private static final String COOKIE = "akashi-display";
  private static final int YEAR_SECONDS = 365 * 24 * 3600;

  /** How years are counted. */
  public enum Calendar {
    COMMON,
    JAPANESE
  }

  /** Dark letters on light ground or the other way round. */
  public enum Theme {
    AUTO,
    LIGHT,
    DARK
  }

  /** What the browser of a request remembers. */
  public static Display of(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE)) {
          return parse(cookie.getValue());
        }
      }
    }
    return DEFAULT;
  }

  private static Display parse(String value) {
    String[] words = value.split("[.]", -1);
    return words.length == 3 ? named(words[0], words[1], words[2]) : DEFAULT;
  }

  /** From the names of its parts in any case; an unknown name is the default. */
  static Display named(String language, String calendar, String theme) {
    return new Display(
        constant(Language.class, language).orElse(DEFAULT.language),
        constant(Calendar.class, calendar).orElse(DEFAULT.calendar),
        constant(Theme.class, theme).orElse(DEFAULT.theme));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
    for (E each : type.getEnumConstants()) {
      if (each.name().equalsIgnoreCase(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Has the browser remember it for a year. */
  void give(HttpServletRequest request, HttpServletResponse response) {
    String value = "%s.%s.%s".formatted(language, calendar, theme).toLowerCase(Locale.ROOT);
    Cookie cookie = new Cookie(COOKIE, value);
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setPath("/");
    cookie.setMaxAge(YEAR_SECONDS);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
  }

  /** The same in another language. */
  public Display in(Language other) {
    return new Display(other, calendar, theme);
  }

  /** Tag of the language, RFC 5646: {@code ja} or {@code en}. */
  public String tag() {
    return language == Language.JAPANESE ? "ja" : "en";
  }

  public boolean isJapanese() {
    return language == Language.JAPANESE;
  }
}
