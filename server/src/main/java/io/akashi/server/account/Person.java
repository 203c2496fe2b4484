package io.akashi.server.account;

import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.security.Principal;
import java.util.Set;

/**
 * Somebody who has signed in: the principal of Spring Security.
 *
 * @param id user id
 * @param name the person's name
 * @param roles what they may do now, not when they signed in
 * @param scope what they may see now
 * @param factors how they proved who they are
 * @param session handle of the session, which is not its cookie
 */
public record Person(
    String id, String name, Set<Role> roles, Scope scope, Set<Factor> factors, String session)
    implements Principal {
  public Person {
    roles = Set.copyOf(roles);
    factors = Set.copyOf(factors);
  }

  /** Somebody with that account. */
  public static Person of(Account account, Set<Factor> factors, String session) {
    return new Person(
        account.id(), account.name(), account.roles(), account.scope(), factors, session);
  }

  @Override
  public String getName() {
    return id;
  }
}
