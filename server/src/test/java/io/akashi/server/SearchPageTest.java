package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search over HTTP: looks, paging, conditions, what others wrote. */
class SearchPageTest {
  static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern MORE = Pattern.compile("hx-get=\"(/search/rows[^\"]*)\"");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  @TempDir Path folder;

  static String line(int minute, String user, String patient, String what) {
    return "2026/11/20 %02d:%02d:00.000,%s,山田太郎,医師,TERM-0001,%s,検査結果,%s,成功,%d\n"
        .formatted(9 + minute / 60, minute % 60, user, patient, what, minute);
  }

  static void send(HouseFixture house, String lines, String until) throws Exception {
    HttpResponse<byte[]> answer =
        house.post(
            SENDER,
            "/intake/v1/ehr",
            lines.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "text/plain");
    assertThat(answer.statusCode()).isEqualTo(200);
    house.until(AUDITOR, "/api/v1/events?book=clinical&limit=1", all -> all.contains(until));
  }

  /** Searches by the auditor that named this patient, as the book has them. */
  private static long searches(HouseFixture house, String patient) throws Exception {
    house.text(AUDITOR, "/api/v1/events?text=marker-" + patient);
    String all =
        house.until(
            AUDITOR,
            "/api/v1/events?book=house&limit=1000",
            found -> found.contains("--text marker-" + patient));
    return Pattern.compile("--patient " + patient + "\\b").matcher(all).results().count();
  }

  @Test
  void aSearchWithAllItsPartsAndPagesIsOneLook() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 45; i++) {
        lines.append(line(i, "U00000" + i % 3, "0000012345", "閲覧"));
      }
      send(house, lines.toString(), "00:44:00");
      String query = "?patient=0000012345&limit=20";
      String page = house.text(AUDITOR, "/search" + query);
      assertThat(page).contains("患者0000012345の検査結果を閲覧", "hx-get=\"/search/histogram?patient=");
      String more = next(page);
      String second = house.text(AUDITOR, more);
      assertThat(house.text(AUDITOR, next(second))).contains("2026-11-20 09:00:00");
      assertThat(house.text(AUDITOR, "/search/histogram" + query)).contains("45 件", "data-at=");
      assertThat(house.text(AUDITOR, "/search/facets/what" + query)).contains("閲覧", "電子カルテ");
      assertThat(house.text(AUDITOR, "/search/facets/who" + query))
          .contains("U000001", "&amp;user=U000001");
      assertThat(house.text(AUDITOR, "/search/newer" + query + "&since=0")).contains("45 件");
      house.text(AUDITOR, "/search" + query);
      assertThat(searches(house, "0000012345")).isEqualTo(1);
    }
  }

  @Test
  void akashisOwnEntriesAreFoundWhereSomebodyAsksForThem() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      send(house, line(1, "U000001", "77", "閲覧"), "U000001");
      house.until(AUDITOR, "/api/v1/events?book=root", found -> found.contains("\"root\""));
      String usual = house.text(AUDITOR, "/search");
      assertThat(usual)
          .contains("href=\"/entries/clinical/0", "<a href=\"/search?book=all\">含めて探す</a>")
          .doesNotContain("href=\"/entries/root", "href=\"/entries/house");
      assertThat(house.text(AUDITOR, "/search/histogram")).contains("1 件");
      assertThat(house.text(AUDITOR, "/search?book=all"))
          .contains("href=\"/entries/clinical/0", "href=\"/entries/root", "すべて（証自身の記録も）")
          .doesNotContain("含めて探す");
      assertThat(house.text(AUDITOR, "/search?book=root"))
          .contains("href=\"/entries/root")
          .doesNotContain("href=\"/entries/clinical");
      assertThat(house.text(AUDITOR, "/users/U000001")).contains("?book=all");
      try (Visitor visitor =
          house.signedIn(new Scope(Set.of(Book.HOUSE), Set.of()), Role.AUDITOR)) {
        assertThat(visitor.text("/search"))
            .as("who may see neither log sees what they may")
            .contains("href=\"/entries/house")
            .doesNotContain("href=\"/entries/clinical");
      }
    }
  }

  @Test
  void aTimeThatTheSenderDidNotSayIsMarked() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      send(house, line(1, "U000001", "77", "閲覧") + "a line without a time\n", "without a time");
      String page = house.text(AUDITOR, "/search");
      assertThat(page)
          .containsPattern(
              "2026-11-20 09:01:00</span><small class=\"clock\" title=\"[^\"]*\">地域推定<")
          .containsOnlyOnce(">受信時刻</small>");
      assertThat(house.text(AUDITOR, "/users/U000001")).containsOnlyOnce(">地域推定</small>");
      assertThat(house.text(AUDITOR, "/patients/77?form=report")).contains(">地域推定</small>");
      assertThat(house.text(AUDITOR, "/entries/clinical/1")).contains(">受信時刻</small>");
      String english = "akashi-display=english.common.auto";
      assertThat(HouseFixture.text(house.get(AUDITOR, "/search", "Cookie", english)))
          .contains(">time of receipt</small>", ">zone assumed</small>");
    }
  }

  @Test
  void aPartThatIsAskedForByItselfIsALook() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      send(house, line(1, "U000001", "77", "閲覧"), "U000001");
      house.text(AUDITOR, "/search/facets/who?patient=77");
      assertThat(searches(house, "77")).isEqualTo(1);
    }
  }

  @Test
  void pagesStayStableWhileEventsArrive() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        lines.append(line(i, "U000001", "5", "閲覧"));
      }
      send(house, lines.toString(), "00:39:00");
      String page = house.text(AUDITOR, "/search?limit=20&patient=5");
      assertThat(page).contains("09:20:00").doesNotContain("09:19:00");
      String since = find(page, Pattern.compile("since=(\\d+)"));
      send(house, line(50, "U000009", "5", "印刷"), "U000009");
      String second = house.text(AUDITOR, next(page));
      assertThat(second).contains("09:19:00", "09:00:00").doesNotContain("U000009", "09:20:00");
      assertThat(house.text(AUDITOR, "/search/newer?limit=20&patient=5&since=" + since))
          .contains("新しい記録が 1 件");
    }
  }

  @Test
  void whatSomebodyWroteIsShownAndNeverActs() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      send(house, line(1, "<script>alert(1)</script>\u202Egnp", "\"><img src=x>", "閲覧"), "alert");
      String page = house.text(AUDITOR, "/search?columns=user_id,patient_id");
      assertThat(page)
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]gnp")
          .doesNotContain("<script>alert", "<img src=x", "\u202E");
      String facets = house.text(AUDITOR, "/search/facets/who");
      assertThat(facets).contains("[U+202E]gnp").doesNotContain("<script>alert", "\u202E");
    }
  }

  @Test
  void conditionsThatMeanNothingAreAnsweredBesideTheFilledForm() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      HttpResponse<byte[]> wrong =
          house.get(AUDITOR, "/search?patient=123&kind=raed&from=yesterday");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(HouseFixture.text(wrong))
          .contains("role=\"alert\"", "value=\"123\"", "使えません")
          .doesNotContain("hx-get=\"/search/histogram");
      String japanese = house.text(AUDITOR, "/search?from=%E4%BB%A4%E5%92%8C8%E5%B9%B4");
      assertThat(japanese).contains("「開始」に「令和8年」は使えません").doesNotContain("is not", "条件 from");
      assertThat(house.text(AUDITOR, "/search?kind=%E9%96%B2&outcome=%E5%A4%B1%E6%95%97"))
          .contains("「種別」に「閲」は使えません")
          .doesNotContain("is not one of");
      assertThat(house.text(AUDITOR, "/search?outcome=%E5%A4%B1%E6%95%97"))
          .contains("「結果」に「失敗」は使えません")
          .doesNotContain("is not one of");
      String english = "akashi-display=english.common.auto";
      assertThat(
              HouseFixture.text(
                  house.get(AUDITOR, "/search?from=%E4%BB%A4%E5%92%8C", "Cookie", english)))
          .contains("“From” = &#39;令和&#39; is not a time")
          .doesNotContain("使えません");
      for (String query :
          new String[] {
            "?text=a",
            "?from=2026-11-22&to=2026-11-20",
            "?page=nonsense",
            "?what=1",
            "?user=1&user=2",
            "?%FF=%FE",
            "?limit=0",
            "?text=%00%01"
          }) {
        HttpResponse<byte[]> answer = house.get(AUDITOR, "/search" + query);
        assertThat(answer.statusCode()).as(query).isIn(200, 400);
        assertThat(HouseFixture.text(answer)).as(query).contains("name=\"patient\"");
      }
    }
  }

  @Test
  void aDayAsTheEndIncludesThatDay() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      send(house, line(5, "U000001", "5", "閲覧"), "U000001");
      assertThat(house.text(AUDITOR, "/search?from=2026-11-20&to=2026-11-20"))
          .contains("09:05:00", "value=\"2026-11-21T00:00:00\"");
      assertThat(house.text(AUDITOR, "/search?to=2026-11-19")).contains("見つかりませんでした");
    }
  }

  @Test
  void aRangeOfTimeTakesWhatIsTypedWithIt() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      String form = SPACE.matcher(house.text(AUDITOR, "/search")).replaceAll(" ");
      form = form.substring(form.indexOf("role=\"search\""));
      assertThat(form.substring(0, form.indexOf("</form>")))
          .contains("name=\"range\" value=\"night\"")
          .doesNotContain("href=");
      // What a browser without scripts sends: every field, and the button that was pressed.
      String sent = "?from=&to=&patient=&user=n0450108&text=&kind=print&columns=a&columns=b";
      HttpResponse<byte[]> night = house.get(AUDITOR, "/search" + sent + "&range=night");
      assertThat(night.statusCode()).isEqualTo(302);
      assertThat(Visitor.where(night))
          .matches(
              "/search\\?user=n0450108&kind=print&columns=a&columns=b"
                  + "&from=\\d{4}-\\d\\d-\\d\\dT17%3A00%3A00&to=\\d{4}-\\d\\d-\\d\\dT08%3A00%3A00");
      assertThat(Visitor.where(house.get(AUDITOR, "/search" + sent + "&range=all")))
          .isEqualTo("/search?user=n0450108&kind=print&columns=a&columns=b");
      assertThat(Visitor.where(house.get(AUDITOR, "/users?id=a%2F%7Bb%7D&user=&range=week")))
          .startsWith("/users")
          .contains("from=", "to=")
          .doesNotContain("range");
      assertThat(house.get(AUDITOR, "/search?range=never").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void searchesAreSavedForOnePersonAndSurviveTheServer() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      byte[] form =
          "name=%E6%98%A8%E5%A4%9C%E2%80%AE&conditions=patient%3D12%26kind%3Dread"
              .getBytes(StandardCharsets.UTF_8);
      HttpResponse<byte[]> kept = post(house, "/search/saved", form);
      assertThat(kept.statusCode()).isEqualTo(302);
      assertThat(kept.headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("/search?patient=12&kind=read"));
      byte[] split = "name=a&conditions=a%0d%0ab".getBytes(StandardCharsets.UTF_8);
      assertThat(post(house, "/search/saved", split).statusCode()).isEqualTo(400);
    }
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      assertThat(house.text(AUDITOR, "/search"))
          .contains("href=\"/search?patient=12&amp;kind=read\"", ">昨夜[U+202E]</a>");
      byte[] form = "name=%E6%98%A8%E5%A4%9C%E2%80%AE".getBytes(StandardCharsets.UTF_8);
      post(house, "/search/saved/forget", form);
      assertThat(house.text(AUDITOR, "/search")).doesNotContain("patient=12");
    }
  }

  @Test
  void nobodyButAnAuditorSearches() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      for (String path :
          new String[] {
            "/search",
            "/search/rows",
            "/search/histogram",
            "/search/facets/who",
            "/search/newer?since=0"
          }) {
        assertThat(house.get(OPERATOR, path).statusCode()).as(path).isEqualTo(403);
      }
    }
  }

  /** As a browser does: with the cookie and the hidden field of the page. */
  private static HttpResponse<byte[]> post(HouseFixture house, String path, byte[] form)
      throws Exception {
    HttpResponse<byte[]> page = house.get(AUDITOR, "/search");
    String token =
        find(HouseFixture.text(page), Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\""));
    String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    String body = new String(form, StandardCharsets.UTF_8) + "&_csrf=" + token;
    byte[] sent = body.getBytes(StandardCharsets.UTF_8);
    return house.post(AUDITOR, path, sent, "Content-Type", FORM, "Cookie", cookie);
  }

  private static String next(String page) {
    return find(page, MORE).replace("&amp;", "&");
  }

  static String find(String page, Pattern pattern) {
    Matcher matcher = pattern.matcher(page);
    assertThat(matcher.find()).as(pattern + " in " + page).isTrue();
    return matcher.group(1);
  }
}
