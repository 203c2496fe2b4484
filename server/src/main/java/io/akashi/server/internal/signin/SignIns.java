package io.akashi.server.internal.signin;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Factor;
import io.akashi.server.account.Lockout;
import io.akashi.server.account.Way;
import io.akashi.server.config.SigninSettings;
import io.akashi.server.config.SigninSettings.SecondFactor;
import io.akashi.server.internal.session.SessionFilter;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.session.SignedIn;
import io.akashi.server.internal.web.OwnPath;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signing in: a person proves one thing after the other until it is enough. What is wrong is said
 * in the same words and after the same time, whether there is such an account or not. Safe for use
 * by many threads.
 */
public final class SignIns {
  /** Where a code of the authenticator is asked for. */
  public static final String SECOND = "/login/second";

  /** Where a person sets up an authenticator who needs one and has none. */
  public static final String SET_UP = "/login/setup";

  /** Where somebody is told that they could not be signed in. */
  public static final String REFUSED = "/login?wrong";

  /** Where somebody goes who has shown a passkey and belongs to a directory or provider. */
  public static final String ALSO = "/login?also";

  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final int MOST_CHARACTERS = 500;
  private static final String HOME = "/";

  private final Accounts accounts;
  private final SigninSettings settings;
  private final Sessions sessions;
  private final Lockout lockout;
  private final Crowd crowd = new Crowd();
  private final SignInLog log;
  private final InstantSource clock;
  private final List<Door> doors;

  /** What came of an attempt. */
  public sealed interface Result {
    /** It is right; the browser goes on there. */
    record Right(String next) implements Result {}

    /** It is wrong, whatever it is. */
    record Wrong() implements Result {}

    /** It cannot be said, for who knows is away; the sentence is the same for everybody. */
    record Away(String sentence) implements Result {}

    /** Nobody may try this user id before then. */
    record Locked(Instant until) implements Result {}

    /** It took too long, or nothing is proved yet: begin again. */
    record Over() implements Result {}
  }

  /**
   * @param lockout who may not try for a time
   * @param doors further ways to prove who one is
   */
  public SignIns(
      Accounts accounts,
      SigninSettings settings,
      Sessions sessions,
      Lockout lockout,
      SignInLog log,
      InstantSource clock,
      List<Door> doors) {
    this.accounts = accounts;
    this.settings = settings;
    this.sessions = sessions;
    this.lockout = lockout;
    this.log = log;
    this.clock = clock;
    this.doors = List.copyOf(doors);
  }

  /** Takes a user id and a password, the first step. */
  public Result password(HttpServletRequest request, String typed, String password, String next) {
    if (typed.length() > MOST_CHARACTERS || password.length() > MOST_CHARACTERS) {
      return new Result.Wrong();
    }
    String user = Account.normal(typed);
    return inTurn(request, user, () -> tried(request, user, password, next));
  }

  /**
   * A try, unless the user id is locked.
   *
   * @throws io.akashi.server.account.AccountException.Busy when one address tries too many at a
   *     time
   */
  private Result inTurn(HttpServletRequest request, String user, Supplier<Result> attempt) {
    Optional<Instant> locked = lockout.begin(user);
    if (locked.isPresent()) {
      log.whileLocked(accounts.find(user).orElse(null), request.getRemoteAddr());
      return new Result.Locked(locked.get());
    }
    try (Crowd.Place _ = crowd.enter(request.getRemoteAddr())) {
      return attempt.get();
    } finally {
      lockout.ended(user);
    }
  }

  private Result tried(HttpServletRequest request, String user, String password, String next) {
    Account known = accounts.find(user).orElse(null);
    Factor factor = known == null ? Factor.PASSWORD : factor(known);
    try {
      Optional<Account> proved = check(user, password, request.getRemoteAddr());
      if (proved.isPresent() && proved.get().enabled()) {
        return new Result.Right(proved(request, proved.get(), factor(proved.get()), next));
      }
      return wrong(request, user, known, reason(proved.isPresent(), known), factor);
    } catch (Door.Away e) {
      // Counted like any other: else the passwords of our own could be guessed meanwhile.
      Result result = wrong(request, user, known, SignInLog.Reason.UNREACHABLE, factor);
      return result instanceof Result.Locked
          ? result
          : new Result.Away(String.valueOf(e.getMessage()));
    }
  }

  private static SignInLog.Reason reason(boolean proved, @Nullable Account known) {
    if (proved) {
      return SignInLog.Reason.DISABLED;
    }
    return known == null ? SignInLog.Reason.UNKNOWN_USER : SignInLog.Reason.WRONG_PASSWORD;
  }

  private static Factor factor(Account account) {
    return account.way() == Way.PASSWORD ? Factor.PASSWORD : Factor.DIRECTORY;
  }

  /**
   * The account whose password it is; empty when it is none's. Our own and then every door are
   * asked of every user id, so that the time says nothing of who has an account of which way.
   */
  private Optional<Account> check(String user, String password, String address) throws Door.Away {
    Optional<Account> known = accounts.find(user);
    boolean right = accounts.isPassword(user, password);
    if (right && known.isPresent() && known.get().way() == Way.PASSWORD) {
      return known;
    }
    for (Door door : doors) {
      Optional<Account> proved = door.check(user, password, address);
      if (proved.isPresent()) {
        return proved;
      }
    }
    return Optional.empty();
  }

  /** Takes a code of the authenticator or a recovery code, the second step. */
  public Result code(HttpServletRequest request, String typed) {
    Optional<Proving> proving = proving(request);
    Optional<Account> account = proving.flatMap(p -> accounts.find(p.user()));
    if (proving.isEmpty() || account.isEmpty()) {
      return new Result.Over();
    }
    String user = account.get().id();
    return inTurn(request, user, () -> tried(request, proving.get(), account.get(), typed));
  }

  private Result tried(HttpServletRequest request, Proving proving, Account account, String typed) {
    String user = account.id();
    String code = typed.replaceAll("[\\s　]", "");
    boolean totp = code.matches("\\d{6}");
    boolean right =
        code.length() < MOST_CHARACTERS
            && (totp ? accounts.takeTotp(user, code) : accounts.takeRecoveryCode(user, code));
    Factor factor = totp ? Factor.TOTP : Factor.RECOVERY_CODE;
    return right
        ? new Result.Right(proved(request, account, factor, proving.next()))
        : wrong(request, user, account, SignInLog.Reason.WRONG_CODE, factor);
  }

  /** Whether nobody may try to sign in as somebody now; that it was tried is recorded. */
  public boolean isLocked(HttpServletRequest request, Account account) {
    boolean locked = lockout.until(account.id()).isPresent();
    if (locked) {
      log.whileLocked(account, request.getRemoteAddr());
    }
    return locked;
  }

  /** Somebody's proof was wrong, at a {@link Door}: recorded, and counted for the lock. */
  public void failed(
      HttpServletRequest request, Account account, SignInLog.Reason reason, Factor factor) {
    wrong(request, account.id(), account, reason, factor);
  }

  private Result wrong(
      HttpServletRequest request,
      String user,
      @Nullable Account account,
      SignInLog.Reason reason,
      Factor factor) {
    log.failure(account, reason, factor, request.getRemoteAddr());
    if (!lockout.failed(user)) {
      return new Result.Wrong();
    }
    log.lockout(account, request.getRemoteAddr());
    return lockout.until(user).<Result>map(Result.Locked::new).orElseGet(Result.Wrong::new);
  }

  /**
   * Somebody has proved something: what is called by the steps above and by every {@link Door}.
   * When it is enough, the browser is signed in, under a new session id. An account that may not be
   * used is sent back to the begin.
   *
   * @param next where the person wanted to go, a path; another server's address is not followed
   * @return where the browser goes on
   */
  public String proved(HttpServletRequest request, Account account, Factor factor, String next) {
    if (!account.enabled()) {
      log.failure(account, SignInLog.Reason.DISABLED, factor, request.getRemoteAddr());
      return REFUSED;
    }
    Proving proving =
        proving(request)
            .filter(before -> before.user().equals(account.id()))
            .map(before -> before.with(factor))
            .orElseGet(() ->
                new Proving(
                    account.id(),
                    Set.of(factor),
                    clock.instant(),
                    safe(next),
                    accounts.passwordMark(account.id()),
                    null));
    HttpSession session = request.getSession();
    request.changeSessionId();
    proving.in(session);
    if (!Factor.areOf(account.way(), proving.factors())) {
      return ALSO;
    }
    if (!Factor.areTwo(proving.factors())) {
      if (accounts.hasSecondFactor(account.id())) {
        return SECOND;
      }
      if (settings.secondFactor() == SecondFactor.REQUIRED) {
        return SET_UP;
      }
    }
    signIn(session, account, proving, request.getRemoteAddr());
    return proving.next();
  }

  private void signIn(HttpSession session, Account account, Proving proving, String address) {
    log.login(account, proving.factors(), address);
    lockout.forget(account.id());
    Proving.forget(session);
    Sessions.Open open = sessions.open(account.id(), proving.factors(), address);
    new SignedIn(account.id(), open.handle(), false).in(session);
    // Longer than the sign-in holds: a form sent after its end belongs to this person still.
    session.setMaxInactiveInterval((int) settings.longest().plus(settings.idle()).toSeconds());
  }

  /**
   * What the browser of a request has proved so far, while that is not enough. Nothing, once the
   * person has another password: what was proved by the one before counts no more.
   */
  public Optional<Proving> proving(HttpServletRequest request) {
    return Proving.of(request, clock.instant())
        .filter(proving -> proving.mark().equals(accounts.passwordMark(proving.user())));
  }

  /** The secret of the authenticator that is being set up; empty when nothing is proved. */
  public Optional<String> settingUp(HttpServletRequest request) {
    Optional<Proving> proving = proving(request).filter(p -> !accounts.hasSecondFactor(p.user()));
    if (proving.isEmpty()) {
      return Optional.empty();
    }
    String known = proving.get().secret();
    if (known != null) {
      return Optional.of(known);
    }
    String secret = accounts.newTotpSecret();
    proving.get().settingUp(secret).in(request.getSession());
    return Optional.of(secret);
  }

  /** Takes the first code of an authenticator that is being set up. */
  public Result setUp(HttpServletRequest request, String code) {
    Optional<String> secret = settingUp(request);
    Optional<Account> account = proving(request).flatMap(p -> accounts.find(p.user()));
    if (secret.isEmpty() || account.isEmpty()) {
      return new Result.Over();
    }
    if (!accounts.setTotp(account.get().id(), secret.get(), code.replaceAll("[\\s　]", ""))) {
      return new Result.Wrong();
    }
    log.changed(account.get(), "認証アプリを設定しました。 / set up an authenticator", request.getRemoteAddr());
    return new Result.Right(proved(request, account.get(), Factor.TOTP, HOME));
  }

  /**
   * Makes sure that who is signed in is the one at the keyboard, before anything changes by which
   * they sign in: by the password, or, where only a provider knows it, by how long they have been.
   * A browser that was left open is not enough for that, and is no place to guess.
   *
   * @throws AccountException when it is not, or cannot be said; failures count for the lock
   */
  public void confirm(HttpServletRequest request, Account account, String password) {
    if (account.way() == Way.PROVIDER) {
      if (SessionFilter.current().stream()
          .noneMatch(person ->
              person.id().equals(account.id()) && sessions.beganWithin(person.session(), FRESH))) {
        throw new AccountException(
            "サインインから15分を過ぎています。いったんサインアウトし、サインインし直してから設定してください。 / you signed in more than 15 minutes ago: sign out, sign in, and try again");
      }
      return;
    }
    switch (inTurn(request, account.id(), () -> confirmed(request, account, password))) {
      case Result.Right _ -> {
        // It is this person.
      }
      case Result.Locked _ ->
          throw new AccountException(
              "続けて違ったため、しばらく確認できません。時間をおいてやり直してください。 / wrong too often: try again after a while");
      case Result.Away away -> throw new AccountException(away.sentence());
      default -> throw new AccountException("今のパスワードが違います。 / this is not your present password");
    }
  }

  private Result confirmed(HttpServletRequest request, Account account, String password) {
    try {
      if (password.length() <= MOST_CHARACTERS
          && check(account.id(), password, request.getRemoteAddr()).isPresent()) {
        return new Result.Right(HOME);
      }
    } catch (Door.Away e) {
      return new Result.Away(String.valueOf(e.getMessage()));
    }
    return wrong(request, account.id(), account, SignInLog.Reason.NOT_CONFIRMED, factor(account));
  }

  /** A path of ours at which signing in does not begin again, or the first page. */
  private static String safe(String next) {
    return next.startsWith("/login") || next.startsWith("/logout") ? HOME : OwnPath.of(next);
  }

  /** The least characters of a password of that account, and whether it has two factors. */
  public boolean needsTwo(String user) {
    return settings.secondFactor() == SecondFactor.REQUIRED || accounts.hasSecondFactor(user);
  }

  /** What the page that asks people to sign in offers beside its form. */
  public List<Door.Offer> offers() {
    return doors.stream().flatMap(door -> door.offer().stream()).toList();
  }
}
