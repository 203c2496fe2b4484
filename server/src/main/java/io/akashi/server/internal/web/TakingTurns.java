package io.akashi.server.internal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets others go first: whoever sends hundreds of requests in one go, over one connection or
 * hundreds, would else keep the carriers of the virtual threads until all are answered, for what a
 * virtual thread computes is never interrupted. The turn ends with the answer, or earlier where
 * something else bounds what a request takes: with the token of a program, and with a question to
 * the store.
 */
public final class TakingTurns extends OncePerRequestFilter {
  @Override
  @SuppressWarnings("ThreadPriorityCheck") // of fairness alone; nothing is wrong without it
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Thread.yield();
    BoundedHttp.takeTurn();
    try {
      chain.doFilter(request, response);
    } finally {
      BoundedHttp.endTurn();
    }
  }
}
