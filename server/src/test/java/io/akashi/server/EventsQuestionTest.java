package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
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
