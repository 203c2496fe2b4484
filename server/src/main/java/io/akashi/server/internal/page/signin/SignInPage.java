package io.akashi.server.internal.page.signin;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Totp;
import io.akashi.server.internal.session.KeptForms;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.session.SignedIn;
import io.akashi.server.internal.signin.Proving;
import io.akashi.server.internal.signin.SecurityChain;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.signin.SignIns.Result;
import io.akashi.server.internal.signin.passkey.Passkeys;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for user id and password, then for a code; sets up the authenticator of who has none. */
@Page
@Controller
public class SignInPage {
  static final String ISSUER = "Akashi";
  private static final String LOGIN = "redirect:/login";

  private final WebParts parts;
  private final Accounts accounts;
  private final SignIns signIns;
  private final Sessions sessions;
  private final SignInLog log;

  SignInPage(WebParts parts, SignIns signIns, Sessions sessions, SignInLog log) {
    this.parts = parts;
    this.accounts = parts.signIn().accounts();
    this.signIns = signIns;
    this.sessions = sessions;
    this.log = log;
  }

  /** The form. */
  @Open
  @GetMapping("/login")
  public String form(
      @RequestParam(defaultValue = "/") String next, Model model, HttpServletRequest request) {
    model.addAttribute("next", next);
    model.addAttribute("offers", signIns.offers());
    model.addAttribute("ended", ended(request));
    model.addAttribute("nobody", accounts.isEmpty());
    model.addAttribute("wrong", request.getParameter("wrong") != null);
    model.addAttribute("also", request.getParameter("also") != null);
    return Views.of("login");
  }

  /** Key of the sentence about the sign-in before; null when nothing is known of one. */
  private static @Nullable String ended(HttpServletRequest request) {
    Optional<SignedIn> before = SignedIn.of(request);
    if (KeptForms.isWaiting(request)) {
      return "signin.ended.form";
    }
    if (before.isPresent()) {
      return before.get().left() ? "signin.left" : "signin.ended";
    }
    return isForgotten(request) ? "signin.ended" : null;
  }

  /** Whether the browser has a session that is over, as after a restart of the server. */
  private static boolean isForgotten(HttpServletRequest request) {
    return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
  }

  /** The first step. */
  @Open
  @PostMapping("/login")
  public String password(
      @RequestParam String user,
      @RequestParam String password,
      @RequestParam(defaultValue = "/") String next,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Result result = signIns.password(request, user, password, next);
    if (result instanceof Result.Right right) {
      return "redirect:" + right.next();
    }
    refuse(result, model, response);
    model.addAttribute("user", user);
    return form(next, model, request);
  }

  /** What is said of an attempt that failed: the same of everything that can be wrong. */
  private void refuse(Result result, Model model, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    model.addAttribute("refused", true);
    if (result instanceof Result.Away away) {
      model.addAttribute("away", away.sentence());
    }
    if (result instanceof Result.Locked locked) {
      Duration rest = Duration.between(parts.clock().instant(), locked.until());
      model.addAttribute("minutes", Math.max(1, rest.plusSeconds(59).toMinutes()));
    }
  }

  /** Asks for a code. */
  @Open
  @GetMapping(SignIns.SECOND)
  public String second(Model model, HttpServletRequest request) {
    Optional<Proving> proving = signIns.proving(request);
    if (proving.isEmpty()) {
      return LOGIN;
    }
    String user = proving.get().user();
    model.addAttribute("code", accounts.hasTotp(user) || accounts.recoveryCodes(user) > 0);
    model.addAttribute("passkey", !accounts.passkeys(user).isEmpty());
    model.addAttribute("possible", Passkeys.isPossible(request));
    return Views.of("second");
  }

  /** The second step. */
  @Open
  @PostMapping(SignIns.SECOND)
  public String code(
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Result result = signIns.code(request, code);
    return switch (result) {
      case Result.Right right -> "redirect:" + right.next();
      case Result.Over _ -> LOGIN;
      case Result.Wrong _ -> again(result, model, request, response);
      case Result.Away _ -> again(result, model, request, response);
      case Result.Locked _ -> again(result, model, request, response);
    };
  }

  private String again(
      Result result, Model model, HttpServletRequest request, HttpServletResponse response) {
    refuse(result, model, response);
    return second(model, request);
  }

  /** Shows the secret of a new authenticator to who needs one. */
  @Open
  @GetMapping(SignIns.SET_UP)
  public String setUp(Model model, HttpServletRequest request) {
    Optional<String> secret = signIns.settingUp(request);
    Optional<Account> account =
        signIns.proving(request).flatMap(proving -> accounts.find(proving.user()));
    if (secret.isEmpty() || account.isEmpty()) {
      return LOGIN;
    }
    show(secret.get(), account.get().id(), model);
    model.addAttribute("action", SignIns.SET_UP);
    return Views.of("authenticator");
  }

  /** A secret as a QR code and in groups of four, to be typed. */
  static void show(String secret, String user, Model model) {
    model.addAttribute("secret", secret.replaceAll("(.{4})(?!$)", "$1 "));
    model.addAttribute("qr", QrPicture.of(Totp.uri(secret, user, ISSUER)));
  }

  /** Takes its first code, and shows the recovery codes. */
  @Open
  @PostMapping(SignIns.SET_UP)
  public String setUp(
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    String user = signIns.proving(request).map(Proving::user).orElse("");
    Result result = signIns.setUp(request, code);
    if (result instanceof Result.Right right) {
      model.addAttribute("codes", accounts.newRecoveryCodes(user));
      model.addAttribute("next", right.next());
      return Views.of("codes");
    }
    if (result instanceof Result.Over) {
      return LOGIN;
    }
    refuse(result, model, response);
    return setUp(model, request);
  }

  /** What a form comes to that is none of ours, or so old that its token is gone. */
  @Open
  @PostMapping(SecurityChain.STALE)
  public void stale() {
    throw new Problem(
        403,
        "このページは古くなっています。前のページに戻って読み込み直し、もう一度送ってください。 / this page is out of date: go back,"
            + " reload it, and send it again");
  }

  /** Signs out at this browser. */
  @Open
  @PostMapping("/logout")
  public String leave(HttpServletRequest request) {
    Caller.known(request)
        .flatMap(Caller::person)
        .ifPresent(person -> {
          sessions.end(person.session());
          log.logout(person, 1, request.getRemoteAddr());
        });
    SignedIn.leave(request);
    return LOGIN;
  }
}
