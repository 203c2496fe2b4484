package io.akashi.server.browser;

import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.akashi.server.HouseFixture;
import io.akashi.server.config.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A review in a real browser: thresholds, remark, signature, confirmation by another person. */
@Tag("it")
class ReviewIT {
  private static final String MANAGER = "the-token-of-the-manager";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ",
          "akashi.tokens.boss.sha256", Sha256.of(MANAGER).hex(),
          "akashi.tokens.boss.role", "manager");

  @TempDir Path folder;

  private static void fill(HouseFixture house) throws Exception {
    // Of the last month: one that is not over is not signed.
    LocalDate then = LocalDate.now(ZoneId.of("Asia/Tokyo")).minusMonths(1);
    String day = then.format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      lines.append(
          "%s 00:0%d:%02d.000,%s,山田太郎,医師,TERM-0001,P%03d,検査結果,閲覧,成功,%d%n"
              .formatted(day, i % 5, i, i < 25 ? "U000001" : "U000002", i, i));
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    house.post(SENDER, "/intake/v1/ehr", body, "Content-Type", "text/plain");
    house.until(OPERATOR, "/sources", all -> all.contains("<dd>30</dd>"));
    house.until(OPERATOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
  }

  @Test
  void managerApprovesOperatorSignsManagerConfirms() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS);
        Chromium chromium = Chromium.start();
        BrowserContext boss =
            chromium.person(house.house().url(), Map.of("Authorization", "Bearer " + MANAGER));
        BrowserContext clerk =
            chromium.person(house.house().url(), Map.of("Authorization", "Bearer " + OPERATOR))) {
      fill(house);
      Page manager = boss.newPage();
      manager.navigate("/review");
      manager.locator("input[name=value]").nth(3).fill("20");
      manager.locator("input[name=value]").nth(3).press("Enter");
      manager.getByText("boss 20").first().waitFor();
      chromium.check(manager);
      Chromium.picture(manager, "review");

      Page operator = clerk.newPage();
      operator.navigate("/review");
      String month = YearMonth.now(ZoneId.of("Asia/Tokyo")).minusMonths(1).toString();
      operator.getByText(YearMonth.now(ZoneId.of("Asia/Tokyo")).toString()).first().click();
      assertThat(Chromium.text(operator.locator("main"))).contains("を過ぎると署名できます");
      operator.navigate(
          "/review/list?system=%E9%9B%BB%E5%AD%90%E3%82%AB%E3%83%AB%E3%83%86&period=" + month);
      assertThat(Chromium.text(operator.locator("main"))).contains("25 人の患者の情報を開きました");
      operator.locator("input[name=text]").first().fill("当直のため");
      operator
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("残す"))
          .first()
          .click();
      chromium.check(operator);
      Chromium.picture(operator, "review-list");
      operator
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("確かめたので署名し、企画管理者に報告する"))
          .click();
      assertThat(Chromium.text(operator.locator("main"))).contains("企画管理者の確認を待っています", "当直のため");

      manager.navigate("/");
      assertThat(Chromium.text(manager.locator("main"))).contains("企画管理者の確認を待っています");
      manager.navigate("/review");
      manager.getByText(month).first().click();
      manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("報告を受け、確認した")).click();
      assertThat(Chromium.text(manager.locator("main"))).contains("確認済み", "署名したときの一覧と同じです");
    }
  }
}
