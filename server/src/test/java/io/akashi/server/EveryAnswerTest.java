package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.SENDER;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer has, and what none has: pages, files, answers to programs, refusals. */
class EveryAnswerTest {
  @TempDir static Path folder;
  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, Map.of());
    byte[] line = "a line\n".getBytes(StandardCharsets.UTF_8);
    fixture.post(SENDER, "/intake/v1/ehr", line, "Content-Type", "text/plain");
    fixture.until(AUDITOR, "/tlog/clinical/checkpoint", note -> note.contains("\n1\n"));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search",
        "/api/v1/events",
        "/api/v1/entries/clinical/0",
        "/api/v1/entries/clinical/99",
        "/entries/clinical/0/payload",
        "/fhir/AuditEvent",
        "/fhir/metadata",
        "/fhir/AuditEvent?_count=0",
        "/tlog/clinical/checkpoint",
        "/assets/frame/style.css",
        "/assets/none.css",
        "/settings",
        "/nothing",
        "/health",
        "//malformed",
        "/login?next=%FF%FE"
      })
  void isGuardedAndKeptNowhereUnlessItSaysSo(String path) throws Exception {
    HttpResponse<byte[]> answer = fixture.get(AUDITOR, path);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    String cache = answer.headers().firstValue("Cache-Control").orElse("");
    assertThat(cache).contains(path.matches("/assets/f.*|/tlog/.*") ? "public" : "no-store");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    assertThat(text(answer)).doesNotContain(House.VERSION, "Exception", "tomcat", "spring");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login?next=%FF%FE",
        "/display?back=%C3",
        "/fhir/AuditEvent?date=%FF%FE",
        "/api/v1/inspection/2-5?as_of=%FF%FE",
        "/sources?source=%FF%FE"
      })
  void whatCannotBeReadIsNoFaultOfTheServer(String path) throws Exception {
    String token = path.startsWith("/sources") ? HouseFixture.OPERATOR : AUDITOR;
    assertThat(fixture.get(token, path).statusCode()).isEqualTo(400);
  }

  @Test
  void aValueOfAnotherKindIsNoFaultOfTheServer() throws Exception {
    try (Visitor operator = fixture.signedIn(Role.OPERATOR)) {
      assertThat(operator.post("/integrity/runs", "deep", "maybe").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void whoIsLostHasTheMenuAndAWayOn() throws Exception {
    try (Visitor operator = fixture.signedIn(Role.OPERATOR);
        Visitor stranger = new Visitor(fixture.house())) {
      for (String path : new String[] {"/no/such/place", "/settings", "/integrity/none"}) {
        HttpResponse<String> answer = operator.get(path);
        assertThat(answer.statusCode()).as(path).isIn(403, 404);
        assertThat(answer.body())
            .as(path)
            .contains("href=\"/sources\"", "href=\"/integrity\"", "上のメニューから", "試験 person")
            .doesNotContain("href=\"/search\"");
      }
      assertThat(stranger.get("/no/such/place").body())
          .contains("最初の画面へ")
          .doesNotContain("href=\"/sources\"", "上のメニューから");
    }
  }

  @Test
  void aTokenThatNobodyHasIsNotedWhereverItIsShown() throws Exception {
    HttpResponse<byte[]> page = fixture.get("a-token-that-nobody-has", "/search");
    assertThat(page.statusCode()).isEqualTo(401);
    fixture.until(
        AUDITOR,
        "/api/v1/events?book=house&kind=login_failure",
        found -> found.contains("unknown token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: cross-site",
        "Origin: https://other.hospital.example",
        "Origin: null"
      })
  void aFormOfAnotherServerIsRefusedWhateverTokenItCarries(String header) throws Exception {
    String[] said = header.split(": ");
    try (Visitor visitor = new Visitor(fixture.house())) {
      String form = "language=english&_csrf=" + visitor.token();
      String cookie = "akashi-form=" + visitor.cookie("akashi-form");
      String type = "application/x-www-form-urlencoded";
      byte[] octets = form.getBytes(StandardCharsets.US_ASCII);
      assertThat(
              fixture
                  .post("", "/display", octets, "Content-Type", type, "Cookie", cookie)
                  .statusCode())
          .isEqualTo(302);
      assertThat(
              fixture
                  .post(
                      "",
                      "/display",
                      octets,
                      "Content-Type",
                      type,
                      "Cookie",
                      cookie,
                      said[0],
                      said[1])
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void aRedirectNamesAPathAndNoHost() throws Exception {
    assertThat(fixture.get(AUDITOR, "/patients").headers().firstValue("Location"))
        .contains("/search");
  }

  @Test
  void whatAPersonReadsStaysInNoBrowser() throws Exception {
    String bundle = "/tlog/clinical/tile/entries/000.p/1";
    assertThat(fixture.get(AUDITOR, bundle).headers().firstValue("Cache-Control").orElse(""))
        .startsWith("private");
    try (Visitor auditor = fixture.signedIn(Role.AUDITOR)) {
      assertThat(auditor.get(bundle).headers().firstValue("Cache-Control")).contains("no-store");
    }
  }
}
