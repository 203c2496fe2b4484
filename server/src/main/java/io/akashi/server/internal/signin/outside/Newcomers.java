package io.akashi.server.internal.signin.outside;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Way;
import io.akashi.server.config.GroupRole;
import io.akashi.server.config.Role;
import io.akashi.server.internal.signin.SignInLog;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Accounts of people whom a directory or a provider has identified. Where groups give roles, an
 * account is made at the first sign-in and its roles follow the groups at each; without such rules
 * the account and its roles are made in Akashi. Safe for use by many threads.
 */
public final class Newcomers {
  private static final int LONGEST_NAME = 100;

  private final Accounts accounts;
  private final SignInLog log;
  private final Way way;
  private final List<GroupRole> rules;

  /**
   * @param way who knows the passwords of these people; accounts of another way are left alone
   * @param rules {@code role=group} each, as in the configuration
   */
  public Newcomers(Accounts accounts, SignInLog log, Way way, List<String> rules) {
    this.accounts = accounts;
    this.log = log;
    this.way = way;
    this.rules = rules.stream().map(GroupRole::parse).toList();
  }

  /** Whether a user id may be one of these people: it has an account of this way, or none yet. */
  public boolean mayBe(String user) {
    Optional<Account> known = accounts.find(user);
    return known.isPresent() ? known.get().way() == way : !rules.isEmpty();
  }

  /** The user id belongs to somebody else whom the same provider knows. */
  public static final class Another extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Account account;

    Another(Account account) {
      super(account.id());
      this.account = account;
    }

    /** The account of the other person. */
    public Account account() {
      return account;
    }
  }

  /**
   * The account of somebody whom a provider has identified: the one that is tied to them, whatever
   * they are called there now, else the one of that user id, which is tied to them from now on.
   *
   * @param subject {@code issuer subject}, which no other person is ever given
   * @param user user id, as the provider says
   * @throws Another when the account of that user id is tied to somebody else
   */
  public Optional<Account> account(
      String subject, String user, String name, Collection<String> groups, String address)
      throws Another {
    String id = accounts.ofSubject(subject).map(Account::id).orElse(Account.normal(user));
    Optional<Account> before = accounts.find(id).filter(each -> each.way() == way);
    // Before anything follows what is said of somebody else.
    if (before.isPresent() && accounts.isTied(id) && !accounts.tie(id, subject)) {
      throw new Another(before.get());
    }
    Optional<Account> account = account(id, name, groups, address);
    if (account.isPresent() && !accounts.tie(id, subject)) {
      throw new Another(account.get()); // somebody else was first, this moment
    }
    return account;
  }

  /**
   * The account of somebody who was identified; empty when they may not use Akashi.
   *
   * @param user user id, as the other side says
   * @param name the person's name there; may be empty
   * @param address from where they sign in, for the book {@code house}; may be empty
   */
  public Optional<Account> account(
      String user, String name, Collection<String> groups, String address) {
    String id = Account.normal(user);
    if (!mayBe(id)) {
      return Optional.empty();
    }
    Optional<Account> known = accounts.find(id);
    if (rules.isEmpty()) {
      return known;
    }
    Set<Role> roles = roles(groups);
    if (roles.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        known.isPresent() ? follow(known.get(), roles, address) : make(id, name, roles, address));
  }

  private Set<Role> roles(Collection<String> groups) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    rules.stream().filter(rule -> rule.isOf(groups)).map(GroupRole::role).forEach(roles::add);
    return roles;
  }

  private Account make(String id, String name, Set<Role> roles, String address) {
    String said = name.strip().replaceAll("\\p{Cntrl}", " ");
    String shown = said.isEmpty() ? id : said.substring(0, Math.min(LONGEST_NAME, said.length()));
    Account made = Account.of(id, shown, roles).by(way);
    return accounts.create(made, each -> log.made(null, each, address));
  }

  private Account follow(Account known, Set<Role> roles, String address) {
    if (known.roles().equals(roles)) {
      return known;
    }
    Account changed = known.with(known.name(), roles, known.scope(), known.enabled());
    String what =
        "%1$sのグループに合わせて役割を %2$s にします。 / roles follow the groups there: %2$s"
            .formatted(way.japanese(), roles.stream().map(Role::id).toList());
    try {
      return accounts.change(changed, (before, after) -> log.changed(before, what, address));
    } catch (AccountException.Changed e) {
      // Somebody changes it at this moment: what the groups say counts at the next sign-in.
      return accounts.find(known.id()).orElseThrow(() -> e);
    }
  }
}
