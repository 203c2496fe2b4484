package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.account.Accounts;
import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does with accounts, over HTTP. */
class AccountSettingsTest {
  @TempDir static Path folder;
  private static HouseFixture fixture;
  private static Visitor admin;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, Map.of());
    admin = fixture.signedIn(Role.ADMIN);
  }

  @AfterAll
  static void close() {
    admin.close();
    fixture.close();
  }

  private static Accounts accounts() {
    return fixture.house().accounts();
  }

  private static HttpResponse<String> make(String user) throws Exception {
    return admin.post(
        "/settings/accounts",
        "user",
        user,
        "name",
        "鈴木 次郎",
        "roles",
        "auditor",
        "roles",
        "department",
        "books",
        "clinical",
        "systems",
        "PACS\r\n 電子カルテ \r\n\r\n");
  }

  @Test
  void makesAnAccountWithRolesAndScope() throws Exception {
    assertThat(where(make("suzuki"))).isEqualTo("/settings/accounts/suzuki?made");
    assertThat(admin.text("/settings/accounts/suzuki?made"))
        .as("what to do next, and what each role may")
        .contains("初めての方・パスワードを忘れた方", "最初のパスワードを決めることを許可する", "患者の情報が見えます");
    Account made = accounts().find("suzuki").orElseThrow();
    assertThat(made.roles()).containsExactlyInAnyOrder(Role.AUDITOR, Role.DEPARTMENT);
    assertThat(made.scope()).isEqualTo(new Scope(Set.of(Book.CLINICAL), Set.of("PACS", "電子カルテ")));
    HttpResponse<String> twice = make("suzuki");
    assertThat(twice.statusCode()).isEqualTo(422);
    assertThat(twice.body()).contains("もうあります", "鈴木 次郎", "電子カルテ");
    assertThat(admin.text("/settings/accounts")).contains("suzuki", "パスワード未設定", "部署責任者");
    assertThat(events("kind=account_change&text=suzuki"))
        .contains("\"target_user\":\"suzuki\"", "\"message_en\":\"made an account: 鈴木 次郎 [");
    admin.post("/display", "language", "english", "back", "/account");
    assertThat(admin.text("/account"))
        .contains("code of the authenticator")
        .doesNotContain("totp", "認証アプリ");
    assertThat(admin.text("/settings/accounts"))
        .contains("auditor, </span><span>department", "books", "systems")
        .doesNotContain("・", "診療情報");
    admin.post("/display", "language", "japanese", "back", "/account");
  }

  private static String events(String query) throws Exception {
    return fixture.until(
        AUDITOR, "/api/v1/events?book=house&" + query, found -> found.contains("\"index\""));
  }

  @Test
  void theSecondOfTwoWhoEditIsToldAndLosesNothing() throws Exception {
    make("honda");
    long version = accounts().find("honda").orElseThrow().version();
    assertThat(where(change("honda", version, "本田 一"))).endsWith("/honda?kept");
    HttpResponse<String> late = change("honda", version, "本田 二");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("ほかの人が先に", "本田 一", "value=\"本田 二\"");
    assertThat(accounts().find("honda").orElseThrow().name()).isEqualTo("本田 一");
    assertThat(where(change("honda", version + 1, "本田 二"))).endsWith("/honda?kept");
    assertThat(events("kind=permission_change&text=honda")).contains("変更前", "本田 一");
  }

  private static HttpResponse<String> change(String user, long version, String name)
      throws Exception {
    return admin.post(
        "/settings/accounts/" + user,
        "version",
        String.valueOf(version),
        "name",
        name,
        "roles",
        "manager",
        "systems",
        "",
        "enabled",
        "true");
  }

  @Test
  void aResetRecordsHowThePersonWasIdentifiedAndOnlyTheirBrowserChoosesThePassword()
      throws Exception {
    make("kato");
    try (Visitor kato = new Visitor(fixture.house());
        Visitor other = new Visitor(fixture.house())) {
      String number = number(kato, "Kato");
      String foreign = number(other, "kato");
      assertThat(allow("kato", number, "").statusCode()).isEqualTo(422);
      assertThat(allow("kato", "00000000", "職員証を対面で確認").statusCode()).isEqualTo(422);
      assertThat(allow("suzuki-not-there", number, "職員証を対面で確認").statusCode()).isEqualTo(404);
      assertThat(kato.text("/login/reset?go")).contains("まだ許可されていません");
      assertThat(choose(kato)).isEqualTo("/login/reset");
      assertThat(where(allow("kato", number, "職員証を対面で確認"))).endsWith("/kato?allowed");

      assertThat(foreign).isNotEqualTo(number);
      assertThat(choose(other)).as("of another browser").isEqualTo("/login/reset");
      assertThat(kato.text("/login/reset")).contains("value=\"kato\"").contains("8文字以上");
      assertThat(choose(kato)).isEqualTo("/login/setup");
      assertThat(accounts().isPassword("kato", Visitor.PASSWORD)).isTrue();
      assertThat(choose(kato)).as("once").isEqualTo("/login/reset");
    }
    assertThat(events("kind=password_reset&text=kato")).contains("職員証を対面で確認");
  }

  @Test
  void whoKnowsTheOldPasswordGetsNothingFromAReset() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    try (Visitor thief = new Visitor(fixture.house());
        Visitor person = new Visitor(fixture.house());
        Visitor early = new Visitor(fixture.house())) {
      early.signIn(keys);
      assertThat(where(thief.post("/login", "user", keys.user(), "password", Visitor.PASSWORD)))
          .isEqualTo("/login/second");
      String number = number(person, keys.user());
      HttpResponse<String> allowed =
          admin.post(
              "/settings/accounts/" + keys.user() + "/reset",
              "number",
              number,
              "how",
              "職員証を対面で確認",
              "factors",
              "true");
      assertThat(where(allowed)).endsWith("?allowed");
      assertThat(early.get("/account").statusCode()).isEqualTo(303);
      assertThat(where(thief.get("/login/setup"))).as("what was proved").isEqualTo("/login");
      assertThat(
              thief.post("/login", "user", keys.user(), "password", Visitor.PASSWORD).statusCode())
          .as("the old password")
          .isEqualTo(403);
      assertThat(choose(person)).isEqualTo("/login/setup");
    }
  }

  @Test
  void nobodyMakesSureWhoTheyAreThemselves() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.ADMIN);
    try (Visitor self = new Visitor(fixture.house());
        Visitor other = new Visitor(fixture.house())) {
      self.signIn(keys);
      String number = number(other, keys.user());
      HttpResponse<String> refused =
          self.post(
              "/settings/accounts/" + keys.user() + "/reset",
              "number",
              number,
              "how",
              "職員証\u202Eで確認");
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body())
          .contains("ほかの管理者")
          .as("what was typed stays as it was")
          .contains(">職員証\u202Eで確認</textarea>");
    }
  }

  @Test
  void aBookThatIsNoneDoesNotWidenRights() throws Exception {
    HttpResponse<String> answer =
        admin.post(
            "/settings/accounts",
            "user",
            "ueda",
            "name",
            "上田",
            "roles",
            "auditor",
            "books",
            "clinicl");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(accounts().find("ueda")).isEmpty();
  }

  @Test
  void aNumberIsShownForAUserIdThatNobodyHasToo() throws Exception {
    try (Visitor visitor = new Visitor(fixture.house())) {
      assertThat(number(visitor, "nobody-at-all")).hasSize(8);
    }
  }

  private static String number(Visitor visitor, String user) throws Exception {
    visitor.post("/login/reset", "user", user);
    Matcher number =
        Pattern.compile("id=\"number\">(\\d{4}) (\\d{4})<").matcher(visitor.text("/login/reset"));
    assertThat(number.find()).isTrue();
    return number.group(1) + number.group(2);
  }

  private static HttpResponse<String> allow(String user, String number, String how)
      throws Exception {
    return admin.post("/settings/accounts/" + user + "/reset", "number", number, "how", how);
  }

  private static String choose(Visitor visitor) throws Exception {
    return where(
        visitor.post(
            "/login/reset/password", "password", Visitor.PASSWORD, "again", Visitor.PASSWORD));
  }

  @Test
  void tokensAreListedWithoutThemselves() throws Exception {
    assertThat(admin.text("/settings/tokens"))
        .contains("gateway", "ehr", "監査担当")
        .doesNotContain(AUDITOR);
    assertThat(admin.text("/settings")).contains("15分間ロック");
  }

  @Test
  void aTokenOfAnAdministratorReadsButChangesNothing() throws Exception {
    assertThat(fixture.get(AUDITOR, "/settings/accounts").statusCode()).isEqualTo(403);
    assertThat(fixture.get(AUDITOR, "/account").statusCode()).isEqualTo(403);
  }
}
