package io.akashi.server.internal.page.settings;

import io.akashi.server.account.Account;
import io.akashi.server.account.AccountException;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Person;
import io.akashi.server.account.Way;
import io.akashi.server.config.Role;
import io.akashi.server.internal.session.Sessions;
import io.akashi.server.internal.signin.Resets;
import io.akashi.server.internal.signin.SignInLog;
import io.akashi.server.internal.web.Allowed;
import io.akashi.server.internal.web.Caller;
import io.akashi.server.internal.web.Page;
import io.akashi.server.internal.web.Problem;
import io.akashi.server.internal.web.WebParts;
import io.akashi.store.Book;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may sign in, with which rights. Changes are entries of the book {@code house}. */
@Page
@Controller
public class AccountsPage {
  private static final String LIST = "/settings/accounts";
  private static final String ONE = LIST + "/{id}";
  private static final int SHORTEST_REASON = 4;
  private static final int LONGEST_REASON = 500;

  private final Accounts accounts;
  private final Sessions sessions;
  private final Resets resets;
  private final SignInLog log;

  AccountsPage(WebParts parts, Sessions sessions, Resets resets, SignInLog log) {
    this.accounts = parts.signIn().accounts();
    this.sessions = sessions;
    this.resets = resets;
    this.log = log;
  }

  /**
   * What a form sends of an account.
   *
   * @param roles ids of roles
   * @param books ids of books; none for all
   * @param systems one a line; none for all
   */
  public record Typed(
      String name, List<String> roles, List<String> books, String systems, boolean enabled) {
    static Typed of(Account account) {
      return new Typed(
          account.name(),
          account.roles().stream().map(Role::id).toList(),
          account.scope().books().stream().map(Book::id).toList(),
          String.join("\n", new TreeSet<>(account.scope().systems())),
          account.enabled());
    }

    static final Typed EMPTY = new Typed("", List.of(), List.of(), "", true);
  }

  private static Person admin(HttpServletRequest request) {
    return Caller.of(request)
        .person()
        .orElseThrow(() ->
            new Problem(
                403,
                "アカウントを変更できるのはサインインした人だけです。 / only people who have signed in change accounts"));
  }

  private Account existing(String id) {
    return accounts
        .find(id)
        .orElseThrow(() -> Problem.notFound("このアカウントはありません。 / there is no such account"));
  }

  /** All accounts. */
  @Allowed(Role.ADMIN)
  @GetMapping(LIST)
  public String list(Model model) {
    model.addAttribute("accounts", accounts.all());
    model.addAttribute("keys", accounts);
    return "settings/accounts";
  }

  /** The form of a new one. */
  @Allowed(Role.ADMIN)
  @GetMapping("/settings/new-account")
  public String fresh(Model model) {
    return form(model, "", Typed.EMPTY);
  }

  private static String form(Model model, String user, Typed typed) {
    model.addAttribute("user", user);
    model.addAttribute("typed", typed);
    model.addAttribute("roles", Rights.ROLES);
    model.addAttribute("books", Book.values());
    return "settings/new-account";
  }

  /** Makes one, without a password: its person asks for one at the page that signs in. */
  @Allowed(Role.ADMIN)
  @PostMapping(LIST)
  public String make(
      @RequestParam String user,
      @RequestParam String name,
      @RequestParam(defaultValue = "") List<String> roles,
      @RequestParam(defaultValue = "") List<String> books,
      @RequestParam(defaultValue = "") String systems,
      @RequestParam(defaultValue = "password") String way,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person admin = admin(request);
    try {
      Account account =
          Account.of(user, name, Rights.roles(roles))
              .with(name, Rights.roles(roles), Rights.scope(books, systems), true)
              .by(way(way));
      String address = request.getRemoteAddr();
      Account made = accounts.create(account, each -> log.made(admin, each, address));
      return "redirect:" + LIST + "/" + made.id() + "?made";
    } catch (AccountException e) {
      response.setStatus(422);
      model.addAttribute("trouble", e.getMessage());
      return form(model, user, new Typed(name, roles, books, systems, true));
    }
  }

  private static Way way(String id) {
    for (Way way : Way.values()) {
      if (way.id().equals(id)) {
        return way;
      }
    }
    throw Problem.badRequest("サインインの方法がありません。 / there is no such way to sign in");
  }

  /** One account. */
  @Allowed(Role.ADMIN)
  @GetMapping(ONE)
  public String one(@PathVariable String id, Model model) {
    Account account = existing(id);
    return one(account, Typed.of(account), model);
  }

  private String one(Account account, Typed typed, Model model) {
    model.addAttribute("account", account);
    model.addAttribute("typed", typed);
    model.addAttribute("roles", Rights.ROLES);
    model.addAttribute("books", Book.values());
    model.addAttribute("keys", accounts);
    model.addAttribute("sessions", sessions.of(account.id()).size());
    return "settings/account";
  }

  /** Changes it; what it was changed to meanwhile by somebody else is shown and not lost. */
  @Allowed(Role.ADMIN)
  @PostMapping(ONE)
  public String change(
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam String name,
      @RequestParam(defaultValue = "") List<String> roles,
      @RequestParam(defaultValue = "") List<String> books,
      @RequestParam(defaultValue = "") String systems,
      @RequestParam(defaultValue = "false") boolean enabled,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person admin = admin(request);
    Account before = existing(id);
    try {
      Account wanted =
          new Account(
              before.id(),
              name.strip(),
              Rights.roles(roles),
              Rights.scope(books, systems),
              before.way(),
              enabled,
              version);
      String address = request.getRemoteAddr();
      Account after =
          accounts.change(wanted, (was, will) -> log.changed(admin, was, will, address));
      if (!after.enabled()) {
        sessions.endAll(after.id(), open -> true);
      }
      return "redirect:" + LIST + "/" + after.id() + "?kept";
    } catch (AccountException e) {
      response.setStatus(e instanceof AccountException.Changed ? 409 : 422);
      model.addAttribute("trouble", e.getMessage());
      model.addAttribute("other", e instanceof AccountException.Changed);
      return one(existing(id), new Typed(name, roles, books, systems, enabled), model);
    }
  }

  /**
   * Lets the person choose a password, once it is known who they are (guideline, system operation,
   * 14 ⑥(4)): what is typed here is of no use to anybody else.
   *
   * @param number which the person sees at their own browser
   * @param how the administrator has made sure who it is
   * @param factors whether the second factors are taken away, too
   */
  @Allowed(Role.ADMIN)
  @PostMapping(ONE + "/reset")
  public String reset(
      @PathVariable String id,
      @RequestParam String number,
      @RequestParam String how,
      @RequestParam(defaultValue = "false") boolean factors,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person admin = admin(request);
    Account account = existing(id);
    Optional<String> not = mayNot(admin, account, how);
    if (not.isPresent()) {
      return refused(not.get(), account, number, how, model, response);
    }
    if (!resets.isAsked(account.id(), number)) {
      return refused(
          "この番号はこのアカウントのものではないか、30分を過ぎています。本人の画面の番号を確かめてください。 / this is no number of this account, or"
              + " older than half an hour: check the number on the person's screen",
          account,
          number,
          how,
          model,
          response);
    }
    log.resetAllowed(admin, account, how.strip(), factors, request.getRemoteAddr());
    if (factors) {
      accounts.forgetCredentials(account.id());
    }
    resets.allow(account.id(), number);
    sessions.endAll(account.id(), open -> true);
    return "redirect:" + LIST + "/" + account.id() + "?allowed";
  }

  /**
   * Forgets second factors and the tie to a provider of somebody whose password Akashi does not
   * know: they have lost them, or the provider knows them anew. At the next sign-in they begin
   * again.
   *
   * @param how the administrator has made sure who it is
   */
  @Allowed(Role.ADMIN)
  @PostMapping(ONE + "/forget")
  public String forget(
      @PathVariable String id,
      @RequestParam String how,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person admin = admin(request);
    Account account = existing(id);
    Optional<String> not = mayNot(admin, account, how);
    if (not.isPresent() || account.way() == Way.PASSWORD) {
      String sentence =
          not.orElse(
              "パスワードが Akashi にある人には、再設定を許可してください。 / for a person with a password of Akashi, allow a reset");
      return refused(sentence, account, "", how, model, response);
    }
    log.forgotten(admin, account, how.strip(), request.getRemoteAddr());
    accounts.forgetCredentials(account.id());
    sessions.endAll(account.id(), open -> true);
    return "redirect:" + LIST + "/" + account.id() + "?forgotten";
  }

  private static Optional<String> mayNot(Person admin, Account account, String how) {
    int length = how.strip().length();
    if (account.id().equals(admin.id())) {
      return Optional.of(
          "自分のアカウントの本人確認は自分ではできません。ほかの管理者に依頼してください。 / nobody makes sure who they are themselves: ask"
              + " another administrator");
    }
    return length < SHORTEST_REASON || length > LONGEST_REASON
        ? Optional.of(
            "本人確認の方法を4文字以上500文字以下で書いてください（例: 職員証を対面で確認）。 / say in 4 to 500 characters how you made sure"
                + " who it is")
        : Optional.empty();
  }

  private String refused(
      String sentence,
      Account account,
      String number,
      String how,
      Model model,
      HttpServletResponse response) {
    response.setStatus(422);
    model.addAttribute("trouble", sentence);
    model.addAttribute("number", number);
    model.addAttribute("how", how);
    return one(account, Typed.of(account), model);
  }
}
