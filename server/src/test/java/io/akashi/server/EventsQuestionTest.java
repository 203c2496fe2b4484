package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked of the events over HTTP, and how a wrong question is answered. */
class EventsQuestionTest {
  @TempDir static Path folder;

  private static HouseFixture fixture;

  @BeforeAll
  static void open() throws Exception {
    fixture = HouseFixture.open(folder, Map.of());
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/events?limit=99999999",
        "/api/v1/events?limit=100000",
        "/api/v1/events?limit=-1",
        "/api/v1/events?limit=0",
        "/api/v1/events?kind=reed",
        "/api/v1/events?outcome=bad",
        "/api/v1/events?book=clincal",
        "/api/v1/events?with-looks=1",
        "/api/v1/events?usr=x",
        "/api/v1/events?from=yesterday",
        "/api/v1/events?user=a&user=b",
        "/api/v1/events?sort=nothing",
        "/api/v1/events?text=x",
        "/api/v1/events?page=garbage",
        "/api/v1/events/counts",
        "/api/v1/events/counts?by=kin",
        "/api/v1/events/counts?by=message",
        "/api/v1/events/counts?by=kind&by=user",
        "/api/v1/events/counts?by=kind&limit=0",
        "/api/v1/events?limit=1000000000000000000",
        "/api/v1/events?limit=1e18",
        "/api/v1/events?limit=%EF%BC%91",
        "/api/v1/events?from=2026-11-23&to=2026-11-22",
        "/api/v1/events?from=2026-11-22&to=2026-11-22",
        "/api/v1/events?from=9999999999-01-01",
        "/api/v1/events/counts?by=day&from=%2B999999-01-01T00:00:00Z&to=0000-01-01",
        "/api/v1/entries/clinical/-1",
        "/api/v1/entries/clinical/99999999999999999999",
      })
  void namesAWrongQuestion(String path) throws Exception {
    HttpResponse<byte[]> answer = fixture.get(AUDITOR, path);

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
    assertThat(text(answer)).contains(" / ");
  }

  @ParameterizedTest
  @CsvSource({
    "kind=reed, did you mean read?",
    "kind=xyzzyxyzzy, 'login, logout, login_failure'",
    "usr=x, did you mean user?",
    "sort=patientid, did you mean patient_id?",
    "limit=0, a number from 1 to 10000",
    "limit=-1, a number from 1 to 10000",
  })
  void saysWhatWasMeantByAWrongQuestion(String question, String meant) throws Exception {
    assertThat(fixture.text(AUDITOR, "/api/v1/events?" + question)).contains(meant);
  }

  @Test
  void knowsKindsByTheirJapaneseNames() throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=kind-marker");

    fixture.until(
        AUDITOR,
        "/api/v1/events?book=house&kind=" + URLEncoder.encode("検索", StandardCharsets.UTF_8),
        answer -> answer.contains("kind-marker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "99999999999999999999"})
  void refusesAPageTokenWithATimeThatIsNone(String time) throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=page-marker");
    String page =
        fixture
            .until(AUDITOR, "/api/v1/events?book=house&limit=1", a -> !a.contains("\"next\":null"))
            .replaceAll(".*\"next\":\"([^\"]*)\".*", "$1");
    String token = new String(Base64.getUrlDecoder().decode(page), StandardCharsets.UTF_8);
    String forged = token.replaceAll("\\d+$", time);
    HttpResponse<byte[]> answer =
        fixture.get(
            AUDITOR,
            "/api/v1/events?book=house&limit=1&page="
                + Base64.getUrlEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)));

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/counts?by=month", "/counts?by=minute", "/counts?by=kind"})
  void answersQuestionsOverAllTimes(String what) throws Exception {
    for (String times :
        List.of(
            "from=0000-01-01&to=9999-12-31",
            "from=-999999-01-01T00:00:00Z&to=%2B999999-12-31T23:59:59Z",
            "to=0000-01-01",
            "from=%2B999999999-12-31T00:00:00Z")) {
      String path = "/api/v1/events" + what + (what.contains("?") ? "&" : "?") + times;
      HttpResponse<byte[]> answer = fixture.get(AUDITOR, path);

      assertThat(answer.statusCode()).as(path + text(answer)).isEqualTo(200);
    }
  }

  @Test
  void looksForTheLongestText() throws Exception {
    String path = "/api/v1/events?with-looks=true&limit=1&text=";

    assertThat(fixture.get(AUDITOR, path + "x".repeat(4_096)).statusCode()).isEqualTo(200);
    assertThat(fixture.get(AUDITOR, path + "x".repeat(4_097)).statusCode()).isEqualTo(400);
    HttpResponse<byte[]> tooLong = fixture.get(AUDITOR, path + "x".repeat(20_000));
    assertThat(tooLong.statusCode()).isEqualTo(400);
    assertThat(text(tooLong)).contains("longer than 16 KB");
  }

  @Test
  void refusesPageTokensThatAreCutForgedOrOfAnotherQuestion() throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=forged-marker");
    String asked = "/api/v1/events?book=house&limit=1";
    String page =
        fixture
            .until(AUDITOR, asked, a -> !a.contains("\"next\":null"))
            .replaceAll(".*\"next\":\"([^\"]*)\".*", "$1");
    for (String token :
        List.of(
            page.substring(0, page.length() / 2),
            page.substring(1),
            page + "A",
            "A".repeat(8_000),
            Base64.getUrlEncoder().encodeToString(new byte[300]),
            "%00",
            "1")) {
      HttpResponse<byte[]> answer = fixture.get(AUDITOR, asked + "&page=" + token);
      assertThat(answer.statusCode()).as(token + text(answer)).isIn(200, 400);
      assertThat(token.equals(page + "A") || answer.statusCode() == 400).as(token).isTrue();
    }
    assertThat(fixture.get(AUDITOR, asked + "&sort=user_id&page=" + page).statusCode())
        .isEqualTo(400);
    assertThat(fixture.get(AUDITOR, asked + "&page=" + page).statusCode()).isEqualTo(200);
  }

  @Test
  void findsLooksOnlyWhereTheyAreAskedFor() throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=aside-marker");
    fixture.until(
        AUDITOR, "/api/v1/events?book=house&patient=aside-marker", a -> a.contains("query"));

    assertThat(fixture.text(AUDITOR, "/api/v1/events?patient=aside-marker"))
        .contains("\"events\":[]");
    assertThat(fixture.text(AUDITOR, "/api/v1/events?text=aside-marker")).contains("\"events\":[]");
    assertThat(fixture.text(AUDITOR, "/api/v1/events?patient=aside-marker&with-looks=true"))
        .contains("\"message\":\"--patient aside-marker\"");
  }

  @Test
  void countsWhatItFinds() throws Exception {
    fixture.text(AUDITOR, "/api/v1/events?patient=counted-marker");
    String asked = "/api/v1/events/counts?book=house&patient=counted-marker&by=";
    fixture.until(AUDITOR, asked + "kind", a -> a.contains("\"key\":\"search\""));

    assertThat(fixture.text(AUDITOR, asked + "hour"))
        .containsPattern("\"key\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:00.*\",\"events\":\\d+")
        .contains("\"unreadable\":[]");
    assertThat(fixture.text(AUDITOR, "/api/v1/events/counts?book=house&patient=nobody&by=kind"))
        .isEqualTo("{\"by\":\"kind\",\"counts\":[],\"without\":0,\"others\":0,\"unreadable\":[]}");
  }
}
