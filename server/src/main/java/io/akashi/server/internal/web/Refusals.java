package io.akashi.server.internal.web;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/**
 * What somebody asked for who is known and may not have it: an event of the house, one a minute for
 * each caller with the number of times. Safe for use by many threads.
 */
public final class Refusals {
  private final HouseLog log;

  Refusals(HouseLog log) {
    this.log = log;
  }

  /** What was asked for is named by its pattern, never by what a caller wrote. */
  void note(Caller caller, HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String method = reads ? request.getMethod() : "POST";
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    log.note(
        new HouseLog.Occurrence(
            reads ? Kind.READ : Kind.EXECUTE,
            Outcome.SERIOUS,
            "http",
            request.getRemoteAddr(),
            "役割または閲覧範囲を超える要求を断りました（%1$s %2$s など）。 / Refused what is beyond a role or scope (%1$s %2$s, perhaps others)."
                .formatted(method, pattern == null ? "" : pattern),
            caller.name()),
        1);
  }
}
