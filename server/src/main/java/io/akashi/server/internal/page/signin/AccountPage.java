package io.akashi.server.internal.page.signin;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Person;
import io.akashi.server.account.Way;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.session.SignedIn;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account: password, authenticator, recovery codes, and where one is signed in. */
@Page
@Controller
public class AccountPage {
  private static final String SECRET = AccountPage.class.getName();

  /**
   * The secret of an authenticator that is being set up, of no use to who signs in next there.
   *
   * @param session handle of the sign-in that was shown it
   */
  private record Shown(String session, String secret) {}

  private final WebParts parts;
  private final Accounts accounts;
  private final Sessions sessions;
  private final SignIns signIns;
  private final SignInLog log;
  private final DateTimeFormatter times;

  AccountPage(WebParts parts, Sessions sessions, SignIns signIns, SignInLog log) {
    this.parts = parts;
    this.accounts = parts.signIn().accounts();
    this.sessions = sessions;
    this.signIns = signIns;
    this.log = log;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(parts.zone());
  }

  /** Somebody who has signed in; a token has no account. */
  private static Person person(HttpServletRequest request) {
    return Caller.of(request)
        .person()
        .orElseThrow(
            () -> new Problem(403, "サインインした人のページです。 / this page is of people who have signed in"));
  }

  private Account account(Person person) {
    return accounts.find(person.id()).orElseThrow();
  }

  /** Everything about it. */
  @Allowed
  @GetMapping("/account")
  public String show(Model model, HttpServletRequest request) {
    Person person = person(request);
    model.addAttribute("account", account(person));
    model.addAttribute("own", account(person).way() == Way.PASSWORD);
    model.addAttribute("asked", account(person).way() != Way.PROVIDER);
    model.addAttribute("least", NewPassword.rule(parts).least(signIns.needsTwo(person.id())));
    model.addAttribute("totp", accounts.hasTotp(person.id()));
    model.addAttribute("left", accounts.recoveryCodes(person.id()));
    model.addAttribute("passkeys", accounts.passkeys(person.id()));
    model.addAttribute("sessions", sessions.of(person.id()));
    model.addAttribute("current", person.session());
    model.addAttribute("times", times);
    return Views.of("account");
  }

  /** Another password; the sign-ins at other browsers end. */
  @Allowed
  @PostMapping("/account/password")
  public String password(
      @RequestParam String current,
      @RequestParam String password,
      @RequestParam String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person person = person(request);
    if (account(person).way() != Way.PASSWORD) {
      throw new Problem(
          403,
          "パスワードは Akashi にありません。病院の情報担当に聞いてください。 / Akashi does not know your password: ask your IT desk");
    }
    return trying(
        model,
        request,
        response,
        () -> {
          signIns.confirm(request, account(person), current);
          NewPassword.check(password, again, person.id(), signIns.needsTwo(person.id()), parts);
          accounts.setPassword(person.id(), password);
          sessions.endAll(person.id(), open -> !open.handle().equals(person.session()));
          log.passwordChosen(account(person), request.getRemoteAddr());
          model.addAttribute("done", "account.password.done");
        });
  }

  private String trying(
      Model model, HttpServletRequest request, HttpServletResponse response, Runnable change) {
    try {
      change.run();
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
    }
    return show(model, request);
  }

  /** Shows the secret of another authenticator; the one before holds until a code is typed. */
  @Allowed
  @PostMapping("/account/authenticator")
  public String authenticator(
      @RequestParam(defaultValue = "") String current,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person person = person(request);
    try {
      signIns.confirm(request, account(person), current);
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
      return show(model, request);
    }
    String secret = accounts.newTotpSecret();
    request.getSession().setAttribute(SECRET, new Shown(person.session(), secret));
    return authenticator(secret, person, model);
  }

  private static String authenticator(String secret, Person person, Model model) {
    SignInPage.show(secret, person.id(), model);
    model.addAttribute("action", "/account/authenticator/code");
    return Views.of("authenticator");
  }

  /** Takes its first code. */
  @Allowed
  @PostMapping("/account/authenticator/code")
  public String code(
      @RequestParam String code,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person person = person(request);
    HttpSession session = request.getSession();
    if (!(session.getAttribute(SECRET) instanceof Shown shown)
        || !shown.session().equals(person.session())) {
      return "redirect:/account";
    }
    String secret = shown.secret();
    if (!accounts.setTotp(person.id(), secret, code.replaceAll("[\\s　]", ""))) {
      response.setStatus(422);
      model.addAttribute("refused", true);
      return authenticator(secret, person, model);
    }
    session.removeAttribute(SECRET);
    log.changed(
        account(person), "認証アプリを設定しました。 / set up an authenticator", request.getRemoteAddr());
    return codes(model, request, person);
  }

  /** New recovery codes, shown this once. */
  @Allowed
  @PostMapping("/account/codes")
  public String codes(
      @RequestParam(defaultValue = "") String current,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person person = person(request);
    try {
      signIns.confirm(request, account(person), current);
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
      return show(model, request);
    }
    return codes(model, request, person);
  }

  private String codes(Model model, HttpServletRequest request, Person person) {
    model.addAttribute("codes", accounts.newRecoveryCodes(person.id()));
    model.addAttribute("next", "/account");
    log.changed(account(person), "回復コードを作りました。 / made recovery codes", request.getRemoteAddr());
    return Views.of("codes");
  }

  /** Signs out at every browser. */
  @Allowed
  @PostMapping("/account/leave")
  public String leave(HttpServletRequest request) {
    Person person = person(request);
    int ended = sessions.endAll(person.id(), open -> true);
    log.logout(person, ended, request.getRemoteAddr());
    SignedIn.leave(request);
    return "redirect:/login";
  }
}
