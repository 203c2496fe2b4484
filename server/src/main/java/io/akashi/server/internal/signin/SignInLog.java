package io.akashi.server.internal.signin;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.event.sentence.OwnMessage;
import io.akashi.reconcile.FlatJson;
import io.akashi.server.HouseLog;
import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Factor;
import io.akashi.server.account.Person;
import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and what happens to accounts, as entries of the book {@code house}: durable before the
 * person sees the result. No entry has a secret in it; a user id that nobody has is left out, for
 * it may be a password in the wrong field.
 */
public final class SignInLog {
  /** {@code object_type} of what is written. */
  static final String ACCOUNT = "account";

  private final Store store;
  private final InstantSource clock;
  private final HouseLog doors;

  /** Why somebody did not get in: for the log, not for the person. */
  public enum Reason {
    UNKNOWN_USER,
    WRONG_PASSWORD,
    WRONG_CODE,
    /** Signed in, and asked for the password once more. */
    NOT_CONFIRMED,
    DISABLED,
    NOT_ALLOWED,
    NOT_BELIEVED,
    /** The provider gives the user id of that account to somebody else now. */
    ANOTHER_PERSON,
    UNREACHABLE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SignInLog(Store store, InstantSource clock, HouseLog doors) {
    this.store = store;
    this.clock = clock;
    this.doors = doors;
  }

  /** Somebody has signed in. */
  public void login(Account account, Set<Factor> factors, String address) {
    write(
        by(account, Kind.LOGIN, Outcome.SUCCESS, address)
            .set(Column.AUTH_METHOD, words(factors))
            .set(Column.MESSAGE, "サインインしました。 / signed in"));
  }

  /** Somebody has not. */
  public void failure(@Nullable Account account, Reason reason, Factor factor, String address) {
    write(
        by(account, Kind.LOGIN_FAILURE, Outcome.SERIOUS, address)
            .set(Column.AUTH_METHOD, factor.id())
            .set(Column.MESSAGE, "サインインできませんでした。 / could not sign in")
            .set(Column.FIELDS, "{\"reason\":\"%s\"}".formatted(reason.id())));
  }

  /**
   * Somebody whom a provider has identified has no account here, or no role.
   *
   * @param user as the provider says
   */
  public void stranger(String user, Factor factor, String address) {
    write(
        event(Kind.LOGIN_FAILURE, Outcome.SERIOUS, address)
            .set(Column.USER_ID, user)
            .set(Column.AUTH_METHOD, factor.id())
            .set(Column.MESSAGE, "Akashi を使う権限がありません。 / has no account or role here")
            .set(Column.FIELDS, "{\"reason\":\"%s\"}".formatted(Reason.NOT_ALLOWED.id())));
  }

  /** A provider has identified somebody by a user id whose account belongs to another person. */
  public void anotherPerson(Account account, Factor factor, String address) {
    write(
        event(Kind.LOGIN_FAILURE, Outcome.SERIOUS, address)
            .set(Column.TARGET_USER, account.id())
            .set(Column.AUTH_METHOD, factor.id())
            .set(
                Column.MESSAGE,
                "この利用者IDは認証基盤の別の人に結び付いているため、サインインさせませんでした。 / not let in: this user id is tied to another person of the provider")
            .set(Column.FIELDS, "{\"reason\":\"%s\"}".formatted(Reason.ANOTHER_PERSON.id())));
  }

  /** A user id is locked for a time. */
  public void lockout(@Nullable Account account, String address) {
    write(
        by(account, Kind.LOCKOUT, Outcome.SERIOUS, address)
            .set(
                Column.MESSAGE,
                "続けて失敗したため、しばらくサインインできません。 / locked for a time after failures in a row"));
  }

  /**
   * Somebody tries a user id that is locked. Nothing is checked, so it costs nothing to do that for
   * ever: one entry a minute, with the number of times.
   */
  public void whileLocked(@Nullable Account account, String address) {
    doors.note(
        new HouseLog.Occurrence(
            Kind.LOGIN_FAILURE,
            Outcome.SERIOUS,
            "sign-in " + address,
            address,
            "ロック中の利用者IDでサインインが試みられました。 / tried to sign in with a user id that is locked",
            account == null ? "" : account.id()),
        1);
  }

  /** A person has signed out, of some sessions. */
  public void logout(Person person, int sessions, String address) {
    write(
        of(person, Kind.LOGOUT, address)
            .set(Column.MESSAGE, "サインアウトしました。 / signed out")
            .set(Column.FIELDS, "{\"sessions\":%d}".formatted(sessions)));
  }

  /**
   * Somebody who is not signed in asks to choose another password; written for a user id that
   * nobody has, too, for else the time it takes would tell which there are.
   */
  public void resetAsked(@Nullable Account account, String address) {
    write(
        by(account, Kind.PASSWORD_RESET, Outcome.UNKNOWN, address)
            .set(Column.TARGET_USER, account == null ? null : account.id())
            .set(Column.MESSAGE, "パスワードの再設定を申し込みました。 / asked to choose another password"));
  }

  /**
   * An administrator lets a person choose another password.
   *
   * @param how the administrator has made sure who it is (guideline, system operation, 14 ⑥(4))
   * @param factors whether authenticator, recovery codes and passkeys were taken away, too
   */
  public void resetAllowed(
      Person admin, Account account, String how, boolean factors, String address) {
    write(
        of(admin, Kind.PASSWORD_RESET, address)
            .set(Column.TARGET_USER, account.id())
            .set(Column.MESSAGE, "パスワードの再設定を許可しました。本人確認の方法: %1$s".formatted(how))
            .set(
                Column.FIELDS,
                "{\"second_factors_removed\":%b,".formatted(factors)
                    + english(
                            "allowed to choose another password; identified by: %1$s"
                                .formatted(how))
                        .substring(1)));
  }

  /**
   * An administrator forgets by what somebody signs in whose password Akashi does not know.
   *
   * @param how the administrator has made sure who it is
   */
  public void forgotten(Person admin, Account account, String how, String address) {
    write(
        of(admin, Kind.PASSWORD_RESET, address)
            .set(Column.TARGET_USER, account.id())
            .set(Column.MESSAGE, "二要素と認証基盤との結び付きを初期化しました。本人確認の方法: %1$s".formatted(how))
            .set(
                Column.FIELDS,
                english(
                    "second factors and the tie to the provider are forgotten; identified by: %1$s"
                        .formatted(how))));
  }

  /** A person has changed something of their own account. */
  public void changed(Account account, String what, String address) {
    write(
        by(account, Kind.ACCOUNT_CHANGE, Outcome.SUCCESS, address)
            .set(Column.TARGET_USER, account.id())
            .set(Column.MESSAGE, what));
  }

  /** A person has chosen a password. */
  public void passwordChosen(Account account, String address) {
    write(
        by(account, Kind.PASSWORD_RESET, Outcome.SUCCESS, address)
            .set(Column.TARGET_USER, account.id())
            .set(Column.MESSAGE, "新しいパスワードを決めました。 / chose another password"));
  }

  /** Somebody has made an account; null when it is the first administrator's, made by the link. */
  public void made(@Nullable Person admin, Account account, String address) {
    AuditEvent.Builder event =
        admin == null
            ? by(account, Kind.ACCOUNT_CHANGE, Outcome.SUCCESS, address)
            : of(admin, Kind.ACCOUNT_CHANGE, address);
    write(
        event
            .set(Column.TARGET_USER, account.id())
            .set(Column.MESSAGE, "アカウントを作りました。%1$s".formatted(rights(account)))
            .set(Column.FIELDS, english("made an account: %1$s".formatted(rights(account)))));
  }

  /** Somebody has changed another's account: its rights, its name, or whether it may be used. */
  public void changed(Person admin, Account before, Account after, String address) {
    boolean rights = !before.roles().equals(after.roles()) || !before.scope().equals(after.scope());
    write(
        of(admin, rights ? Kind.PERMISSION_CHANGE : Kind.ACCOUNT_CHANGE, address)
            .set(Column.TARGET_USER, after.id())
            .set(Column.MESSAGE, "変更前: %1$s 変更後: %2$s".formatted(rights(before), rights(after)))
            .set(
                Column.FIELDS,
                english("before: %1$s; after: %2$s".formatted(rights(before), rights(after)))));
  }

  /** What a message with names says in English, as {@code fields}. */
  private static String english(String message) {
    return FlatJson.write(Map.of(OwnMessage.ENGLISH, message));
  }

  private static String rights(Account account) {
    Scope scope = account.scope();
    return "%s [%s] books=%s systems=%s %s"
        .formatted(
            account.name(),
            account.roles().stream().map(Role::id).collect(Collectors.joining(" ")),
            scope.books().isEmpty()
                ? "*"
                : scope.books().stream().map(Book::id).sorted().collect(Collectors.joining(" ")),
            scope.systems().isEmpty() ? "*" : String.join(" ", new TreeSet<>(scope.systems())),
            account.enabled() ? "enabled" : "disabled");
  }

  private AuditEvent.Builder of(Person person, Kind kind, String address) {
    return event(kind, Outcome.SUCCESS, address)
        .set(Column.USER_ID, person.id())
        .set(Column.USER_NAME, person.name())
        .set(Column.USER_ROLE, roles(person.roles()));
  }

  private AuditEvent.Builder by(
      @Nullable Account account, Kind kind, Outcome outcome, String address) {
    AuditEvent.Builder event = event(kind, outcome, address);
    return account == null
        ? event
        : event
            .set(Column.USER_ID, account.id())
            .set(Column.USER_NAME, account.name())
            .set(Column.USER_ROLE, roles(account.roles()));
  }

  private AuditEvent.Builder event(Kind kind, Outcome outcome, String address) {
    return AuditEvent.builder()
        .set(Column.OCCURRED_AT, clock.instant())
        .set(Column.KIND, kind.id())
        .set(Column.OUTCOME, outcome.id())
        .set(Column.TERMINAL, address)
        .set(Column.ADDRESS, address)
        .set(Column.PROGRAM, "akashi web")
        .set(Column.OBJECT_TYPE, ACCOUNT);
  }

  private static String roles(Set<Role> roles) {
    return roles.stream().sorted().map(Role::id).collect(Collectors.joining(","));
  }

  private static String words(Set<Factor> factors) {
    return factors.stream().sorted().map(Factor::id).collect(Collectors.joining("+"));
  }

  private void write(AuditEvent.Builder event) {
    try {
      store.house(event.build());
    } catch (StoreException e) {
      throw new AccountException(String.valueOf(e.getMessage()), e);
    }
  }
}
