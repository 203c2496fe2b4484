package io.akashi.server.internal.signin;

import io.akashi.server.account.Account;
import java.util.Optional;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/**
 * One more way to prove who one is, beside a password of Akashi's own: a bean. When somebody has
 * proved it, the door calls {@link SignIns#proved} and sends the browser where that says.
 */
public interface Door {

  /** Adds the filters it needs to the chain of all requests. */
  default void open(HttpSecurity http) throws Exception {
    // Most need none.
  }

  /** What the page that asks people to sign in offers of it, if anything. */
  default Optional<Offer> offer() {
    return Optional.empty();
  }

  /**
   * Checks a user id and a password of the form, where Akashi does not know the password itself:
   * only for accounts whose way is not {@code password}, and for user ids that have no account.
   * Says the same and takes as long, whatever is wrong.
   *
   * @return the account whose person has proved it; empty when it is wrong, or not its business
   */
  default Optional<Account> check(String user, String password) {
    return Optional.empty();
  }

  /**
   * A link on the page that asks people to sign in.
   *
   * @param path where it leads
   * @param japanese what it says
   * @param english the same
   */
  record Offer(String path, String japanese, String english) {}
}
