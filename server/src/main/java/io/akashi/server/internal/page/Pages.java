package io.akashi.server.internal.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** All pages, and what holds for each of them. */
public final class Pages {
  public static final List<Class<?>> ALL =
      List.of(LoginPage.class, InspectionPage.class, EntryPage.class);

  private Pages() {}

  /** Nothing from elsewhere is loaded, no script runs, nobody frames it, and no cache keeps it. */
  static void guard(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
  }
}
