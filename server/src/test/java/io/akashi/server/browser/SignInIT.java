package io.akashi.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.akashi.server.HouseFixture;
import io.akashi.server.Visitor;
import io.akashi.server.account.Account;
import io.akashi.server.account.Totp;
import io.akashi.server.config.Role;
import io.akashi.store.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with a real browser, from the first administrator to a form that came too late. */
@Tag("it")
class SignInIT {
  @TempDir Path folder;

  private static void click(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  @Test
  void theFirstAdministratorSetsUpAnAuthenticatorAndAFormThatCameTooLateIsFilledAgain()
      throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Chromium chromium = Chromium.start();
        BrowserContext person = chromium.person(house.house().url())) {
      Page page = person.newPage();
      List<String> codes = becomeAdministrator(house, chromium, page);
      house.house().accounts().create(Account.of("suzuki", "鈴木 次郎", Set.of(Role.AUDITOR)));

      page.navigate("/settings/accounts/suzuki");
      chromium.check(page);
      Chromium.picture(page, "settings-account");
      page.locator("#name").fill("鈴木 三郎");
      page.locator("#systems").fill("PACS\n電子カルテ");
      page.getByLabel("部署責任者").check();
      leaveEverywhere(house, codes.get(0));
      click(page, "保存する");

      assertThat(page.url()).contains("/login?next=");
      assertThat(Chromium.text(page.locator("[role=status]"))).contains("送った内容は保存されていません");
      signIn(page, "taro", codes.get(1));
      assertThat(page.url()).endsWith("/settings/accounts/suzuki");
      assertThat(Chromium.text(page.locator("#kept"))).contains("戻しました");
      assertThat(page.locator("#name").inputValue()).isEqualTo("鈴木 三郎");
      assertThat(page.locator("#systems").inputValue()).isEqualTo("PACS\n電子カルテ");
      assertThat(page.getByLabel("部署責任者").isChecked()).isTrue();
      chromium.check(page);
      Chromium.picture(page, "settings-account-kept");
      click(page, "保存する");
      assertThat(Chromium.text(page.locator(".fine"))).contains("保存しました");
      assertThat(house.house().accounts().find("suzuki").orElseThrow().scope().systems())
          .containsExactlyInAnyOrder("PACS", "電子カルテ");

      page.navigate("/account");
      chromium.check(page);
      Chromium.picture(page, "account");
      page.navigate("/settings/accounts");
      chromium.check(page);
      Chromium.picture(page, "settings-accounts");
    }
  }

  /** From another browser. */
  private static void leaveEverywhere(HouseFixture house, String code) throws Exception {
    try (Visitor other = new Visitor(house.house())) {
      other.post("/login", "user", "taro", "password", Visitor.PASSWORD);
      other.post("/login/second", "code", code);
      assertThat(other.post("/account/leave").statusCode()).isEqualTo(302);
    }
  }

  /** By the printed link; returns the recovery codes. */
  private static List<String> becomeAdministrator(
      HouseFixture house, Chromium chromium, Page page) {
    page.navigate(house.house().firstLink().orElseThrow());
    chromium.check(page);
    Chromium.picture(page, "first-administrator");
    page.getByLabel("利用者ID").fill("taro");
    page.locator("#name").fill("証 太郎");
    page.getByLabel("新しいパスワード", new Page.GetByLabelOptions().setExact(true)).fill(Visitor.PASSWORD);
    page.getByLabel("新しいパスワード（もう一度）").fill(Visitor.PASSWORD);
    click(page, "管理者を作る");
    String secret = Chromium.text(page.locator("#secret")).replace(" ", "");
    chromium.check(page);
    Chromium.picture(page, "authenticator");
    page.locator("#code").fill(Totp.code(secret, Instant.now()));
    click(page, "設定する");
    page.waitForLoadState();
    List<String> codes = page.locator(".codes li").allInnerTexts();
    assertThat(codes).hasSize(10);
    chromium.check(page);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("控えたので進む")).click();
    assertThat(page.url()).endsWith("/settings/accounts");
    return codes;
  }

  private static void signIn(Page page, String user, String code) {
    page.getByLabel("利用者ID").fill(user);
    page.locator("#password").fill(Visitor.PASSWORD);
    click(page, "次へ");
    page.locator("#code").fill(code);
    click(page, "サインイン");
  }

  @Test
  void failuresInARowLockAndSayForHowLong() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Chromium chromium = Chromium.start();
        BrowserContext person = chromium.person(house.house().url())) {
      Visitor.Keys keys = house.person(Scope.ALL, Role.AUDITOR);
      Page page = person.newPage();
      page.navigate("/inspection");
      assertThat(page.url()).contains("/login?next=%2Finspection");
      chromium.check(page);
      Chromium.picture(page, "login");
      for (int wrong = 0; wrong < 5; wrong++) {
        page.getByLabel("利用者ID").fill(keys.user());
        page.locator("#password").fill("wrong-" + wrong);
        click(page, "次へ");
      }
      assertThat(Chromium.text(page.locator("[role=alert]"))).contains("15分後");
      chromium.check(page);
      Chromium.picture(page, "login-locked");

      page.navigate("/login/reset");
      page.getByLabel("利用者ID").fill(keys.user());
      click(page, "番号を表示する");
      assertThat(Chromium.text(page.locator("#number"))).matches("\\d{4} \\d{4}");
      chromium.check(page);
      Chromium.picture(page, "login-reset");
    }
  }
}
