package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Sha256;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A review from the thresholds to the confirmation, over a log of which is known what is picked.
 */
class ReviewPagesTest {
  private static final String MANAGER = "the-token-of-the-manager";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ",
          "akashi.tokens.boss.sha256", Sha256.of(MANAGER).hex(),
          "akashi.tokens.boss.role", "manager");
  private static final String LIST = "/review/list?system=" + code("電子カルテ") + "&period=2026-10";

  @TempDir Path folder;

  private static String code(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<byte[]> send(
      HouseFixture house, String token, String path, Map<String, String> fields) throws Exception {
    StringBuilder form = new StringBuilder();
    new TreeMap<>(fields)
        .forEach((name, value) -> form.append(name).append('=').append(code(value)).append('&'));
    form.setLength(Math.max(0, form.length() - 1));
    return house.submit(token, path, form.toString());
  }

  /** U1 opens four patients in the night of the 5th, others one each at noon. */
  private static void fill(HouseFixture house) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      lines.append("2026/10/05 02:1%d:00.000,U1,山田太郎,医師,T1,P%d,検査結果,閲覧,成功,%d%n".formatted(i, i, i));
    }
    for (int i = 0; i < 5; i++) {
      lines.append(
          "2026/10/06 12:1%d:00.000,U%d,佐藤花子,看護師,T2,P9,検査結果,閲覧,成功,%d%n"
              .formatted(i, 5 + i, 10 + i));
    }
    lines.append("2026/11/01 02:00:00.000,U1,山田太郎,医師,T1,P1,検査結果,閲覧,成功,99\n");
    HttpResponse<byte[]> taken =
        house.post(
            SENDER,
            "/intake/v1/ehr",
            lines.toString().getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "text/plain");
    assertThat(taken.statusCode()).as(HouseFixture.text(taken)).isEqualTo(200);
    house.until(OPERATOR, "/sources", all -> all.contains("<dd>10</dd>"));
    house.until(OPERATOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
  }

  private static void approve(HouseFixture house, String id, String value) throws Exception {
    HttpResponse<byte[]> approved =
        send(house, MANAGER, "/review/limits", Map.of("id", id, "value", value));
    assertThat(approved.statusCode()).as(HouseFixture.text(approved)).isEqualTo(302);
  }

  private static Map<String, String> basis(String page) {
    Map<String, String> fields = new TreeMap<>(Map.of("system", "電子カルテ", "period", "2026-10"));
    for (String name : new String[] {"clinical", "infrastructure", "register", "shown"}) {
      Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([0-9a-f]+)\"").matcher(page);
      assertThat(found.find()).isTrue();
      fields.put(name, found.group(1));
    }
    return fields;
  }

  @Test
  void picksWhatIsAboveApprovedThresholdsAndCountsTheRest() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
      assertThat(house.text(OPERATOR, LIST))
          .as("nothing is picked by what nobody approved")
          .contains("「1日の患者数が多い利用者」は、基準値が承認されていない", "まだ確かめられていません")
          .doesNotContain("人の患者の情報を開きました", "超えたアクセスはありませんでした");
      approve(house, "review.user.patients", "3");
      approve(house, "review.patient.users", "4");
      String list = house.text(AUDITOR, LIST);
      assertThat(list)
          .contains("U1 が 2026-10-05 に 4 人の患者の情報を開きました（4 回）。")
          .contains("患者 P9 の情報を 2026-10-06 に 5 人が開きました（5 回）。")
          .containsPattern("選ばれなかったアクセス</h2><p class=\"figure\">0<")
          .containsPattern("期間中のアクセス</h2><p class=\"figure\">9<")
          .contains("/review/unpicked?system=");
      assertThat(house.text(OPERATOR, LIST)).doesNotContain("/review/unpicked");
      approve(house, "review.patient.users", "5");
      assertThat(house.text(OPERATOR, LIST))
          .doesNotContain("患者 P9")
          .containsPattern("選ばれなかったアクセス</h2><p class=\"figure\">5<");
      assertThat(house.text(AUDITOR, LIST.replace("/list", "/unpicked")))
          .as("those five, and none that was picked or of another month")
          .contains("P9", "href=\"/entries/clinical/")
          .doesNotContain("(U1)", "2026-10-05");
      assertThat(house.get(OPERATOR, LIST.replace("/list", "/unpicked")).statusCode())
          .isEqualTo(403);
      assertThat(
              house
                  .get(AUDITOR, LIST.replace("/list", "/unpicked") + "&after=root.1.0")
                  .statusCode())
          .isEqualTo(400);
      assertThat(house.text(AUDITOR, "/api/v1/events?book=house&with-looks=true&limit=1000"))
          .as("who opens the list has looked")
          .contains("\"object_id\":\"review 2026-10/電子カルテ\"");
    }
  }

  @Test
  void isRemarkedOnSignedByOneAndConfirmedByAnother() throws Exception {
    String digest;
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
      approve(house, "review.user.patients", "3");
      String list = house.text(OPERATOR, LIST);
      Matcher row = Pattern.compile("<tr id=\"([0-9a-f]{16})\"").matcher(list);
      assertThat(row.find()).isTrue();
      Map<String, String> fields = basis(list);
      Map<String, String> ofTheAuditor = basis(house.text(AUDITOR, LIST));
      Map<String, String> remark = new TreeMap<>(fields);
      remark.put("row", row.group(1));
      remark.put("text", "当直<b>でした</b>\u202E");
      assertThat(send(house, MANAGER, "/review/remark", remark).statusCode()).isEqualTo(403);
      assertThat(send(house, OPERATOR, "/review/remark", remark).statusCode()).isEqualTo(302);
      assertThat(send(house, MANAGER, "/review/confirm", fields).statusCode())
          .as("not signed")
          .isEqualTo(409);
      assertThat(send(house, OPERATOR, "/review/sign", fields).statusCode()).isEqualTo(302);
      assertThat(send(house, AUDITOR, "/review/sign", ofTheAuditor).statusCode())
          .as("twice")
          .isEqualTo(409);
      assertThat(send(house, OPERATOR, "/review/remark", remark).statusCode())
          .as("after it")
          .isEqualTo(409);
      assertThat(house.text(MANAGER, "/")).contains("企画管理者の確認を待っています");
      assertThat(send(house, MANAGER, "/review/confirm", fields).statusCode()).isEqualTo(302);
      approve(house, "review.user.patients", "1000");
      String after = house.text(OPERATOR, LIST);
      assertThat(after)
          .as("computed again as it was signed")
          .contains(
              "確認済み",
              "当直&lt;b&gt;でした&lt;/b&gt;[U+202E]</span>",
              "署名したときの一覧と同じです",
              "U1 が 2026-10-05 に 4 人")
          .doesNotContain("<b>でした", "\u202E");
      digest = digest(after);
    }
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      house.until(OPERATOR, "/sources", all -> all.contains("<dd>10</dd>"));
      house.until(OPERATOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
      assertThat(digest(house.until(OPERATOR, LIST, all -> all.contains("確認済み"))))
          .isEqualTo(digest);
    }
  }

  @Test
  void staysInSightUntilItIsConfirmedHoweverOld() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
      String list = LIST.replace("2026-10", "2024-W07");
      Map<String, String> fields = basis(house.text(OPERATOR, list));
      fields.put("period", "2024-W07");
      assertThat(house.text(OPERATOR, "/review")).doesNotContain("2024-W07");
      assertThat(send(house, OPERATOR, "/review/sign", fields).statusCode()).isEqualTo(302);
      assertThat(house.text(MANAGER, "/")).contains("企画管理者の確認を待っています");
      assertThat(house.text(MANAGER, "/review")).contains("2024-W07");
      assertThat(send(house, MANAGER, "/review/confirm", fields).statusCode()).isEqualTo(302);
      assertThat(house.text(MANAGER, "/")).doesNotContain("企画管理者の確認を待っています");
      assertThat(house.text(MANAGER, "/review")).doesNotContain("2024-W07");
    }
  }

  private static String digest(String page) {
    Matcher found = Pattern.compile("class=\"digest\">([0-9a-f]{64})<").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static int status(HouseFixture house, String form) throws Exception {
    return house.submit(MANAGER, "/review/limits", form).statusCode();
  }

  private static void approvesSeveralAtOnce(HouseFixture house) throws Exception {
    String form =
        "id=review.user.output&value=31&was=&id=review.login.failures&value=&was="
            + "&id=review.user.patients&value=77&was=&reason="
            + code("委員会で決定");
    HttpResponse<byte[]> done = house.submit(MANAGER, "/review/limits", form);
    assertThat(Visitor.where(done)).isEqualTo("/review?approved#thresholds");
    assertThat(house.text(MANAGER, "/review?approved")).contains("role=\"status\">承認を保存しました");
    assertThat(house.text(MANAGER, "/review"))
        .contains("<span>31</span>", "<span>77</span>", "name=\"was\" value=\"77\"")
        .containsPattern("(?s)ログイン失敗の回数.{1,200}未承認");
    String changes =
        house.until(
            AUDITOR,
            "/api/v1/events?book=register&limit=100",
            all -> all.contains("review.user.output") && all.contains("review.user.patients"));
    assertThat(Pattern.compile("委員会で決定").matcher(changes).results().count())
        .as("each with the reason")
        .isGreaterThanOrEqualTo(2);
    assertThat(changes).contains("review.user.output", "review.user.patients");
    assertThat(Visitor.where(house.submit(MANAGER, "/review/limits", form)))
        .as("the same again changes nothing")
        .isEqualTo("/review?unchanged#thresholds");
    assertThat(house.text(MANAGER, "/review?unchanged")).contains("何も変わっていません");
    assertThat(status(house, "id=review.user.output&value=40&was=12"))
        .as("somebody else changed it")
        .isEqualTo(409);
    String half = "id=review.user.patients&value=8&was=77&id=review.user.output&value=x&was=31";
    assertThat(status(house, half)).isEqualTo(400);
    assertThat(house.text(MANAGER, "/review")).as("none of them").contains("<span>77</span>");
    assertThat(status(house, "id=review.user.output&value=&was=31")).isEqualTo(400);
    assertThat(status(house, "id=review.user.output&id=other&value=1")).isEqualTo(400);
  }

  @Test
  void refusesWhatIsNoPeriodSystemRowValueOrBasis() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
      listsTheMonthBeforeThoughItCameLater(house);
      String system = "/review/list?system=" + code("電子カルテ");
      assertThat(house.get(OPERATOR, system + "&period=soon").statusCode()).isEqualTo(400);
      assertThat(house.get(OPERATOR, system + "&period=2026-W99").statusCode()).isEqualTo(400);
      assertThat(house.get(OPERATOR, system + "&period=2026-W41").statusCode()).isEqualTo(200);
      assertThat(
              house.get(OPERATOR, "/review/list?system=x'%20OR%201=1&period=2026-10").statusCode())
          .isEqualTo(404);
      assertThat(
              send(house, MANAGER, "/review/limits", Map.of("id", "other", "value", "1"))
                  .statusCode())
          .isEqualTo(400);
      assertThat(
              send(
                      house,
                      MANAGER,
                      "/review/limits",
                      Map.of("id", "review.user.output", "value", "-1"))
                  .statusCode())
          .isEqualTo(400);
      assertThat(
              send(
                      house,
                      OPERATOR,
                      "/review/limits",
                      Map.of("id", "review.user.output", "value", "1"))
                  .statusCode())
          .isEqualTo(403);
      approvesSeveralAtOnce(house);
      Map<String, String> fields = basis(house.text(OPERATOR, LIST));
      fields.put("clinical", "0");
      assertThat(send(house, OPERATOR, "/review/sign", fields).statusCode())
          .as("not what was shown: the log before anything was in it")
          .isEqualTo(400);
      Map<String, String> others = basis(house.text(AUDITOR, LIST));
      assertThat(send(house, OPERATOR, "/review/sign", others).statusCode())
          .as("shown to another")
          .isEqualTo(400);
      Map<String, String> month = new TreeMap<>(others);
      month.put("period", YearMonth.now(ZoneId.of("Asia/Tokyo")).toString());
      assertThat(send(house, OPERATOR, "/review/sign", month).statusCode())
          .as("not over")
          .isEqualTo(409);
      fields.put("clinical", "99999");
      assertThat(send(house, OPERATOR, "/review/sign", fields).statusCode()).isEqualTo(400);
      fields.put("clinical", "all");
      assertThat(send(house, OPERATOR, "/review/sign", fields).statusCode()).isEqualTo(400);
    }
  }

  private static void listsTheMonthBeforeThoughItCameLater(HouseFixture house) throws Exception {
    YearMonth before = YearMonth.now(ZoneId.of("Asia/Tokyo")).minusMonths(1);
    String line =
        "%1$s/%2$02d/05 12:00:00.000,U1,山田太郎,医師,T1,P1,検査結果,閲覧,成功,77\n"
            .formatted(before.getYear(), before.getMonthValue());
    house.post(
        SENDER,
        "/intake/v1/ehr",
        line.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
    assertThat(house.until(OPERATOR, "/review", page -> page.contains("period=" + before + "\"")))
        .as("nobody is late with what was not there in time")
        .doesNotContain("期限切れ", "period=" + before.minusMonths(1))
        .contains("ほかの月は一覧にありません", "type=\"month\"", "<option value=\"電子カルテ\"");
  }
}
