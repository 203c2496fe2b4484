package io.akashi.server;

import static io.akashi.server.Visitor.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.account.Totp;
import io.akashi.server.account.Way;
import io.akashi.server.config.Role;
import io.akashi.server.internal.signin.ldap.TestDirectory;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a running house with the password of a real directory. */
class LdapSignInTest {
  private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([A-Z2-7 ]+)<");
  @TempDir Path folder;

  private TestDirectory directory;
  private HouseFixture fixture;

  @BeforeEach
  void open() throws Exception {
    directory = TestDirectory.start(null);
    fixture =
        HouseFixture.open(
            folder,
            Map.of(
                "akashi.signin.ldap.url", directory.url("ldap"),
                "akashi.signin.ldap.bind", "{user}@hospital.example",
                "akashi.signin.ldap.base", "DC=hospital,DC=example"));
    fixture.person(Scope.ALL, Role.ADMIN);
    fixture
        .house()
        .accounts()
        .create(Account.of("hanako", "監査 花子", Set.of(Role.AUDITOR)).by(Way.DIRECTORY));
  }

  @AfterEach
  void close() {
    fixture.close();
    directory.close();
  }

  @Test
  void thePasswordOfTheDirectoryAndACodeOfAkashiOpenASession() throws Exception {
    try (Visitor visitor = new Visitor(fixture.house())) {
      assertThat(where(visitor.post("/login", "user", "hanako", "password", "wrong"))).isEmpty();
      assertThat(
              where(visitor.post("/login", "user", "Hanako", "password", TestDirectory.PASSWORD)))
          .isEqualTo("/login/setup");
      assertThat(visitor.get("/account").statusCode()).as("one factor").isEqualTo(303);

      Matcher secret = SECRET.matcher(visitor.text("/login/setup"));
      assertThat(secret.find()).isTrue();
      String code = Totp.code(secret.group(1).replace(" ", ""), Instant.now());
      HttpResponse<String> codes = visitor.post("/login/setup", "code", code);
      assertThat(codes.statusCode()).isEqualTo(200);
      assertThat(visitor.get("/account").statusCode()).isEqualTo(200);
    }
    assertThat(
            fixture.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login&user=hanako",
                all -> all.contains("directory")))
        .contains("totp+directory");
  }

  @Test
  void whoHasNoAccountIsNotLetInWithoutRulesForGroups() throws Exception {
    try (Visitor visitor = new Visitor(fixture.house())) {
      assertThat(where(visitor.post("/login", "user", "taro", "password", TestDirectory.PASSWORD)))
          .isEmpty();
    }
    assertThat(fixture.house().accounts().find("taro")).isEmpty();
  }

  @Test
  void everyUserIdIsAnsweredAlikeAndCostsTheDirectoryOneQuestion() throws Exception {
    String own = fixture.person(Scope.ALL, Role.AUDITOR).user();
    try (Visitor visitor = new Visitor(fixture.house())) {
      for (String user : List.of(own, "hanako", "taro", "nobody-of-that-name")) {
        int before = directory.asked().size();
        HttpResponse<String> wrong = visitor.post("/login", "user", user, "password", "wrong");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("利用者IDとパスワードを確かめてください");
        assertThat(directory.asked()).as(user).hasSize(before + 1);
        for (int more = 0; more < 4; more++) {
          wrong = visitor.post("/login", "user", user, "password", "wrong");
        }
        assertThat(wrong.body()).as(user).contains("15分後");
      }
      assertThat(
              visitor.post("/login", "user", "hanako", "password", TestDirectory.PASSWORD).body())
          .as("locked")
          .contains("15分後");
    }
    assertThat(directory.asked())
        .as("whose password Akashi knows, the directory never hears of")
        .noneMatch(name -> name.contains(own));
  }

  @Test
  void whenTheDirectoryIsAwayItSaysSoAndPeopleOfAkashiStillSignIn() throws Exception {
    Visitor.Keys own = fixture.person(Scope.ALL, Role.AUDITOR);
    directory.close();
    try (Visitor visitor = new Visitor(fixture.house())) {
      for (String user : List.of("hanako", own.user(), "nobody-of-that-name")) {
        HttpResponse<String> away = visitor.post("/login", "user", user, "password", "wrong");
        assertThat(away.statusCode()).as(user).isEqualTo(403);
        assertThat(away.body()).as(user).contains("ディレクトリに接続できない");
      }
      visitor.signIn(own);
    }
    assertThat(
            fixture.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login_failure",
                all -> all.contains("hanako")))
        .contains("unreachable");
  }
}
