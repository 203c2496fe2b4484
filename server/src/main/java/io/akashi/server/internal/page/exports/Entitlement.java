package io.akashi.server.internal.page.exports;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.Role;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.web.Caller;
import io.akashi.store.Look;

/**
 * Whether somebody still may take out what they asked for, with the rights of the moment: an export
 * takes minutes, and so may the download of its file. Safe for use by many threads.
 */
final class Entitlement {
  private static final String PERSON = "web";

  private final Accounts accounts;
  private final Sessions sessions;

  Entitlement(Accounts accounts, Sessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /** Whether the person of a look has its rights still; programs have them as long as we run. */
  boolean holds(Look look) {
    return !look.via().equals(PERSON)
        || accounts
            .find(look.user())
            .filter(Account::enabled)
            .filter(account -> account.roles().contains(Role.AUDITOR))
            .filter(account -> account.scope().equals(look.scope()))
            .isPresent();
  }

  /** The same, and whether they are signed in still. */
  boolean holds(Caller caller, Look look) {
    return holds(look)
        && caller.person().map(person -> sessions.see(person.session()).isPresent()).orElse(true);
  }
}
