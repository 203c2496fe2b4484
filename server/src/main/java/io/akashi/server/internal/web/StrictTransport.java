package io.akashi.server.internal.web;

import io.akashi.server.internal.tls.HttpsDoor;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Has browsers insist on HTTPS (RFC 6797), once the hospital's own certificate is shown: with that
 * of the local authority a terminal where its root is missing would be locked out for a year.
 */
final class StrictTransport extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient HttpsDoor door;

  StrictTransport(HttpsDoor door) {
    this.door = door;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (door.isHospitals()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    chain.doFilter(request, response);
  }
}
