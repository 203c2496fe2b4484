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
   * Checks a user id and a password of the form that Akashi's own accounts do not have. Asked of
   * every user id, also of one that is not its business, so that it has to take as long with each,
   * and to say the same, whatever is wrong; it must not give the password of an account of another
   * way to anybody.
   *
   * @param address from where it was typed
   * @return the account whose person has proved it; empty when it is wrong, or not its business
   * @throws Away when nobody can say
   */
  default Optional<Account> check(String user, String password, String address) throws Away {
    return Optional.empty();
  }

  /** Who knows the passwords cannot be asked. The message is for the person, in two languages. */
  final class Away extends Exception {
    private static final long serialVersionUID = 1L;

    public Away(String message, Throwable cause) {
      super(message, cause);
    }
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
