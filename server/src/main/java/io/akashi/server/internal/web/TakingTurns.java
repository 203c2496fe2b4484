package io.akashi.server.internal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets others go first: whoever sends a hundred requests in one go would else keep a carrier of the
 * virtual threads until all are answered, for what a virtual thread computes is never interrupted.
 */
public final class TakingTurns extends OncePerRequestFilter {
  @Override
  @SuppressWarnings("ThreadPriorityCheck") // of fairness alone; nothing is wrong without it
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Thread.yield();
    chain.doFilter(request, response);
  }
}
