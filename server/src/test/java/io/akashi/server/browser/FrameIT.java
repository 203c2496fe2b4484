package io.akashi.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.akashi.server.HouseFixture;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all pages have in common, in a real browser. */
@Tag("it")
class FrameIT {
  @TempDir Path folder;

  @Test
  void languageYearsAndLightAreRememberedAndNothingAsksElsewhere() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, Map.of());
        Chromium chromium = Chromium.start();
        BrowserContext person =
            chromium.person(
                house.house().url(), Map.of("Authorization", "Bearer " + HouseFixture.AUDITOR))) {
      Page page = person.newPage();
      house.until(HouseFixture.AUDITOR, "/api/v1/inspection", all -> all.contains("answers"));

      page.navigate("/inspection");
      assertThat(Chromium.text(page.locator("nav.menu"))).contains("点検表");
      chromium.check(page);
      Chromium.picture(page, "inspection");

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
      assertThat(page.url()).endsWith("/inspection");
      assertThat(Chromium.text(page.locator("nav.menu"))).contains("Inspection sheet");

      page.navigate("/display?back=//elsewhere.example/");
      page.getByLabel("Dark").check();
      page.getByLabel("Japanese era").check();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use this")).click();
      assertThat(page.url()).startsWith(house.house().url());
      assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
      chromium.check(page);
    }
  }
}
