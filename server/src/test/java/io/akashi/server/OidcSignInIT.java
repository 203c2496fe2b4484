package io.akashi.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.account.Account;
import io.akashi.server.account.Way;
import io.akashi.server.config.Role;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by a real OpenID Connect provider. */
@Tag("it")
class OidcSignInIT {
  private static final Pattern ONWARD = Pattern.compile("content=\"0; url=([^\"]+)\"");
  private static final HttpClient WITHOUT_COOKIES = HttpClient.newHttpClient();
  @TempDir static Path folder;

  private static IdentityProvider provider;
  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    provider = IdentityProvider.start();
    Path secret = folder.resolve("secret");
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, IdentityProvider.SECRET + "\n");
    fixture =
        HouseFixture.open(
            folder,
            Map.of(
                "akashi.signin.oidc.issuer",
                provider.issuer(),
                "akashi.signin.oidc.client-id",
                "akashi",
                "akashi.signin.oidc.secret-file",
                secret.toString(),
                "akashi.signin.oidc.roles",
                "auditor=Akashi Auditors, manager=Akashi Managers"));
    provider.sendsBackTo(fixture.house().url() + "/login/oidc/back");
    fixture.house().accounts().create(Account.of("admin", "管理者", Set.of(Role.ADMIN)));
  }

  @AfterAll
  static void close() {
    fixture.close();
    provider.close();
  }

  @Test
  void whoTheProviderKnowsWithTwoFactorsIsSignedInWithTheRoleOfTheGroup() throws Exception {
    provider.says(
        Map.of(
            "preferred_username",
            "Hanako",
            "name",
            "監査 花子",
            "groups",
            List.of("Staff", "akashi auditors"),
            "amr",
            List.of("pwd", "mfa")));
    try (Browser browser = new Browser()) {
      assertThat(browser.get(fixture.house().url() + "/login").body()).contains("/login/oidc");
      HttpResponse<String> in = browser.signIn();
      assertThat(where(in)).endsWith("/");
      assertThat(browser.get(fixture.house().url() + "/account").body()).contains("監査 花子");
    }
    Account made = fixture.house().accounts().find("hanako").orElseThrow();
    assertThat(made.way()).isEqualTo(Way.PROVIDER);
    assertThat(made.roles()).containsExactly(Role.AUDITOR);
    assertThat(
            fixture.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login&user=hanako",
                all -> all.contains("provider_two")))
        .contains("signed in");
  }

  @Test
  void whoTheProviderAskedForOneFactorIsAskedForTheSecondHere() throws Exception {
    provider.says(
        Map.of(
            "preferred_username", "jiro",
            "groups", List.of("Akashi Auditors"),
            "amr", List.of("pwd")));
    try (Browser browser = new Browser()) {
      assertThat(where(browser.signIn())).endsWith("/login/setup");
      assertThat(browser.get(fixture.house().url() + "/account").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void whoHasNoGroupWithARoleOrTheNameOfSomebodyElseIsNotLetIn() throws Exception {
    try (Browser browser = new Browser()) {
      provider.says(Map.of("preferred_username", "saburo", "groups", List.of("Staff")));
      assertThat(browser.signIn().statusCode()).isEqualTo(403);
      provider.says(
          Map.of(
              "preferred_username", "admin",
              "groups", List.of("Akashi Auditors"),
              "amr", List.of("mfa")));
      HttpResponse<String> refused = browser.signIn();
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("権限がありません");
      assertThat(browser.get(fixture.house().url() + "/account").statusCode()).isEqualTo(303);
    }
    assertThat(fixture.house().accounts().find("saburo")).isEmpty();
  }

  private static void says(String subject, String user, String group) {
    provider.says(
        Map.of(
            "sub",
            subject,
            "preferred_username",
            user,
            "groups",
            List.of(group),
            "amr",
            List.of("mfa")));
  }

  @Test
  void anAccountIsOfWhoSignedInFirstAndOfNobodyWhoGetsTheNameLater() throws Exception {
    try (Browser goro = new Browser();
        Browser other = new Browser();
        Visitor admin = fixture.signedIn(Role.ADMIN)) {
      says("1001", "goro", "Akashi Auditors");
      assertThat(where(goro.signIn())).endsWith("/");

      says("2002", "goro", "Akashi Managers");
      HttpResponse<String> refused = other.signIn();
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("別の人のものです");
      assertThat(other.get(fixture.house().url() + "/account").statusCode()).isEqualTo(303);
      fixture.until(
          HouseFixture.AUDITOR,
          "/api/v1/events?book=house&kind=login_failure",
          all -> all.contains("another_person"));

      assertThat(fixture.house().accounts().find("goro").orElseThrow().roles())
          .as("nothing follows what is said of somebody else")
          .containsExactly(Role.AUDITOR);

      says("1001", "goro-married", "Akashi Auditors");
      try (Browser again = new Browser()) {
        assertThat(where(again.signIn())).endsWith("/");
        assertThat(again.get(fixture.house().url() + "/account").body()).contains("goro");
      }
      assertThat(fixture.house().accounts().find("goro-married")).isEmpty();

      String account = "/settings/accounts/goro";
      assertThat(admin.text(account)).contains(account + "/forget");
      assertThat(admin.post(account + "/forget", "how", "").statusCode()).isEqualTo(422);
      assertThat(Visitor.where(admin.post(account + "/forget", "how", "人事の通知で確認")))
          .isEqualTo(account + "?forgotten");
      assertThat(goro.get(fixture.house().url() + "/account").statusCode())
          .as("signed out")
          .isEqualTo(303);
      says("2002", "goro", "Akashi Auditors");
      assertThat(where(other.signIn())).endsWith("/");
    }
  }

  @Test
  void anAnswerThatThisBrowserDidNotAskForIsRefused() throws Exception {
    provider.says(Map.of("preferred_username", "hanako", "groups", List.of("Akashi Auditors")));
    try (Browser attacker = new Browser();
        Browser victim = new Browser()) {
      URI planted = attacker.comeBack();
      assertThat(victim.get(planted.toString()).statusCode()).isEqualTo(403);
      assertThat(victim.get(fixture.house().url() + "/account").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void anAnswerCountsOnceAndStrangersFillNoMemory() throws Exception {
    provider.says(Map.of("preferred_username", "shiro", "groups", List.of("Akashi Auditors")));
    try (Browser browser = new Browser()) {
      String finish = browser.comeBack().toString();
      assertThat(where(browser.get(finish))).endsWith("/login/setup");
      assertThat(browser.get(finish).statusCode()).as("a second time").isEqualTo(403);

      String late = browser.comeBack().toString();
      for (int i = 0; i < 50; i++) {
        HttpResponse<String> begun = fresh(fixture.house().url() + "/login/oidc");
        assertThat(begun.headers().allValues("Set-Cookie"))
            .as("a question, and no session")
            .anyMatch(cookie ->
                cookie.startsWith("akashi-provider=")
                    && cookie.contains("HttpOnly")
                    && cookie.contains("SameSite=Strict"))
            .noneMatch(cookie -> cookie.startsWith("akashi="));
      }
      assertThat(browser.get(late).statusCode()).as("pushed out").isEqualTo(403);
    }
    assertThat(
            fixture.until(
                HouseFixture.AUDITOR,
                "/api/v1/events?book=house&kind=login_failure",
                all -> all.contains("not_believed")))
        .contains("\"auth_method\":\"provider\"");
  }

  @Test
  void whoTurnsBackAtTheProviderIsToldAndRecorded() throws Exception {
    try (Browser browser = new Browser()) {
      String state =
          URI.create(where(browser.get(fixture.house().url() + "/login/oidc")))
              .getQuery()
              .replaceAll(".*state=([^&]+).*", "$1");
      assertThat(where(browser.get(fixture.house().url() + "/login/oidc/finish?state=" + state)))
          .endsWith("/login?wrong");
    }
  }

  private static String where(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("status " + response.statusCode());
  }

  /** As from a browser that was never here. */
  private static HttpResponse<String> fresh(String address) throws Exception {
    return WITHOUT_COOKIES.send(
        HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Follows the way of a browser, and signs in at the provider by HTTP Basic. */
  private static final class Browser implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(String address) throws Exception {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
      if (address.startsWith(provider.issuer())) {
        String basic = IdentityProvider.USER + ":" + IdentityProvider.PASSWORD;
        request.header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
      }
      return client.send(
          request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }

    /** To the provider and back, to where the page goes on by itself. */
    URI comeBack() throws Exception {
      get(provider.issuer() + "/"); // signs in there
      HttpResponse<String> there = get(fixture.house().url() + "/login/oidc");
      HttpResponse<String> back = get(where(there));
      assertThat(where(back))
          .startsWith(fixture.house().url() + "/login/oidc/back")
          .contains("code=");
      HttpResponse<String> page = get(where(back));
      Matcher onward = ONWARD.matcher(page.body());
      assertThat(onward.find()).as(page.body()).isTrue();
      return URI.create(fixture.house().url() + onward.group(1).replace("&amp;", "&"));
    }

    HttpResponse<String> signIn() throws Exception {
      return get(comeBack().toString());
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
