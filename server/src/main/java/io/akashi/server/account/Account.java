package io.akashi.server.account;

import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person who may sign in. Immutable.
 *
 * @param id user id: 1 to 64 of a-z 0-9 . _ - @, beginning with a letter or digit
 * @param name the person's name, 1 to 100 characters
 * @param roles what they may do; never {@code sender}
 * @param scope the books and systems to which their rights are narrowed
 * @param way who knows their password
 * @param enabled whether they may sign in
 * @param version changes with every change, so that two who edit it at a time are told apart
 */
public record Account(
    String id, String name, Set<Role> roles, Scope scope, Way way, boolean enabled, long version) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
  private static final int LONGEST_NAME = 100;

  /**
   * @throws AccountException when a rule above is broken; the message names it
   */
  public Account {
    if (!ID.matcher(id).matches()) {
      throw new AccountException(
          "利用者IDは半角の英小文字・数字・. _ - @ の64文字までです。 / a user id has 1 to 64 of a-z 0-9 . _ - @ and begins"
              + " with a letter or digit");
    }
    if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
      throw new AccountException("氏名は1から100文字です。 / a name has 1 to 100 characters");
    }
    if (roles.isEmpty() || roles.contains(Role.SENDER)) {
      throw new AccountException(
          "役割を一つ以上選んでください（送信元は選べません）。 / choose at least one role, and not that of a sender");
    }
    roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
  }

  /** A new one, enabled, with all books and systems and a password of Akashi's own. */
  public static Account of(String id, String name, Set<Role> roles) {
    return new Account(normal(id), name.strip(), roles, Scope.ALL, Way.PASSWORD, true, 0);
  }

  /** A user id as it is kept, of one that somebody typed. */
  public static String normal(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** The same with other rights. */
  public Account with(String newName, Set<Role> newRoles, Scope newScope, boolean isEnabled) {
    return new Account(id, newName.strip(), newRoles, newScope, way, isEnabled, version);
  }

  /** The same with another way. */
  public Account by(Way other) {
    return new Account(id, name, roles, scope, other, enabled, version);
  }

  Account at(long next) {
    return new Account(id, name, roles, scope, way, enabled, next);
  }
}
