package io.akashi.server.internal.page.frame;

import io.akashi.server.internal.session.KeptForms;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.ProblemView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows somebody at a browser why a request was refused, and what to do next. */
final class ProblemPage implements ProblemView {
  private final Frames frames;

  ProblemPage(Frames frames) {
    this.frames = frames;
  }

  @Override
  public Optional<ModelAndView> of(
      Problem problem, HttpServletRequest request, HttpServletResponse response) {
    if (!isForABrowser(request)) {
      return Optional.empty();
    }
    FrameInterceptor.guard(response);
    ModelAndView view = new ModelAndView("frame/problem");
    view.setStatus(HttpStatusCode.valueOf(problem.status()));
    Frame frame = frames.of(request);
    view.addObject("frame", frame);
    view.addObject("status", problem.status());
    view.addObject(
        "sentence",
        problem
            .told()
            .map(told -> frame.say(told.whole(true), told.whole(false)))
            .orElseGet(() -> frame.say(problem.getMessage())));
    String here = request.getRequestURI();
    view.addObject(
        "back", KeptForms.referer(request).filter(page -> !page.equals(here)).orElse(null));
    return Optional.of(view);
  }

  private static boolean isForABrowser(HttpServletRequest request) {
    String wanted = request.getHeader("Accept");
    if (wanted != null && wanted.equals("application/json")) {
      return false; // a script of a page, which shows the sentence by itself
    }
    @Nullable Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
    if (handler instanceof HandlerMethod method) {
      return method.getBeanType().isAnnotationPresent(Page.class)
          || method.getBeanType().isAnnotationPresent(Controller.class);
    }
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }
}
