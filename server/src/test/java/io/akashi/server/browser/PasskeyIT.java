package io.akashi.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.akashi.server.HouseFixture;
import io.akashi.server.Visitor;
import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.account.Way;
import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys with a real browser and its virtual authenticator. */
@Tag("it")
class PasskeyIT {
  /** What is no answer of an authenticator, in one way or another. */
  private static final List<String> HOSTILE =
      List.of(
          "",
          "id=AA",
          "id=!&authenticatorData=AA&clientDataJSON=AA&signature=AA&userHandle=AA",
          "id=%s",
          "id=%s&authenticatorData=AA&clientDataJSON=AA&signature=AA&userHandle=AA",
          "id=%s&authenticatorData=AA&clientDataJSON=bnVsbA&signature=AA&userHandle=AA",
          "id=%s&authenticatorData=AA&clientDataJSON=W1tb&signature=AA&userHandle=AA");

  private static final String SEND =
      """
      async ([question, answer, body]) => {
        const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
        const headers = {
          Accept: 'application/json',
          'Content-Type': 'application/x-www-form-urlencoded',
          [meta('csrf-header')]: meta('csrf-token'),
        };
        const post = (path, text) => fetch(path, { method: 'POST', body: text, headers });
        await post(question, '');
        const said = await post(answer, body);
        return said.status + ' ' + (await said.text());
      }
      """;

  @TempDir static Path folder;
  private static HouseFixture house;
  private static String url;

  @BeforeAll
  static void open() throws Exception {
    house = HouseFixture.open(folder, Map.of("akashi.signin.second-factor", "optional"));
    url = house.house().url().replace("127.0.0.1", "localhost");
    house.person(Scope.ALL, Role.ADMIN);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aPasskeyIsRegisteredSignsInByItselfAndIsOfNoUseAfterItsRemoval() throws Exception {
    Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
    try (Chromium chromium = Chromium.start();
        BrowserContext person = chromium.person(url)) {
      Page page = person.newPage();
      registered(person, page, keys);
      chromium.check(page);
      Chromium.picture(page, "passkeys");

      leave(page);
      withPasskey(page);
      page.waitForURL(address -> !address.contains("/login"));
      page.navigate("/account");
      assertThat(Chromium.text(page.locator("main"))).contains("パスキー");

      page.navigate("/account/passkeys");
      click(page, "削除");
      assertThat(Chromium.text(page.locator("main"))).contains("まだありません");
      leave(page);
      withPasskey(page);
      page.getByRole(AriaRole.ALERT).waitFor();
      assertThat(Chromium.text(page.getByRole(AriaRole.ALERT))).contains("登録されていません");
      chromium.check(page);
      Chromium.picture(page, "login-passkey");
    }
    assertThat(
            house.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login&user=" + keys.user(),
                all -> all.contains("passkey")))
        .contains("\"auth_method\":\"passkey\"");
  }

  @Test
  void worksUnderADnsNameOverHttps(@TempDir Path data) throws Exception {
    try (HouseFixture secure =
            HouseFixture.open(
                data, Map.of("akashi.http.plain", "false", "akashi.http.names", Chromium.NAME));
        Chromium chromium = Chromium.start();
        BrowserContext person =
            chromium.person(secure.house().url().replace("127.0.0.1", Chromium.NAME))) {
      Visitor.Keys keys = secure.person(Scope.ALL, Role.AUDITOR);
      Page page = person.newPage();
      registered(person, page, keys);
      leave(page);
      withPasskey(page);
      page.waitForURL(address -> !address.contains("/login"));
      page.navigate("/account");
      assertThat(Chromium.text(page.locator("main"))).contains("パスキー");
    }
  }

  @Test
  void isTheSecondFactorOfWhoHasNoOtherAndNotEnoughForWhoBelongsToADirectory() throws Exception {
    Accounts accounts = house.house().accounts();
    accounts.create(Account.of("hanako", "監査 花子", Set.of(Role.AUDITOR)));
    accounts.setPassword("hanako", Visitor.PASSWORD);
    try (Chromium chromium = Chromium.start();
        BrowserContext person = chromium.person(url);
        Visitor byAddress = new Visitor(house.house())) {
      Page page = person.newPage();
      authenticator(person, page);
      signIn(page, "hanako");
      page.waitForURL(address -> !address.contains("/login"));
      register(page);

      leave(page);
      signIn(page, "hanako");
      page.waitForURL("**/login/second");
      chromium.check(page);
      Chromium.picture(page, "login-second-passkey");
      page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("パスキーで確認する")).click();
      click(page, "パスキーでサインイン");
      page.waitForURL(address -> !address.contains("/login"));

      byAddress.post("/login", "user", "hanako", "password", Visitor.PASSWORD);
      assertThat(byAddress.text("/login/second"))
          .contains("このアドレスでは使えません")
          .doesNotContain("href=\"/login/passkey\"");

      accounts.change(accounts.find("hanako").orElseThrow().by(Way.DIRECTORY));
      leave(page);
      withPasskey(page);
      page.waitForURL("**/login?also");
      page.navigate("/account");
      assertThat(page.url()).as("not signed in").contains("/login");
    }
    assertThat(
            house.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login&user=hanako",
                all -> all.contains("passkey")))
        .contains("password+passkey");
  }

  @Test
  void whatIsNoAnswerIsRefusedCountsForTheLockAndRegistersNothing() throws Exception {
    Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
    Accounts accounts = house.house().accounts();
    try (Chromium chromium = Chromium.start();
        BrowserContext person = chromium.person(url)) {
      Page page = person.newPage();
      registered(person, page, keys);
      assertThat(send(page, "/login/passkey/question", "/account/passkeys/answer", ""))
          .as("asked for signing in, so without the password")
          .startsWith("422 ");
      assertThat(accounts.passkeys(keys.user())).hasSize(1);

      leave(page);
      page.navigate("/login/passkey");
      String id = accounts.passkeys(keys.user()).getFirst().id();
      for (String body : HOSTILE) {
        assertThat(
                send(page, "/login/passkey/question", "/login/passkey/answer", body.formatted(id)))
            .as(body)
            .startsWith("422 ")
            .contains("パスキー");
      }
      send(page, "/login/passkey/question", "/login/passkey/answer", "id=" + id);
      withPasskey(page);
      page.getByRole(AriaRole.ALERT).waitFor();
      assertThat(Chromium.text(page.getByRole(AriaRole.ALERT)))
          .as("the right one")
          .contains("続けて失敗");
    }
  }

  private static String send(Page page, String question, String answer, String body) {
    return page.evaluate(SEND, List.of(question, answer, body)).toString();
  }

  @Test
  void isNotOfferedWhereNoBrowserCouldUseIt() throws Exception {
    try (Visitor visitor = new Visitor(house.house())) {
      assertThat(visitor.text("/login")).doesNotContain("/login/passkey");
      assertThat(visitor.text("/login/passkey")).doesNotContain("data-passkey");
      assertThat(visitor.post("/login/passkey/question").statusCode()).isEqualTo(422);
    }
  }

  private static void authenticator(BrowserContext person, Page page) {
    CDPSession devtools = person.newCDPSession(page);
    devtools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject arguments = new JsonObject();
    arguments.add("options", options);
    devtools.send("WebAuthn.addVirtualAuthenticator", arguments);
  }

  private static void signIn(Page page, String user) {
    page.navigate("/login");
    page.getByLabel("利用者ID").fill(user);
    page.getByLabel("パスワード").fill(Visitor.PASSWORD);
    click(page, "次へ");
  }

  /** Signs in with password and code, and registers a passkey. */
  private static void registered(BrowserContext person, Page page, Visitor.Keys keys) {
    authenticator(person, page);
    signIn(page, keys.user());
    page.getByLabel("コード").fill(keys.code());
    click(page, "サインイン");
    register(page);
  }

  private static void register(Page page) {
    page.navigate("/account/passkeys");
    page.getByLabel("名前（例").fill("医事課のPC");
    page.getByLabel("今のパスワード").fill("wrong");
    click(page, "パスキーを登録する");
    page.getByRole(AriaRole.ALERT).waitFor();
    assertThat(Chromium.text(page.getByRole(AriaRole.ALERT))).contains("今のパスワードが違います");
    page.getByLabel("今のパスワード").fill(Visitor.PASSWORD);
    click(page, "パスキーを登録する");
    page.getByText("医事課のPC").waitFor();
  }

  private static void leave(Page page) {
    page.context().clearCookies();
  }

  private static void withPasskey(Page page) {
    page.navigate("/login");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("パスキーでサインイン")).click();
    click(page, "パスキーでサインイン");
  }

  private static void click(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
