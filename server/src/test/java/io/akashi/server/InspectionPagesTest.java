package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.register.Account;
import io.akashi.register.Author;
import io.akashi.register.Limit;
import io.akashi.register.Person;
import io.akashi.register.Registers;
import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import io.akashi.server.internal.web.Answers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 2-(5) in a browser and as JSON, from a log and registers of a running house. */
class InspectionPagesTest {
  private static final String MANAGER = "the-token-of-the-manager";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ",
          "akashi.tokens.boss.sha256", Sha256.of(MANAGER).hex(),
          "akashi.tokens.boss.role", "manager");
  private static final String LINES =
      """
      2026/11/20 09:15:03.123,U000001,山田太郎,医師,TERM-0001,0000012345,検査結果,閲覧,成功,1
      2026/11/20 09:16:03.123,U000002,佐藤花子,看護師,TERM-0002,0000012345,検査結果,閲覧,成功,2
      """;

  @TempDir Path folder;

  private static void fill(HouseFixture house) throws Exception {
    house.post(
        SENDER,
        "/intake/v1/ehr",
        LINES.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
    Registers registers =
        Registers.open(house.house().store(), InstantSource.system(), ZoneId.of("Asia/Tokyo"));
    Author clerk = new Author("sato", "棚卸", null);
    registers.put(person("1", null), clerk);
    registers.put(person("2", LocalDate.of(2026, 3, 31)), clerk);
    registers.put(account("U000001", "1"), clerk);
    registers.put(account("U000002", "2"), clerk);
    registers.put(
        new Limit("account.unused.days", 36_500, "日", "院長", LocalDate.of(2026, 1, 1), null), clerk);
  }

  private static Person person(String id, LocalDate leftOn) {
    return new Person(id, "A科", "佐藤", "花子", "看護師", null, null, leftOn, null);
  }

  private static Account account(String user, String staff) {
    return new Account(
        "電子カルテ", user, staff, null, null, null, "User", null, true, null, null, null);
  }

  @Test
  void leadsFromTheSheetToThePayloadAndItsProofInTwoClicks() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
      Visitor auditor = house.signedIn(Role.AUDITOR);
      house.until(AUDITOR, "/api/v1/inspection", all -> all.contains("\"open\":2"));
      String sheet = auditor.text("/inspection");
      assertThat(sheet).contains("満たさない", "href=\"/inspection/2-5\"");
      String card = auditor.text("/inspection/2-5");
      assertThat(card).contains("U000002", "佐藤 花子", "退職日", "account-of-leaver@1");
      Matcher link = Pattern.compile("href=\"(/entries/clinical/\\d+)\"").matcher(card);
      assertThat(link.find()).isTrue();
      HttpResponse<String> entry = auditor.get(link.group(1));
      assertThat(entry.body())
          .contains("09:16:03.123,U000002,佐藤花子")
          .containsPattern("09:16 [^<]*佐藤花子\\(U000002\\)が");
      assertThat(entry.headers().firstValue("Content-Security-Policy"))
          .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
      assertThat(auditor.text(link.group(1) + "/file"))
          .startsWith("akashi/1 ")
          .contains("09:16:03.123,U000002,佐藤花子");
      assertThat(auditor.text(link.group(1) + "/proof")).startsWith("c2sp.org/tlog-proof");
      readsInEnglish(house);
      asksWhereAllQuestionsAreAsked(house);
    }
  }

  /** What Akashi notes of registers, findings and answers, beside names that are Japanese. */
  private static void readsInEnglish(HouseFixture house) throws Exception {
    String english = "akashi-display=english.common.auto";
    String search = "/search?with-looks=true&columns=message&book=";
    assertThat(HouseFixture.text(house.get(AUDITOR, search + "register", "Cookie", english)))
        .contains("sato: added to the register of accounts: 電子カルテ / U000002")
        .contains("sato: added to the register of people: 2, department A科")
        .contains("confirmed changes in the register of limits: 1")
        .doesNotContain("を追加", "確定", "なし");
    assertThat(HouseFixture.text(house.get(AUDITOR, search + "house", "Cookie", english)))
        .contains("open: Account U000002 (佐藤 花子) of 電子カルテ is still enabled after 2026-03-31")
        .contains("akashi: note: 2-(5) ", ": not fulfilled")
        .doesNotContain("未対応", "満たさない", "無効に");
  }

  /** What computes over entries has threads of its own: without them it does not answer. */
  private static void asksWhereAllQuestionsAreAsked(HouseFixture house) throws Exception {
    house.until(AUDITOR, "/review", all -> all.contains("system="));
    house.house().web().context().getBean(Answers.class).close();
    String review = "?system=%E9%9B%BB%E5%AD%90%E3%82%AB%E3%83%AB%E3%83%86&period=2026-11";
    for (String page :
        List.of(
            "/",
            "/search",
            "/patients/0000012345",
            "/entries/clinical/0",
            "/entries/clinical/0/check",
            "/entries/clinical/0/proof",
            "/entries/clinical/0/around",
            "/api/v1/entries/clinical/0",
            "/api/v1/proofs/clinical/0",
            "/fhir/AuditEvent/clinical-0-0",
            "/api/v1/inspection",
            "/api/v1/inspection/2-5?as_of=2999-01-01",
            "/inspection/2-5",
            "/integrity",
            "/integrity/runs",
            "/review",
            "/review/list" + review,
            "/review/unpicked" + review)) {
      assertThat(house.get(AUDITOR, page).statusCode()).as(page).isEqualTo(500);
    }
  }

  @Test
  void keepsWhatTheManagerSignedBesideTheComputedAnswer() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      house.until(MANAGER, "/api/v1/inspection", all -> all.contains("no_evidence"));
      byte[] form = "answer=no&comment=%E6%9D%A5%E6%9C%88".getBytes(StandardCharsets.US_ASCII);
      String path = "/api/v1/inspection/2-5/signature";
      String type = "application/x-www-form-urlencoded";
      assertThat(house.post(OPERATOR, path, form, "Content-Type", type).statusCode())
          .isEqualTo(403);
      String signed = HouseFixture.text(house.post(MANAGER, path, form, "Content-Type", type));
      assertThat(signed)
          .contains("\"answer\":\"いいえ\"", "\"by\":\"token:boss\"", "\"comment\":\"来月\"")
          .contains("\"state\":\"no_evidence\"", "\"on_sheet\":\"いいえ\"");
      assertThat(house.text(MANAGER, "/api/v1/inspection/2-5?as_of=2999-01-01"))
          .contains("\"equal\":true");
      assertThat(house.get(MANAGER, "/api/v1/inspection/2-5?as_of=1999-01-01").statusCode())
          .isEqualTo(404);
      assertThat(house.get(MANAGER, "/api/v1/inspection/2-5?as_of=never").statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void onlyTheManagerSignsOnThePageOfAnItem() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      house.until(MANAGER, "/api/v1/inspection", all -> all.contains("no_evidence"));
      String path = "/inspection/2-5/signature";
      try (Visitor manager = house.signedIn(Role.MANAGER);
          Visitor operator = house.signedIn(Role.OPERATOR)) {
        assertThat(operator.text("/inspection/2-5")).doesNotContain(path);
        assertThat(operator.post(path, "answer", "no").statusCode()).isEqualTo(403);
        assertThat(manager.text("/inspection/2-5")).contains(path);
        assertThat(manager.post(path, "answer", "maybe").statusCode()).isEqualTo(400);
        assertThat(Visitor.where(manager.post(path, "answer", "no", "comment", "来月までに")))
            .isEqualTo("/inspection/2-5");
        assertThat(manager.text("/inspection/2-5")).contains("来月までに", "いいえ");
      }
    }
  }

  @Test
  void saysWhyThereIsNoSheetWhenARegisterCannotBeRead() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      fill(house);
    }
    damage(folder.resolve("data/books/register/journal/00000000000000000000.journal"));
    try (HouseFixture house = HouseFixture.open(folder, SETTINGS)) {
      house.until(AUDITOR, "/api/v1/inspection", all -> all.contains("entry is damaged"));
      assertThat(HouseFixture.text(house.get(AUDITOR, "/inspection"))).contains("entry is damaged");
    }
  }

  private static void damage(Path journal) throws Exception {
    byte[] octets = Files.readAllBytes(journal);
    int at = new String(octets, StandardCharsets.ISO_8859_1).indexOf("sato");
    octets[at] ^= 1;
    Files.write(journal, octets);
  }
}
