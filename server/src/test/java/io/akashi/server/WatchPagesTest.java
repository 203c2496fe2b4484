package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.server.config.Role;
import io.akashi.server.config.Sha256;
import io.akashi.store.Scope;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Home, sources and integrity over a log whose figures are known. */
class WatchPagesTest {
  private static final String MANAGER = "the-token-of-the-manager";
  private static final String VIEWER = "the-token-of-the-viewer";
  private static final Map<String, String> SETTINGS =
      Map.of(
          "akashi.sources.ehr.format", "lines",
          "akashi.sources.ehr.mapping", "ehr-access",
          "akashi.sources.ehr.system", "電子カルテ",
          "akashi.sources.pacs.system", "画像",
          "akashi.tokens.viewer.sha256", Sha256.of(VIEWER).hex(),
          "akashi.tokens.viewer.role", "sender",
          "akashi.tokens.viewer.source", "pacs",
          "akashi.tokens.boss.sha256", Sha256.of(MANAGER).hex(),
          "akashi.tokens.boss.role", "manager");
  private static final String LINES =
      """
      2026/11/20 09:15:03.123,U000001,山田太郎,医師,TERM-0001,0000012345,検査結果,閲覧,成功,1
      2026/11/20 09:16:03.123,U000002,佐藤花子,看護師,TERM-0002,0000012345,検査結果,閲覧,成功,2
      <script>alert(1)</script>
      """;

  @TempDir Path folder;

  private HouseFixture open() throws Exception {
    return HouseFixture.open(folder, SETTINGS);
  }

  private static void send(HouseFixture house) throws Exception {
    byte[] lines = LINES.getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> taken =
        house.post(SENDER, "/intake/v1/ehr", lines, "Content-Type", "text/plain");
    assertThat(taken.statusCode()).as(HouseFixture.text(taken)).isEqualTo(200);
  }

  /** As Winlogbeat writes what happened on a Windows machine. */
  private static void windows(HouseFixture house, Instant at, String provider, int... ids)
      throws Exception {
    for (int id : ids) {
      String event =
          """
          {"@timestamp":"%1$s","agent":{"type":"winlogbeat"},"winlog":{"api":"wineventlog",\
          "channel":"System","computer_name":"pacs01","event_data":{"Path":"C:\\\\x.exe"},\
          "event_id":"%2$d","provider_name":"Microsoft-Windows-%3$s","record_id":%2$d}}
          """
              .formatted(at, id, provider);
      byte[] sent = event.getBytes(StandardCharsets.UTF_8);
      HttpResponse<byte[]> taken =
          house.post(VIEWER, "/intake/v1/pacs", sent, "Content-Type", "application/x-ndjson");
      assertThat(taken.statusCode()).as(HouseFixture.text(taken)).isEqualTo(200);
    }
  }

  private static HttpResponse<byte[]> verify(HouseFixture house, String token, String form)
      throws Exception {
    return house.submit(token, "/integrity/runs", form);
  }

  @Test
  void sourcesSayWhatCameHowMuchCouldNotBeReadAndWhatNeverCame() throws Exception {
    try (HouseFixture house = open()) {
      send(house);
      String page =
          house.until(
              AUDITOR, "/sources", all -> all.contains("id=\"ehr\"") && all.contains("<dd>3</dd>"));
      assertThat(page)
          .contains("電子カルテ", "33.33 %", "href=\"/entries/clinical/2\"", "127.0.0.1")
          .contains("まだ届いていません", "画像")
          .contains("TCP_Framing", "curl --fail")
          .doesNotContain("alert(1)", "山田");
      assertThat(house.text(OPERATOR, "/sources"))
          .as("no link to an entry for who may open none")
          .contains("33.33 %")
          .doesNotContain("/entries/");
      assertThat(house.get(SENDER, "/sources").statusCode()).isEqualTo(403);
      assertThat(house.get(OPERATOR, "/sources?source=%3Cb%3E").statusCode()).isEqualTo(200);
    }
    Path counted = folder.resolve("data/derived/deliveries");
    Files.writeString(
        counted,
        Files.readString(counted).replaceFirst("since .*", "since 2026-01-02T03%3A04%3A05Z"));
    try (HouseFixture house = open()) {
      assertThat(house.until(OPERATOR, "/sources", all -> all.contains("<dd>3</dd>")))
          .as("what was counted outlives the server, and says since when")
          .contains("<code>127.0.0.1</code> <span>3</span>", "2026-01-02 12:04 から数えた");
    }
    Files.writeString(counted, "since now\n");
    try (HouseFixture house = open()) {
      assertThat(house.until(OPERATOR, "/sources", all -> all.contains("<dd>3</dd>")))
          .as("counted anew when it cannot be read")
          .doesNotContain("<code>127.0.0.1</code>", "2026-01-02 12:04");
    }
  }

  @Test
  void homeNamesWhatNeedsAPersonUntilItIsDone() throws Exception {
    try (HouseFixture house = open()) {
      send(house);
      String before =
          house.until(OPERATOR, "/", all -> all.contains("証拠なし") && all.contains("届いています"));
      assertThat(before)
          .contains("証跡の検証がまだ一度も行われていません", "href=\"/integrity\"", "href=\"/inspection/2-5\"")
          .contains("data-chart=\"bars\"")
          .doesNotContain("本日、対応が必要なことはありません");
      try (Visitor admin = house.signedIn(Role.ADMIN)) {
        assertThat(admin.text("/"))
            .as("no link that ends in a refusal")
            .contains("証拠なし", "href=\"/integrity\"")
            .doesNotContain("href=\"/inspection");
      }
      assertThat(verify(house, OPERATOR, "book=").statusCode()).isEqualTo(302);
      house.until(OPERATOR, "/integrity/runs", all -> all.contains("異常なし"));
      assertThat(house.text(OPERATOR, "/")).doesNotContain("まだ一度も");
      String written =
          house.until(
              AUDITOR,
              "/api/v1/events?book=house&with-looks=true&user=token%3Ait",
              all -> all.contains("\"object_type\":\"verification\""));
      assertThat(written)
          .as("who opened counts has not looked at entries")
          .containsOnlyOnce("\"user_id\":\"token:it\"");
    }
  }

  @Test
  void homeNamesMalwareClearedLogsAndFailedBackupsOfSevenDays() throws Exception {
    try (HouseFixture house = open()) {
      Instant now = Instant.now();
      windows(house, now, "Windows Defender", 1116, 1119);
      windows(house, now.minus(6, ChronoUnit.DAYS), "Eventlog", 1102, 104);
      windows(house, now.minus(6, ChronoUnit.DAYS), "Eventlog", 1102);
      windows(house, now.minus(8, ChronoUnit.DAYS), "Windows Defender", 1116);
      windows(house, now.minus(8, ChronoUnit.DAYS), "Backup", 517);
      house.until(AUDITOR, "/api/v1/events/counts?by=kind", all -> all.contains("backup_failure"));
      try (Visitor inside = house.signedIn(new Scope(Set.of(), Set.of("画像", "検査")), Role.AUDITOR);
          Visitor outside = house.signedIn(new Scope(Set.of(), Set.of("電子カルテ")), Role.AUDITOR)) {
        String page = inside.text("/");
        assertThat(page)
            .contains("この 7 日にマルウェアが 2 件検知されました。", "ネットワークから切り離し")
            .contains("この 7 日に監査ログが 3 回消去されました。", "侵入を疑って")
            .as("seven days are over")
            .doesNotContain("バックアップが");
        assertThat(outside.text("/")).doesNotContain("マルウェアが", "監査ログが");
        assertThat(found(inside, page, "malware")).isEqualTo(2);
        assertThat(found(inside, page, "log_cleared")).isEqualTo(3);
      }
      windows(house, now, "Backup", 517);
      house.until(
          OPERATOR, "/", all -> all.contains("マルウェアが 2 件") && all.contains("バックアップが 1 件失敗しました。"));
      String english = "akashi-display=english.common.auto";
      assertThat(HouseFixture.text(house.get(OPERATOR, "/", "Cookie", english)))
          .contains("Malware was found 2 times", "1 backups failed", "make the backups again");
    }
  }

  /** How many events the search finds to which a concern leads. */
  private static int found(Visitor visitor, String page, String kind) throws Exception {
    Matcher link =
        Pattern.compile("href=\"/search\\?(kind=" + kind + "&amp;[^\"]+)\"").matcher(page);
    assertThat(link.find()).as(page).isTrue();
    String asked = link.group(1).replace("&amp;", "&");
    assertThat(visitor.text("/search?" + asked))
        .contains("href=\"/entries/infrastructure/")
        .doesNotContain("role=\"alert\"");
    return visitor.text("/api/v1/events?" + asked).split("\"index\"", -1).length - 1;
  }

  @Test
  void verificationIsRecordedAndOutlivesTheServer() throws Exception {
    try (HouseFixture house = open()) {
      send(house);
      assertThat(verify(house, MANAGER, "book=").statusCode()).isEqualTo(403);
      assertThat(verify(house, OPERATOR, "book=nothing").statusCode()).isEqualTo(400);
      assertThat(verify(house, OPERATOR, "book=clinical&deep=true").statusCode()).isEqualTo(302);
      house.until(MANAGER, "/integrity/runs", all -> all.contains("異常なし"));
    }
    try (HouseFixture house = open()) {
      String page = house.until(MANAGER, "/integrity", all -> all.contains("異常なし"));
      assertThat(page)
          .contains("診療情報アクセス", "索引も比較", "akashi.example/clinical+", "verify-proof")
          .doesNotContain("検証を始める</button>");
      Matcher kept =
          Pattern.compile("curl -o root.txt " + house.house().url() + "(/[a-z/]+)").matcher(page);
      assertThat(kept.find()).as("what to keep elsewhere").isTrue();
      assertThat(house.text(AUDITOR, kept.group(1))).startsWith("akashi.example/root\n");
    }
  }

  @Test
  void damageIsNamedInTheResultAndOnTheFirstPage() throws Exception {
    try (HouseFixture house = open()) {
      send(house);
      house.until(AUDITOR, "/integrity", all -> !all.contains("署名待ち"));
    }
    flip(folder.resolve("data/books/clinical/journal/00000000000000000000.journal"));
    try (HouseFixture house = open()) {
      assertThat(verify(house, OPERATOR, "").statusCode()).isEqualTo(302);
      assertThat(house.until(OPERATOR, "/integrity/runs", all -> all.contains("か所")))
          .contains("破損・改変あり", "診療情報アクセス", "書かれたときのままではありません");
      String english = "akashi-display=english.common.auto";
      assertThat(HouseFixture.text(house.get(OPERATOR, "/integrity/runs", "Cookie", english)))
          .contains("Entries cannot be read or are not what was written")
          .doesNotContain("書かれたときの");
      assertThat(house.text(OPERATOR, "/")).contains("前回の検証で破損・改変が");
    }
  }

  private static void flip(Path journal) throws Exception {
    byte[] octets = Files.readAllBytes(journal);
    int at = new String(octets, StandardCharsets.ISO_8859_1).indexOf("U000002");
    octets[at] ^= 1;
    Files.write(journal, octets);
  }
}
