package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import io.akashi.store.Book;
import io.akashi.store.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People whose rights are narrowed by book or system, over HTTP. */
class NarrowedTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ");
  private static final String LINE =
      "2026/11/20 09:15:03.123,U000001,山田太郎,医師,TERM-0001,0000012345,検査結果,閲覧,成功,1\n";

  @TempDir static Path folder;
  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, SETTINGS);
    fixture.post(
        SENDER,
        "/intake/v1/ehr",
        LINE.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "text/plain");
    fixture.until(AUDITOR, "/api/v1/events?book=clinical", found -> found.contains("U000001"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  private static Visitor auditor(Set<Book> books, Set<String> systems) throws Exception {
    return fixture.signedIn(new Scope(books, systems), Role.AUDITOR);
  }

  @Test
  void anotherBookIsForbiddenEverywhere() throws Exception {
    try (Visitor visitor = auditor(Set.of(Book.HOUSE), Set.of())) {
      assertThat(visitor.get("/api/v1/events?book=clinical").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/api/v1/events/counts?by=kind&book=clinical").statusCode())
          .isEqualTo(403);
      assertThat(visitor.get("/api/v1/entries/clinical/0").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/api/v1/proofs/clinical/0").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/entries/clinical/0").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/entries/clinical/0").body()).contains("閲覧範囲");
      assertThat(visitor.get("/tlog/clinical/tile/entries/000.p/1").statusCode()).isEqualTo(403);
      assertThat(visitor.text("/api/v1/events?user=U000001")).contains("\"events\":[]");
      assertThat(visitor.text("/api/v1/events?book=house")).contains("\"index\"");
    }
  }

  @Test
  void whatIsRefusedIsRecordedOnceAMinuteAndNotEachTime() throws Exception {
    Visitor.Keys keys = fixture.person(new Scope(Set.of(Book.HOUSE), Set.of()), Role.AUDITOR);
    try (Visitor visitor = new Visitor(fixture.house())) {
      visitor.signIn(keys);
      for (int i = 0; i < 20; i++) {
        visitor.get("/api/v1/entries/clinical/0");
        fixture.get(OPERATOR, "/settings/accounts?number=" + i);
      }
    }
    for (String who : List.of(keys.user(), "token:it")) {
      String found =
          fixture.until(
              AUDITOR,
              "/api/v1/events?book=house&kind=read&user=" + who,
              all -> all.contains("beyond a role or scope"));
      assertThat(found)
          .contains(who.equals("token:it") ? "GET /settings/accounts" : "/api/v1/entries/{book}")
          .doesNotContain("number=");
      assertThat(found.split("beyond a role", -1)).hasSizeBetween(2, 4);
    }
  }

  @Test
  void anAnswerThatRestsOnTheWholeLogIsForWhoMaySeeAllOfIt() throws Exception {
    fixture.until(AUDITOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
    try (Visitor all = fixture.signedIn(Role.AUDITOR);
        Visitor narrow = auditor(Set.of(), Set.of("PACS"))) {
      for (String path :
          new String[] {
            "/inspection/2-5",
            "/api/v1/inspection",
            "/api/v1/inspection/2-5",
            "/api/v1/inspection/2-5?as_of=2036-01-01"
          }) {
        assertThat(all.get(path).statusCode()).as(path).isEqualTo(200);
        assertThat(narrow.get(path).statusCode()).as(path).isEqualTo(403);
      }
      assertThat(narrow.get("/inspection").statusCode())
          .as("states are of the whole")
          .isEqualTo(403);
    }
  }

  @Test
  void ofAnotherSystemNothingIsFoundCountedOrOpened() throws Exception {
    try (Visitor visitor = auditor(Set.of(), Set.of("PACS"))) {
      assertThat(visitor.text("/api/v1/events?user=U000001")).contains("\"events\":[]");
      assertThat(
              visitor.text(
                  "/api/v1/events?system=電子カルテ"
                      .replace("電子カルテ", "%E9%9B%BB%E5%AD%90%E3%82%AB%E3%83%AB%E3%83%86")))
          .contains("\"events\":[]");
      assertThat(visitor.text("/api/v1/events/counts?by=user&book=clinical"))
          .contains("\"counts\":[],\"without\":0");
      assertThat(visitor.get("/entries/clinical/0/file").statusCode()).isEqualTo(403);
      assertThat(visitor.get("/tlog/clinical/tile/entries/000.p/1").statusCode()).isEqualTo(403);
    }
    try (Visitor visitor = auditor(Set.of(), Set.of("電子カルテ", "PACS"))) {
      assertThat(visitor.text("/api/v1/events?user=U000001")).contains("U000001");
      assertThat(visitor.text("/entries/clinical/0/file")).contains("U000001");
    }
  }

  @Test
  void pagesShowWhatIsWithinAndRefuseWhatIsOfTheWholeHospital() throws Exception {
    fixture.until(OPERATOR, "/sources", all -> all.contains("id=\"ehr\""));
    Scope pacs = new Scope(Set.of(), Set.of("PACS"));
    try (Visitor visitor = fixture.signedIn(pacs, Role.OPERATOR, Role.MANAGER)) {
      assertThat(visitor.text("/"))
          .contains("閲覧範囲にある")
          .doesNotContain("電子カルテ", "figcaption", "点検表</a>", "href=\"/inspection");
      assertThat(visitor.text("/sources")).contains("閲覧範囲にある").doesNotContain("電子カルテ</strong>");
      assertThat(visitor.text("/review")).doesNotContain("電子カルテ");
      for (String path : List.of("/inspection", "/inspection/2-5", "/api/v1/inspection")) {
        assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(403);
      }
      assertThat(visitor.text("/inspection")).contains("病院全体");
    }
    Scope ehr = new Scope(Set.of(), Set.of("電子カルテ"));
    try (Visitor visitor = fixture.signedIn(ehr, Role.OPERATOR)) {
      assertThat(visitor.text("/")).contains("電子カルテ</a>");
      assertThat(visitor.text("/sources")).contains("id=\"ehr\"");
      assertThat(visitor.text("/review")).contains("電子カルテ");
    }
  }
}
