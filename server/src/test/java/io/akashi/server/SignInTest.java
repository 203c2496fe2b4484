package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Accounts;
import io.akashi.server.account.Totp;
import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a running house, over HTTP. */
class SignInTest {
  @TempDir static Path folder;
  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, Map.of());
    // So that no test is the first administrator.
    fixture.person(Scope.ALL, Role.ADMIN);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Visitor stranger() {
    return new Visitor(fixture.house());
  }

  @Test
  void twoFactorsOpenASessionUnderANewIdAndNoSooner() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    try (Visitor visitor = stranger()) {
      HttpResponse<String> asked = visitor.get("/inspection");
      assertThat(asked.statusCode()).isEqualTo(303);
      assertThat(where(asked)).isEqualTo("/login?next=%2Finspection");

      HttpResponse<String> first =
          visitor.post(
              "/login",
              "user",
              " " + keys.user().toUpperCase(Locale.ROOT),
              "password",
              Visitor.PASSWORD,
              "next",
              "/inspection?x=1");
      assertThat(where(first)).isEqualTo("/login/second");
      assertThat(first.headers().allValues("Set-Cookie"))
          .anyMatch(cookie ->
              cookie.startsWith("akashi=")
                  && cookie.contains("HttpOnly")
                  && cookie.contains("SameSite=Strict"));
      String half = visitor.cookie("akashi");
      assertThat(visitor.get("/inspection").statusCode()).isEqualTo(303);
      assertThat(visitor.get("/api/v1/status").statusCode()).isEqualTo(401);

      HttpResponse<String> second = visitor.post("/login/second", "code", keys.code());
      assertThat(where(second)).isEqualTo("/inspection?x=1");
      assertThat(visitor.cookie("akashi")).isNotEqualTo(half).isNotEmpty();
      assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
      assertThat(visitor.get("/api/v1/status").statusCode()).as("a person may read").isEqualTo(200);
      assertThat(visitor.get("/settings").statusCode()).isEqualTo(403);

      assertThat(where(visitor.post("/logout"))).isEqualTo("/login");
      assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
    }
    assertThat(house("kind=login&user=" + keys.user()))
        .contains("\"auth_method\":\"password+totp\"", "\"user_role\":\"auditor\"");
    assertThat(house("kind=logout&user=" + keys.user())).contains("サインアウトしました");
  }

  /** Events of the house once there are some. */
  private static String house(String query) throws Exception {
    return fixture.until(
        AUDITOR, "/api/v1/events?book=house&" + query, found -> found.contains("\"index\""));
  }

  @Test
  void unknownAndWrongAreAnsweredAlikeAndLockTheUserId() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    try (Visitor visitor = stranger()) {
      for (String user : List.of(keys.user(), "nobody-of-that-name")) {
        HttpResponse<String> wrong = wrong(visitor, user);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("利用者IDとパスワードを確かめてください");
        for (int more = 0; more < 4; more++) {
          wrong = wrong(visitor, user);
        }
        assertThat(wrong.body()).contains("15分後");
      }
      HttpResponse<String> right =
          visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      assertThat(right.statusCode()).as("locked").isEqualTo(403);
      assertThat(right.body()).contains("15分後");
    }
    String failures = house("kind=login_failure&limit=1000");
    assertThat(failures)
        .contains("unknown_user", "wrong_password")
        .doesNotContain("nobody-of-that-name");
    assertThat(house("kind=lockout&user=" + keys.user()))
        .contains("続けて失敗", "\"outcome\":\"serious\"");
  }

  private static HttpResponse<String> wrong(Visitor visitor, String user) throws Exception {
    return visitor.post("/login", "user", user, "password", "wrong-of-course-1");
  }

  @Test
  void wrongCodesLockTooAndARecoveryCodeOpensOnce() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.MANAGER);
    List<String> codes = fixture.house().accounts().newRecoveryCodes(keys.user());
    for (int round = 0; round < 2; round++) {
      try (Visitor visitor = stranger()) {
        visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
        HttpResponse<String> second = visitor.post("/login/second", "code", codes.getFirst());
        assertThat(second.statusCode()).isEqualTo(round == 0 ? 302 : 403);
      }
    }
    try (Visitor visitor = stranger()) {
      visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      for (int wrong = 0; wrong < 4; wrong++) {
        assertThat(visitor.post("/login/second", "code", "000000x").statusCode()).isEqualTo(403);
      }
      assertThat(visitor.post("/login/second", "code", keys.code()).body()).contains("15分後");
    }
    try (Visitor visitor = stranger()) {
      assertThat(where(visitor.post("/login/second", "code", keys.code())))
          .as("nothing was proved before")
          .isEqualTo("/login");
    }
  }

  @Test
  void aFormWithoutItsTokenIsRefusedAndASessionOnlyReadsFromTheApi() throws Exception {
    try (Visitor manager = fixture.signedIn(Role.MANAGER)) {
      HttpResponse<String> bare = manager.postBare("/account/leave", "/account");
      assertThat(bare.statusCode()).isEqualTo(403);
      assertThat(bare.body()).contains("このページは古くなっています").doesNotContain("Spring", "Exception");
      assertThat(manager.get("/account").statusCode()).isEqualTo(200);
      HttpResponse<String> sign = manager.post("/api/v1/inspection/2-5/signature", "answer", "yes");
      assertThat(sign.statusCode()).isEqualTo(401);
      assertThat(manager.get("/api/v1/inspection").statusCode()).isIn(200, 503);
    }
  }

  @Test
  void aFormThatIsSentAfterSigningOutWaitsForItsPerson() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.MANAGER);
    try (Visitor visitor = stranger()) {
      visitor.signIn(keys);
      visitor.post("/logout");
      assertThat(visitor.text("/login")).contains("role=\"status\">サインアウトしました。<");
      String[] form = {
        "id", "review.user.output", "value", "41", "reason", "来月から", "_csrf", visitor.token()
      };
      HttpResponse<String> sent = visitor.postBare("/review/limits", "/review", form);
      assertThat(where(sent)).isEqualTo("/login?next=%2Freview");
      assertThat(visitor.text("/login?next=%2Freview"))
          .contains("送った内容は保存されていません")
          .doesNotContain("来月から");
      visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD, "next", "/review");
      assertThat(where(visitor.post("/login/second", "code", keys.nextCode())))
          .isEqualTo("/review");
      String back = visitor.text("/review");
      assertThat(back)
          .contains("data-action=\"/review/limits\"", "&quot;reason&quot;:[&quot;来月から&quot;]")
          .contains("保存されなかった内容を戻しました")
          .doesNotContain("<span>41</span>");
      assertThat(visitor.text("/review")).as("once").doesNotContain("data-action");
    }
  }

  @Test
  void aFormThatIsSentAfterSigningOutIsNobodyElses() throws Exception {
    Visitor.Keys next = fixture.person(Scope.ALL, Role.MANAGER);
    try (Visitor visitor = fixture.signedIn(Role.MANAGER)) {
      visitor.post("/account/leave");
      String token = visitor.token();
      visitor.postBare("/review/limits", "/review", "reason", "来月から", "_csrf", token);
      assertThat(visitor.text("/login")).contains("送った内容は保存されていません");
      visitor.signIn(next);
      assertThat(visitor.text("/review")).contains("review.user.output").doesNotContain("来月から");
    }
  }

  @Test
  void signingOutEverywhereEndsEverySession() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.OPERATOR);
    try (Visitor here = stranger();
        Visitor there = stranger()) {
      here.signIn(keys);
      there.post("/login", "user", keys.user(), "password", Visitor.PASSWORD);
      there.post("/login/second", "code", keys.nextCode());
      assertThat(there.get("/account").statusCode()).isEqualTo(200);
      here.post("/account/leave");
      assertThat(here.get("/account").statusCode()).isEqualTo(303);
      assertThat(there.get("/account").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void rightsAreThoseOfTheMoment() throws Exception {
    Accounts accounts = fixture.house().accounts();
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    try (Visitor visitor = stranger()) {
      visitor.signIn(keys);
      assertThat(visitor.get("/api/v1/events").statusCode()).isEqualTo(200);
      var account = accounts.find(keys.user()).orElseThrow();
      account = accounts.change(account.with("x", Set.of(Role.EXECUTIVE), Scope.ALL, true));
      assertThat(visitor.get("/api/v1/events").statusCode()).isEqualTo(403);
      accounts.change(account.with("x", account.roles(), Scope.ALL, false));
      assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
      assertThat(visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD).body())
          .as("the same as a wrong password")
          .contains("利用者IDとパスワードを確かめてください");
    }
  }

  @Test
  void credentialsAreInNoBookAndOnlyHashedInTheFile() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    try (Visitor visitor = stranger()) {
      visitor.signIn(keys);
      visitor.post(
          "/account/password",
          "current",
          Visitor.PASSWORD,
          "password",
          "Ki2-kumo-take",
          "again",
          "Ki2-kumo-take");
    }
    assertThat(house("kind=password_reset&user=" + keys.user())).contains("新しいパスワード");
    assertThat(fixture.house().accounts().isPassword(keys.user(), "Ki2-kumo-take")).isTrue();
    for (String file :
        List.of("accounts.json", "books/house/journal/00000000000000000000.journal")) {
      String content =
          new String(
              Files.readAllBytes(folder.resolve("data").resolve(file)),
              StandardCharsets.ISO_8859_1);
      assertThat(content).doesNotContain("kumo-take");
      assertThat(content.contains(keys.secret())).isEqualTo(file.equals("accounts.json"));
    }
  }

  @Test
  void whoHasNoAuthenticatorSetsOneUpBeforeAnythingElse() throws Exception {
    Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
    fixture.house().accounts().forgetSecondFactors(keys.user());
    try (Visitor visitor = stranger()) {
      assertThat(where(visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD)))
          .isEqualTo("/login/setup");
      String page = visitor.text("/login/setup");
      Matcher secret = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<").matcher(page);
      assertThat(secret.find()).isTrue();
      assertThat(page).contains("<path fill=\"#000000\" d=\"M4,4h1v1h-1z");
      assertThat(visitor.post("/login/setup", "code", "000000x").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/account").statusCode()).isEqualTo(303);
      String code = Totp.code(secret.group(1).replace(" ", ""), Instant.now());
      assertThat(visitor.post("/login/setup", "code", code).body())
          .containsPattern("<code>[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}</code>");
      assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void goesOnNowhereElse() throws Exception {
    for (String next :
        List.of("//evil.example/", "https://evil.example/", "/\\evil", "javascript:1")) {
      Visitor.Keys keys = fixture.person(Scope.ALL, Role.AUDITOR);
      try (Visitor visitor = stranger()) {
        visitor.post("/login", "user", keys.user(), "password", Visitor.PASSWORD, "next", next);
        assertThat(where(visitor.post("/login/second", "code", keys.code()))).isEqualTo("/");
      }
    }
  }
}
