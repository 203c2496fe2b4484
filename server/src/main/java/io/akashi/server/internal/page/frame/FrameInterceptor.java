package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * Puts the frame around pages and the headers before them: nothing from elsewhere is loaded, no
 * script or style stands in a page, nobody frames it, and no cache keeps it.
 */
final class FrameInterceptor implements HandlerInterceptor {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private final Frames frames;

  FrameInterceptor(Frames frames) {
    this.frames = frames;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && (method.getBeanType().isAnnotationPresent(Page.class)
            || method.getBeanType().isAnnotationPresent(Controller.class))) {
      guard(response);
    }
    return true;
  }

  /** Sets the headers that every page has. */
  static void guard(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView view) {
    if (view != null && view.getViewName() != null && !view.getViewName().startsWith("redirect:")) {
      view.addObject("frame", frames.of(request));
    }
  }
}
