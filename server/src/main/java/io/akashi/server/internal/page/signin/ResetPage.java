package io.akashi.server.internal.page.signin;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Factor;
import io.akashi.server.account.Way;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.signin.Resets;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * For who has no password yet, or none any more: shows a number, which an administrator types after
 * having made sure who it is, and then lets that person choose a password here.
 */
@Page
@Controller
public class ResetPage {
  private static final int LONGEST = 100;

  private final WebParts parts;
  private final Accounts accounts;
  private final SignIns signIns;
  private final Sessions sessions;
  private final Resets resets;
  private final SignInLog log;

  ResetPage(WebParts parts, SignIns signIns, Sessions sessions, Resets resets, SignInLog log) {
    this.parts = parts;
    this.accounts = parts.signIn().accounts();
    this.signIns = signIns;
    this.sessions = sessions;
    this.resets = resets;
    this.log = log;
  }

  /** Asks for the user id, shows the number, or asks for the password: whichever is next. */
  @Open
  @GetMapping("/login/reset")
  public String show(Model model, HttpServletRequest request) {
    Optional<String> allowed = resets.allowed(request);
    if (allowed.isPresent()) {
      model.addAttribute("user", allowed.get());
      model.addAttribute("least", NewPassword.rule(parts).least(signIns.needsTwo(allowed.get())));
      return Views.of("choose");
    }
    model.addAttribute("number", resets.number(request).map(ResetPage::grouped).orElse(null));
    return Views.of("reset");
  }

  private static String grouped(String number) {
    return number.substring(0, 4) + " " + number.substring(4);
  }

  /** Somebody asks. */
  @Open
  @PostMapping("/login/reset")
  public String ask(@RequestParam String user, HttpServletRequest request) {
    if (user.length() > LONGEST || resets.ask(request, user).isEmpty()) {
      throw new Problem(
          503, "再設定の申込みが混み合っています。30分ほど待ってください。 / too many have asked: wait half an hour");
    }
    log.resetAsked(accounts.find(user).orElse(null), request.getRemoteAddr());
    return "redirect:/login/reset";
  }

  /** Takes the password that the person chooses. */
  @Open
  @PostMapping("/login/reset/password")
  public String choose(
      @RequestParam String password,
      @RequestParam String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<Account> account = resets.allowed(request).flatMap(accounts::find);
    if (account.isEmpty() || account.get().way() != Way.PASSWORD) {
      return "redirect:/login/reset";
    }
    String user = account.get().id();
    try {
      NewPassword.check(password, again, user, signIns.needsTwo(user), parts);
      accounts.setPassword(user, password);
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
      return show(model, request);
    }
    resets.done(request);
    sessions.endAll(user, open -> true);
    log.passwordChosen(account.get(), request.getRemoteAddr());
    return "redirect:" + signIns.proved(request, account.get(), Factor.PASSWORD, "/");
  }
}
