package io.akashi.server.internal.page.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Factor;
import io.akashi.server.config.Role;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Makes the first administrator, by the link that the server printed when it started. */
@Page
@Controller
public class FirstPage {
  private final WebParts parts;
  private final Accounts accounts;
  private final SignIns signIns;
  private final SignInLog log;

  FirstPage(WebParts parts, SignIns signIns, SignInLog log) {
    this.parts = parts;
    this.accounts = parts.signIn().accounts();
    this.signIns = signIns;
    this.log = log;
  }

  /** The form. */
  @Open
  @GetMapping("/first/{secret}")
  public String form(@PathVariable String secret, Model model) {
    check(secret);
    model.addAttribute("least", NewPassword.rule(parts).least(signIns.needsTwo("")));
    model.addAttribute("secret", secret);
    return Views.of("first");
  }

  /** Makes the account, which then signs in like any other. */
  @Open
  @PostMapping("/first/{secret}")
  public String make(
      @PathVariable String secret,
      @RequestParam String user,
      @RequestParam String name,
      @RequestParam String password,
      @RequestParam String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      Account account = Account.of(user, name, Set.of(Role.ADMIN));
      NewPassword.check(password, again, account.id(), signIns.needsTwo(""), parts);
      return "redirect:" + make(secret, account, password, request);
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
      model.addAttribute("user", user);
      model.addAttribute("name", name);
      return form(secret, model);
    }
  }

  /** One after the other: of two who use the link at a time the second finds it used. */
  private synchronized String make(
      String secret, Account account, String password, HttpServletRequest request) {
    check(secret);
    String address = request.getRemoteAddr();
    Account made = accounts.create(account, each -> log.made(null, each, address));
    accounts.setPassword(made.id(), password);
    return signIns.proved(request, made, Factor.PASSWORD, "/settings/accounts");
  }

  private void check(String secret) {
    boolean right =
        parts
            .signIn()
            .first()
            .filter(known -> MessageDigest.isEqual(known.getBytes(UTF_8), secret.getBytes(UTF_8)))
            .isPresent();
    if (!right || !accounts.isEmpty()) {
      throw Problem.notFound(
          "このリンクは使えません。管理者がいないときは、起動し直して表示されるリンクを使ってください。 / this link is of no use: if there is no"
              + " administrator yet, start again and use the link that is printed");
    }
  }
}
