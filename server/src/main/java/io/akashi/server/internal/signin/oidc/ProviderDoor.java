package io.akashi.server.internal.signin.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.HouseLog;
import io.akashi.server.account.Account;
import io.akashi.server.account.Factor;
import io.akashi.server.config.OidcSettings;
import io.akashi.server.internal.signin.Door;
import io.akashi.server.internal.signin.Questions;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.signin.outside.Newcomers;
import io.akashi.server.internal.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lets people sign in whom a provider of identities knows. */
public final class ProviderDoor implements Door {
  /** Where a browser begins. */
  public static final String BEGIN = "/login/oidc";

  /** Where the provider sends it back to. */
  public static final String BACK = "/login/oidc/back";

  private static final String COOKIE = "akashi-provider";
  private static final Duration TIME = Duration.ofMinutes(10);

  private final OidcSettings settings;
  private final Provider provider;
  private final Newcomers newcomers;
  private final SignInLog signInLog;
  private final HouseLog log;
  private final Questions<Attempt> attempts;

  ProviderDoor(
      OidcSettings settings,
      Provider provider,
      Newcomers newcomers,
      SignInLog signInLog,
      HouseLog log,
      InstantSource clock) {
    this.settings = settings;
    this.provider = provider;
    this.newcomers = newcomers;
    this.signInLog = signInLog;
    this.log = log;
    this.attempts = new Questions<>(COOKIE, TIME, clock);
  }

  @Override
  public Optional<Offer> offer() {
    return Optional.of(
        new Offer(BEGIN, settings.label() + " でサインイン", "Sign in with " + settings.label()));
  }

  /** Where the browser goes to sign in. */
  public URI begin(HttpServletRequest request, HttpServletResponse response, String next) {
    URI here = URI.create(request.getRequestURL().toString());
    Attempt attempt = Attempt.begin(here.resolve(BACK).toString(), next);
    try {
      URI there = provider.begin(attempt);
      attempts.ask(request, response, attempt);
      return there;
    } catch (Provider.Unreachable e) {
      throw unreachable(e);
    }
  }

  /**
   * Takes what the provider sent back.
   *
   * @param code empty when the person turned back there, or was refused
   * @return where the browser goes on
   */
  public String finish(HttpServletRequest request, String state, String code, SignIns signIns) {
    Attempt attempt =
        attempts
            .take(request)
            .filter(each -> each.state().equals(state))
            .orElseThrow(() ->
                refused(
                    request,
                    "サインインが途中で切れました。もう一度サインインしてください。 / this sign-in was interrupted or took too long: sign in again"));
    if (code.isEmpty()) {
      signInLog.failure(
          null, SignInLog.Reason.NOT_ALLOWED, Factor.PROVIDER, request.getRemoteAddr());
      return SignIns.REFUSED;
    }
    try {
      IDTokenClaimsSet claims = provider.claims(attempt, code);
      Account account = account(claims, request.getRemoteAddr());
      Factor factor = hasTwo(claims) ? Factor.PROVIDER_TWO : Factor.PROVIDER;
      return signIns.proved(request, account, factor, attempt.next());
    } catch (Provider.Refused e) {
      say(String.valueOf(e.getMessage()));
      throw refused(
          request,
          "認証基盤の応答を確認できませんでした。もう一度サインインしてください。 / what the identity provider said could not be verified: sign in again");
    } catch (Provider.Unreachable e) {
      throw unreachable(e);
    }
  }

  private Problem refused(HttpServletRequest request, String sentence) {
    signInLog.failure(
        null, SignInLog.Reason.NOT_BELIEVED, Factor.PROVIDER, request.getRemoteAddr());
    return new Problem(403, sentence);
  }

  private Account account(IDTokenClaimsSet claims, String address) {
    String user = claims.getStringClaim(settings.user());
    if (user == null || user.isBlank()) {
      say("the ID token has no claim " + settings.user());
      throw nobody("", address);
    }
    String name = claims.getStringClaim("name");
    List<String> groups = claims.getStringListClaim(settings.groups());
    String subject = claims.getIssuer().getValue() + " " + claims.getSubject().getValue();
    try {
      return newcomers
          .account(
              subject, user, name == null ? "" : name, groups == null ? List.of() : groups, address)
          .orElseThrow(() -> nobody(user, address));
    } catch (Newcomers.Another e) {
      signInLog.anotherPerson(e.account(), Factor.PROVIDER, address);
      throw new Problem(
          403,
          "あなたの利用者IDは、ここでは別の人のものです（前に使っていた人に結び付いています）。管理者に連絡してください。 / your user id belongs to another person here, who had it before you: tell an administrator of Akashi");
    }
  }

  private Problem nobody(String user, String address) {
    signInLog.stranger(user, Factor.PROVIDER, address);
    return new Problem(
        403,
        "あなたには Akashi を使う権限がありません。管理者に連絡してください。 / you have no account here: ask an administrator of Akashi");
  }

  /** Whether the provider says that it has asked for two factors (RFC 8176). */
  private boolean hasTwo(IDTokenClaimsSet claims) {
    List<String> amr = claims.getStringListClaim("amr");
    String acr = claims.getStringClaim("acr");
    return settings.twoFactors().stream()
        .anyMatch(value -> value.equals(acr) || (amr != null && amr.contains(value)));
  }

  private Problem unreachable(Provider.Unreachable e) {
    say("cannot be asked: " + e.getMessage());
    return new Problem(
        503,
        "病院の認証基盤に接続できません。しばらく待つか、Akashi のパスワードでサインインしてください。 / the identity provider cannot be reached: wait, or sign in with a password of Akashi's own");
  }

  private void say(String what) {
    log.note(
        new HouseLog.Occurrence(
            Kind.NOTE,
            Outcome.SERIOUS,
            "identity provider",
            "",
            "認証基盤でのサインインに失敗しました。 / Signing in by the identity provider failed: " + what),
        1);
  }
}
