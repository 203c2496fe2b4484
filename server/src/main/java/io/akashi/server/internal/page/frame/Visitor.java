package io.akashi.server.internal.page.frame;

import io.akashi.server.config.Role;
import io.akashi.server.internal.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * Who opened a page, as far as pages show more to one than to another. What somebody may do is
 * decided by {@code @Allowed}; this only leaves out links that would be refused.
 *
 * @param name user id
 * @param roles ids of the roles
 */
public record Visitor(String name, List<String> roles) {
  /** The visitor of a request that was let in. */
  public static Visitor of(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return new Visitor(caller.name(), List.of(caller.look(request).role().split("[, ]+")));
  }

  /** Whether they have a role. */
  public boolean is(Role role) {
    return roles.contains(role.id());
  }

  /** Whether entries are shown to them. */
  public boolean seesEntries() {
    return is(Role.AUDITOR);
  }
}
