package io.akashi.server.internal.signin.ldap;

import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.internal.signin.Door;
import io.akashi.server.internal.signin.outside.Newcomers;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Lets people sign in whose password a directory knows. Safe for use by many threads. */
final class DirectoryDoor implements Door {
  private static final String NOBODY = "akashi-asks-for-nobody";
  private static final int AT_A_TIME = 32;
  private static final String AWAY =
      "サインインできませんでした。いま病院のディレクトリに接続できないため、ディレクトリのパスワードは確認できません。情報担当に連絡してください。Akashi のパスワードを持つ人は、利用者IDとパスワードを確かめてください。"
          + " / could not sign in: the hospital's directory cannot be reached, so tell your IT desk;"
          + " if you have a password of Akashi's own, check user id and password";

  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final Directory directory;
  private final Newcomers newcomers;
  private final HouseLog log;

  DirectoryDoor(Directory directory, Newcomers newcomers, HouseLog log) {
    this.directory = directory;
    this.newcomers = newcomers;
    this.log = log;
  }

  @Override
  public Optional<Account> check(String user, String password, String address) throws Away {
    boolean ours = newcomers.mayBe(user);
    if (!places.tryAcquire()) {
      throw new AccountException.Busy();
    }
    try {
      // Somebody else's name, and never their password, for the time that an answer takes.
      Optional<Directory.Found> found =
          directory.find(ours ? user : NOBODY, ours ? password : NOBODY);
      return ours
          ? found.flatMap(who -> newcomers.account(user, who.name(), who.groups(), address))
          : Optional.empty();
    } catch (Directory.Unreachable e) {
      log.note(
          new HouseLog.Occurrence(
              Kind.NOTE,
              Outcome.SERIOUS,
              "directory",
              "",
              "ディレクトリに確認できません。 / The directory cannot be asked: " + e.getMessage()),
          1);
      throw new Away(AWAY, e);
    } finally {
      places.release();
    }
  }
}
