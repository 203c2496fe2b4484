package io.akashi.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Media;
import io.akashi.register.Account;
import io.akashi.register.Author;
import io.akashi.register.Person;
import io.akashi.register.Registers;
import io.akashi.server.HouseFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a search to a proof, in a real browser, and on paper. */
@Tag("it")
class SearchIT {
  private static final String[] PEOPLE = {"山田太郎,医師", "佐藤花子,看護師", "鈴木一郎,薬剤師", "田中美咲,事務"};
  private static final String[] WHAT = {"閲覧", "閲覧", "閲覧", "更新", "印刷", "登録", "検索"};
  private static final String[] OF = {"検査結果", "病名", "処方", "看護記録"};
  private static final String HOSTILE =
      "<img src=x onerror=document.title='pwned'>\u202Egnp.exe\u200B</pre><script>alert(1)</script>";

  @TempDir Path folder;

  private static String lines() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      int who = i * 7 % 13 % 4;
      lines.append(
          "2026/11/%02d %02d:%02d:%02d.000,U00000%d,%s,TERM-%04d,%010d,%s,%s,%s,%d\n"
              .formatted(
                  16 + i / 60,
                  8 + i % 60 / 6,
                  i * 17 % 60,
                  i * 31 % 60,
                  who,
                  PEOPLE[who],
                  100 + i * 5 % 9,
                  12_300 + i % 7,
                  OF[i % 4],
                  WHAT[i % 7],
                  i % 41 == 40 ? "失敗" : "成功",
                  i));
    }
    return lines
        .append(
            "2026/11/21 02:10:00.000,U000009,%s,医師,TERM-0999,77,検査結果,閲覧,成功,301\n"
                .formatted(HOSTILE))
        .toString();
  }

  private static void fill(HouseFixture house) throws Exception {
    house.post(
        HouseFixture.SENDER,
        "/intake/v1/ehr",
        lines().getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
    Registers registers =
        Registers.open(house.house().store(), InstantSource.system(), ZoneId.of("Asia/Tokyo"));
    Author clerk = new Author("sato", "棚卸", null);
    String[][] staff = {
      {"山田", "太郎", "医師", "内科"}, {"佐藤", "花子", "看護師", "3階東病棟"}, {"鈴木", "一郎", "薬剤師", "薬剤部"}
    };
    for (int i = 0; i < staff.length; i++) {
      String[] each = staff[i];
      registers.put(
          new Person("" + i, each[3], each[0], each[1], each[2], null, null, null, null), clerk);
      registers.put(
          new Account(
              "電子カルテ",
              "U00000" + i,
              "" + i,
              null,
              null,
              null,
              "User",
              null,
              true,
              null,
              null,
              null),
          clerk);
    }
    house.until(
        HouseFixture.AUDITOR, "/api/v1/events?text=TERM-0999", all -> all.contains("U000009"));
    house.until(HouseFixture.AUDITOR, "/api/v1/inspection", all -> all.contains("answers"));
  }

  @Test
  void leadsFromASearchToAProofThatTheBrowserVerifies() throws Exception {
    Map<String, String> settings =
        Map.of(
            "akashi.sources.ehr.format", "lines",
            "akashi.sources.ehr.mapping", "ehr-access",
            "akashi.sources.ehr.system", "電子カルテ");
    try (HouseFixture house = HouseFixture.open(folder, settings);
        Chromium chromium = Chromium.start();
        BrowserContext person =
            chromium.person(
                house.house().url(), Map.of("Authorization", "Bearer " + HouseFixture.AUDITOR))) {
      fill(house);
      Page page = person.newPage();
      searchFacetAndDrag(page, chromium);
      rowToProof(page, chromium);
      hostilePayload(page, chromium);
      patientOnPaper(page, chromium);
      exportsAndHelp(page, chromium);
    }
  }

  private static void searchFacetAndDrag(Page page, Chromium chromium) {
    page.navigate("/search");
    page.locator("#user").fill("n0450108");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("昨夜")).click();
    assertThat(page.url()).contains("?user=n0450108&from=").doesNotContain("patient", "range");
    assertThat(page.locator("#user").inputValue()).isEqualTo("n0450108");
    page.navigate("/search");
    page.locator("figure canvas").waitFor();
    page.locator(".facet").getByText("U000001").waitFor();
    Chromium.picture(page, "search");
    chromium.check(page);

    page.locator(".facet").getByText("印刷").click();
    assertThat(page.url()).contains("kind=print");
    assertThat(Chromium.text(page.locator("table.events tbody")))
        .contains("印刷")
        .doesNotContain("閲覧");

    page.waitForLoadState();
    page.keyboard().press("/");
    assertThat(page.locator("#from").evaluate("e => e === document.activeElement")).isEqualTo(true);
    page.keyboard().press("Escape");

    Locator chart = page.locator("figure canvas");
    chart.waitFor();
    BoundingBox box = chart.boundingBox();
    page.mouse().move(box.x + box.width * 0.4, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.6, box.y + box.height / 2);
    page.mouse().move(box.x + box.width * 0.7, box.y + box.height / 2);
    page.mouse().up();
    page.waitForURL(url -> url.contains("from=2026-11-") && url.contains("kind=print"));
    page.locator("figure canvas").waitFor();
    Chromium.picture(page, "search-narrowed");
    chromium.check(page);
    onATablet(page, chromium);
  }

  /** The rows come first where there is no room beside them. */
  private static void onATablet(Page page, Chromium chromium) {
    page.setViewportSize(800, 1_200);
    page.navigate("/search");
    page.locator("figure canvas").waitFor();
    BoundingBox rows = page.locator("table.events").boundingBox();
    assertThat(page.locator("details[data-wide]").boundingBox().height).isLessThan(60);
    assertThat(rows.y).as("within the first screen").isLessThan(1_000);
    assertThat(page.locator(".facet").count()).as("counted when somebody asks").isZero();
    Chromium.picture(page, "search-tablet");
    chromium.check(page);
    page.locator("details[data-wide] > summary").click();
    page.locator(".facet").getByText("U000001").waitFor();
    page.setViewportSize(1280, 800);
    page.locator(".facet").getByText("U000001").waitFor();
  }

  private static void rowToProof(Page page, Chromium chromium) {
    page.navigate("/search?patient=0000012301");
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/entries/clinical/"));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("今すぐ検証")).click();
    page.locator("#verified").waitFor();
    assertThat(page.locator("#steps li.fine-step").count()).isGreaterThanOrEqualTo(6);
    assertThat(page.locator("#steps li.bad-step").count()).isZero();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("同じ人の前後10分")).click();
    page.locator("#around table").waitFor();
    Chromium.picture(page, "entry");
    chromium.check(page);

    // The same proof does not hold for another entry.
    page.route(
        "**/file",
        route -> {
          var fetched = route.fetch();
          byte[] octets = fetched.body();
          octets[octets.length - 3] ^= 1;
          route.fulfill(new Route.FulfillOptions().setResponse(fetched).setBodyBytes(octets));
        });
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("今すぐ検証")).click();
    page.locator("#unverified").waitFor();
    assertThat(page.locator("#steps li.bad-step").count()).isEqualTo(1);
    page.unroute("**/file");
  }

  private static void hostilePayload(Page page, Chromium chromium) {
    page.navigate("/search?user=U000009");
    page.locator("table.events td.what a").first().click();
    assertThat(Chromium.text(page.locator("pre.payload")))
        .contains("<img src=x onerror=", "U+202E", "U+200B", "<script>alert(1)</script>");
    assertThat(page.content()).doesNotContain("\u202E");
    assertThat(page.title()).doesNotContain("pwned");
    Chromium.picture(page, "entry-hostile");
    chromium.check(page);
  }

  private static void patientOnPaper(Page page, Chromium chromium) throws Exception {
    page.navigate("/patients/0000012301");
    page.locator("figure canvas").waitFor();
    page.getByText("3階東病棟").first().waitFor();
    page.locator(".facet").first().waitFor();
    Chromium.picture(page, "patient");
    chromium.check(page);

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("開示用の報告書")).click();
    assertThat(Chromium.text(page.locator(".report")))
        .contains("開示用報告書", "0000012301", "43 件", "akashi.example/clinical", "ルートハッシュ");
    Chromium.picture(page, "disclosure");
    chromium.check(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    Chromium.picture(page, "disclosure-print");
    Path pdf = Path.of("target", "screenshots", "disclosure.pdf");
    Files.write(pdf, page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)));
    assertThat(Files.size(pdf)).isGreaterThan(10_000);
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

    for (String place :
        new String[] {"/users/U000001", "/terminals/TERM-0100", "/systems?id=電子カルテ"}) {
      page.navigate(place);
      page.locator("figure canvas").waitFor();
      page.locator(".facet").first().waitFor();
      Chromium.picture(page, "timeline-" + place.substring(1, place.indexOf('s', 3) + 1));
      chromium.check(page);
    }
  }

  private static void exportsAndHelp(Page page, Chromium chromium) {
    page.navigate("/search?patient=0000012301");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("この結果を書き出す")).click();
    assertThat(Chromium.text(page.locator("dl.facts"))).contains("患者ID", "0000012301");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("書き出しを始める")).click();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("受け取る")).waitFor();
    assertThat(Chromium.text(page.locator("#exports"))).contains("患者ID 0000012301", "43", "完了");
    Chromium.picture(page, "exports");
    chromium.check(page);

    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ヘルプ")).click();
    assertThat(page.url()).contains("/help/exports");
    Chromium.picture(page, "help");
    chromium.check(page);
  }
}
