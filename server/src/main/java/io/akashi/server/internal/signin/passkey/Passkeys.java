package io.akashi.server.internal.signin.passkey;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Factor;
import io.akashi.server.account.Passkey;
import io.akashi.server.internal.signin.Door;
import io.akashi.server.internal.signin.Questions;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Passkeys (W3C Web Authentication Level 3), with user verification always: what the person has and
 * what they know or are, so two factors by itself. Passkeys are found without a user id, so the
 * page that asks tells nobody who has an account. What the maker of an authenticator attests is not
 * asked for. Safe for use by many threads.
 */
public final class Passkeys implements Door {
  /** Where a browser begins. */
  public static final String BEGIN = "/login/passkey";

  private static final String AGAIN =
      "パスキーを確認できませんでした。もう一度やり直してください。 / the passkey could not be verified: try again";
  private static final String COOKIE = "akashi-passkey";
  private static final Duration TIME = Duration.ofMinutes(5);
  private static final int MOST_OF_ONE = 10;
  private static final int LONGEST_LABEL = 60;

  private final Accounts accounts;
  private final SignInLog log;
  private final InstantSource clock;
  private final Questions<Ceremony> questions;
  private final Verifier verifier = new Verifier();

  Passkeys(Accounts accounts, SignInLog log, InstantSource clock) {
    this.accounts = accounts;
    this.log = log;
    this.clock = clock;
    this.questions = new Questions<>(COOKIE, TIME, clock);
  }

  @Override
  public Optional<Offer> offer() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
            && isPossible(here.getRequest())
        ? Optional.of(new Offer(BEGIN, "パスキーでサインイン", "Sign in with a passkey"))
        : Optional.empty();
  }

  /** Whether a page at the address of a request can use passkeys. */
  public static boolean isPossible(HttpServletRequest request) {
    return Ceremony.isPossible(request);
  }

  /**
   * The question that registers a passkey: {@code PublicKeyCredentialCreationOptionsJSON}.
   *
   * @throws AccountException where passkeys are not possible, or when the person has enough
   */
  public String askToRegister(
      HttpServletRequest request, HttpServletResponse response, Account account) {
    bound(account);
    Ceremony ceremony = Ceremony.of(request, account.id());
    questions.ask(request, response, ceremony);
    return Options.toRegister(ceremony, account, accounts.passkeys(account.id()));
  }

  private void bound(Account account) {
    if (accounts.passkeys(account.id()).size() >= MOST_OF_ONE) {
      throw new AccountException(
          "パスキーは10個までです。使わないものを削除してください。 / ten passkeys at most: remove one that is not used");
    }
  }

  /**
   * Keeps a passkey.
   *
   * @throws AccountException when it does not answer the question that this person was asked
   */
  public void register(HttpServletRequest request, Account account, String label, Answer answer) {
    Ceremony ceremony = taken(request, account.id());
    bound(account);
    try {
      KeptKey key = verifier.registered(answer, ceremony);
      if (accounts.ownerOf(key.id()).isPresent()) {
        throw again();
      }
      log.changed(account, "パスキーを登録しました。 / registered a passkey", request.getRemoteAddr());
      accounts.putPasskey(
          account.id(), new Passkey(key.id(), label(label), clock.instant(), key.text()));
    } catch (Verifier.Unverified e) {
      throw new AccountException(AGAIN, e);
    }
  }

  /**
   * The question that signs somebody in: {@code PublicKeyCredentialRequestOptionsJSON}.
   *
   * @throws AccountException where passkeys are not possible
   */
  public String askToSignIn(HttpServletRequest request, HttpServletResponse response) {
    Ceremony ceremony = Ceremony.of(request, "");
    questions.ask(request, response, ceremony);
    return Options.toSignIn(ceremony);
  }

  /**
   * Signs the owner of a passkey in, or is their second factor.
   *
   * @return where the browser goes on
   * @throws AccountException when it does not answer the question, or nobody has that passkey
   */
  public String signIn(HttpServletRequest request, Answer answer, String next, SignIns signIns) {
    Ceremony ceremony = taken(request, "");
    Account owner = accounts.ownerOf(answer.id()).orElseThrow(() -> unknown(request));
    if (signIns.isLocked(request, owner)) {
      throw new AccountException(
          "続けて失敗したため、しばらくサインインできません。時間をおいてやり直してください。 / locked for a time after failures in a row: try again later");
    }
    Passkey passkey =
        accounts.passkeys(owner.id()).stream()
            .filter(each -> each.id().equals(answer.id()))
            .findFirst()
            .orElseThrow(Passkeys::again);
    KeptKey key = KeptKey.parse(passkey.record());
    try {
      KeptKey after = verifier.verified(answer, ceremony, key, Options.handle(owner));
      if (!after.text().equals(key.text())) {
        accounts.putPasskey(
            owner.id(),
            new Passkey(passkey.id(), passkey.label(), passkey.created(), after.text()));
      }
    } catch (Verifier.Unverified e) {
      signIns.failed(request, owner, SignInLog.Reason.WRONG_CODE, Factor.PASSKEY);
      throw new AccountException(AGAIN, e);
    }
    return signIns.proved(request, owner, Factor.PASSKEY, next);
  }

  /** What this browser was asked, for that person, or to sign in. */
  private Ceremony taken(HttpServletRequest request, String user) {
    return questions
        .take(request)
        .filter(each -> each.user().equals(user))
        .orElseThrow(Passkeys::again);
  }

  private static String label(String typed) {
    String clean = typed.strip().replaceAll("\\p{Cntrl}", " ");
    return clean.isEmpty() ? "パスキー" : clean.substring(0, Math.min(LONGEST_LABEL, clean.length()));
  }

  private static AccountException again() {
    return new AccountException(AGAIN);
  }

  private AccountException unknown(HttpServletRequest request) {
    log.failure(null, SignInLog.Reason.UNKNOWN_USER, Factor.PASSKEY, request.getRemoteAddr());
    return new AccountException(
        "このパスキーは登録されていません。ほかの方法でサインインしてください。 / this passkey is not registered: sign in another way");
  }
}
