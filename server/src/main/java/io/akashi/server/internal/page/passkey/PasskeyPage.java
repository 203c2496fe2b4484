package io.akashi.server.internal.page.passkey;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Person;
import io.akashi.server.account.Way;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.signin.SignIns;
import io.akashi.server.internal.signin.passkey.Answer;
import io.akashi.server.internal.signin.passkey.Passkeys;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Open;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.Reply;
import io.akashi.server.internal.web.WebParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs in with a passkey; registers and removes those of who is signed in. */
@Page
@Controller
public class PasskeyPage {
  private static final String OWN = "/account/passkeys";

  private final Accounts accounts;
  private final Passkeys passkeys;
  private final SignIns signIns;
  private final SignInLog log;

  PasskeyPage(WebParts parts, Passkeys passkeys, SignIns signIns, SignInLog log) {
    this.accounts = parts.signIn().accounts();
    this.passkeys = passkeys;
    this.signIns = signIns;
    this.log = log;
  }

  /** The page with the button. */
  @Open
  @GetMapping(Passkeys.BEGIN)
  public String begin(
      @RequestParam(defaultValue = "/") String next, Model model, HttpServletRequest request) {
    model.addAttribute("possible", Passkeys.isPossible(request));
    model.addAttribute("next", next);
    return "passkey/begin";
  }

  /** The question for the authenticator. */
  @Open
  @PostMapping("/login/passkey/question")
  public void question(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    json(response, passkeys.askToSignIn(request, response));
  }

  /** Its answer. */
  @Open
  @PostMapping("/login/passkey/answer")
  public void answer(
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String onward = passkeys.signIn(request, new Answer(request), next, signIns);
    Reply.json(
        response,
        HttpServletResponse.SC_OK,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("next", onward);
          json.writeEndObject();
        });
  }

  /** The passkeys of who is signed in. */
  @Allowed
  @GetMapping(OWN)
  public String own(Model model, HttpServletRequest request) {
    Account account = account(request);
    model.addAttribute("passkeys", accounts.passkeys(account.id()));
    model.addAttribute("possible", Passkeys.isPossible(request));
    model.addAttribute("password", account.way() != Way.PROVIDER);
    return "passkey/own";
  }

  /** The question that registers one; who is at the keyboard is asked first. */
  @Allowed
  @PostMapping(OWN + "/question")
  public void question(
      @RequestParam(defaultValue = "") String current,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Account account = account(request);
    signIns.confirm(request, account, current);
    json(response, passkeys.askToRegister(request, response, account));
  }

  /** Registers one. */
  @Allowed
  @PostMapping(OWN + "/answer")
  public void register(
      @RequestParam(defaultValue = "") String label,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    passkeys.register(request, account(request), label, new Answer(request));
    json(response, "{}");
  }

  /** Removes one. */
  @Allowed
  @PostMapping(OWN + "/remove")
  public String remove(@RequestParam String id, HttpServletRequest request) {
    Account account = account(request);
    boolean own = accounts.passkeys(account.id()).stream().anyMatch(each -> each.id().equals(id));
    if (own) {
      log.changed(account, "パスキーを削除しました。 / removed a passkey", request.getRemoteAddr());
      accounts.removePasskey(account.id(), id);
    }
    return "redirect:" + OWN;
  }

  private Account account(HttpServletRequest request) {
    Person person =
        Caller.of(request)
            .person()
            .orElseThrow(() ->
                new Problem(403, "サインインした人のページです。 / this page is of people who have signed in"));
    return accounts.find(person.id()).orElseThrow();
  }

  private static void json(HttpServletResponse response, String text) throws IOException {
    Reply.octets(response, Reply.JSON, text.getBytes(StandardCharsets.UTF_8));
  }
}
