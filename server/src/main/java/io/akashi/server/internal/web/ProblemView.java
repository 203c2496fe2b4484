package io.akashi.server.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.web.servlet.ModelAndView;

/** Shows a problem to people; callers that are programs get problem details instead. */
public interface ProblemView {
  /** The page for a request, its headers set; empty when a program asks. */
  Optional<ModelAndView> of(
      Problem problem, HttpServletRequest request, HttpServletResponse response);
}
