package io.akashi.server.browser;

import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.akashi.server.HouseFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Home, sources and a verification with its progress, in a real browser. */
@Tag("it")
class WatchIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ",
          "akashi.origin", "akashi.example-hospital.jp");

  @TempDir Path folder;

  private static void fill(HouseFixture house) throws Exception {
    LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Tokyo"));
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      lines
          .append(now.minusMinutes(i * 3L + (i % 7) * 11L).format(format))
          .append(",U00000%d,山田太郎,医師,TERM-0001,00000%05d,検査結果,閲覧,成功,%d%n".formatted(i % 9, i, i));
    }
    house.post(
        SENDER,
        "/intake/v1/ehr",
        lines.toString().getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
    house.until(OPERATOR, "/sources", all -> all.contains("<dd>2,000</dd>"));
    house.until(OPERATOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
  }

  /** Neither the page nor a table of it is wider than 800 pixels. */
  private static void fitsATablet(Page page) {
    page.setViewportSize(800, 1_100);
    Object wide =
        page.evaluate(
            """
            () => [document.documentElement, ...document.querySelectorAll('.wide')]
              .filter(each => each.scrollWidth > each.clientWidth).map(each => each.outerHTML)
            """);
    assertThat((List<?>) wide).as("at 800 pixels: " + page.url()).isEmpty();
    Chromium.picture(page, page.url().replaceAll(".*/([a-z]+).*", "$1-800"));
    page.setViewportSize(1_280, 800);
  }

  @Test
  void clerkSeesWhatNeedsDoingAndDoesIt() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS);
        Chromium chromium = Chromium.start();
        BrowserContext person =
            chromium.person(house.house().url(), Map.of("Authorization", "Bearer " + OPERATOR))) {
      fill(house);
      Page page = person.newPage();
      page.navigate("/");
      page.waitForSelector("figure canvas");
      assertThat(page.locator("figure canvas").count()).as("a chart is drawn once").isEqualTo(1);
      chromium.check(page);
      Chromium.picture(page, "home");

      page.getByText("検証がまだ一度も")
          .first()
          .locator("xpath=ancestor::div[1]")
          .getByRole(AriaRole.LINK)
          .click();
      assertThat(page.url()).endsWith("/integrity");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("検証を始める")).click();
      page.getByText("異常なし").waitFor();
      chromium.check(page);
      Chromium.picture(page, "integrity");

      fitsATablet(page);

      page.navigate("/sources?source=ehr");
      fitsATablet(page);
      chromium.check(page);
      Chromium.picture(page, "sources");

      page.navigate("/");
      assertThat(Chromium.text(page.locator("main"))).doesNotContain("検証がまだ一度も");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
      assertThat(Chromium.text(page.locator("h1"))).contains("Today");
      chromium.check(page);
    }
  }
}
