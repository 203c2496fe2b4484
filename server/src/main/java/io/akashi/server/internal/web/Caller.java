package io.akashi.server.internal.web;

import io.akashi.event.SourceId;
import io.akashi.server.config.Role;
import io.akashi.store.Look;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param name name of the token, or {@code certificate:} and its SHA-256
 * @param role the one role of the caller
 * @param source the source a {@code sender} hands in for
 * @param certificate SHA-256 of the client certificate, lower-case hex, when that is what was shown
 */
public record Caller(
    String name, Role role, Optional<SourceId> source, Optional<String> certificate) {
  private static final String ATTRIBUTE = Caller.class.getName();

  /** Remembers the caller of a request. */
  void attach(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The caller of a request that has passed {@link AccessInterceptor}. */
  public static Caller of(HttpServletRequest request) {
    return known(request)
        .orElseThrow(() -> new IllegalStateException("an open endpoint has no caller"));
  }

  /** The caller of a request, unless it was refused or asks what is open to all. */
  public static Optional<Caller> known(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }

  /** The look that is written to the book {@code house} before an answer shows an entry. */
  public Look look(HttpServletRequest request) {
    return new Look(name, role.id(), "api", request.getRemoteAddr());
  }
}
