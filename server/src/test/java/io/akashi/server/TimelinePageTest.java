package io.akashi.server;

import static io.akashi.server.HouseFixture.AUDITOR;
import static io.akashi.server.HouseFixture.OPERATOR;
import static io.akashi.server.HouseFixture.SENDER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.register.Account;
import io.akashi.register.Author;
import io.akashi.register.Person;
import io.akashi.register.Registers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines, the report for disclosure and the page of an entry over HTTP. */
class TimelinePageTest {
  private static final Pattern NEXT_PART =
      Pattern.compile("href=\"(/patients/P1[^\"]*page=[^\"]*)\"");

  @TempDir Path folder;

  private static long found(HouseFixture house, String what, Pattern pattern) throws Exception {
    house.text(AUDITOR, "/api/v1/events?text=marker-" + what);
    String all =
        house.until(
            AUDITOR,
            "/api/v1/events?book=house&limit=1000",
            each -> each.contains("--text marker-" + what));
    return pattern.matcher(all).results().count();
  }

  @Test
  void aPatientWithAllPartsIsOneLookAndTheReportAnother() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SearchPageTest.SETTINGS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        lines.append(SearchPageTest.line(i, "U00000" + i % 2, "0000012345", "閲覧"));
      }
      SearchPageTest.send(house, lines.toString(), "00:29:00");
      house.until(AUDITOR, "/tlog/clinical/checkpoint", note -> note.contains("\n30\n"));
      Pattern looks = Pattern.compile("--patient 0000012345\\b");
      String page = house.text(AUDITOR, "/patients/0000012345");
      assertThat(page).contains("この患者を見た人", "hx-get=\"/timelines/accesses?patient=0000012345");
      String query = "?patient=0000012345";
      assertThat(house.text(AUDITOR, "/timelines/accesses" + query))
          .contains("U000001", ">15<", "台帳にない");
      assertThat(house.text(AUDITOR, "/timelines/ends" + query))
          .contains("2026-11-20 09:00:00", "2026-11-20 09:29:00");
      house.text(AUDITOR, "/search/histogram" + query);
      house.text(AUDITOR, "/patients/0000012345");
      assertThat(found(house, "one", looks)).isEqualTo(1);

      String report =
          house.until(AUDITOR, "/patients/0000012345?form=report", all -> all.contains("ルートハッシュ"));
      assertThat(report)
          .contains("開示用報告書", "30 件、2 人、1 日", "山田太郎 (U000001)", "akashi.example/clinical")
          .containsSubsequence("09:00:00", "09:15:00", "09:29:00", "ルートハッシュ", "verify-proof");
      assertThat(found(house, "two", looks)).isEqualTo(2);
    }
  }

  @Test
  void peopleAreCalledAsTheRegistersSayAtThatMoment() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SearchPageTest.SETTINGS)) {
      SearchPageTest.send(house, SearchPageTest.line(0, "U000001", "77", "閲覧"), "U000001");
      house.until(AUDITOR, "/api/v1/inspection", all -> all.contains("no_evidence"));
      Registers registers =
          Registers.open(house.house().store(), InstantSource.system(), ZoneId.of("Asia/Tokyo"));
      Author clerk = new Author("sato", "棚卸", null);
      registers.put(account(), clerk);
      for (String department : new String[] {"内科", "外科", "3階東病棟"}) {
        registers.put(new Person("9", department, "山田", "太郎", "医師", null, null, null, null), clerk);
        assertThat(house.text(AUDITOR, "/timelines/accesses?patient=77")).contains(department);
        assertThat(house.text(AUDITOR, "/patients/77?form=report")).contains(department);
      }
    }
  }

  private static Account account() {
    return new Account(
        "電子カルテ", "U000001", "9", null, null, null, "User", null, true, null, null, null);
  }

  @Test
  void aLongReportIsHandedOutInPartsThatLackNothing() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SearchPageTest.SETTINGS)) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 5_003; i++) {
        lines.append(
            "2026/11/20 %02d:%02d:%02d.000,U1,山田太郎,医師,T1,P1,検査結果,閲覧,成功,%d%n"
                .formatted(9 + i / 3600, i / 60 % 60, i % 60, i));
      }
      SearchPageTest.send(house, lines.toString(), "01:23:22");
      String first = house.text(AUDITOR, "/patients/P1?form=report&kind=read");
      assertThat(first)
          .contains("全 5,003 件のうち 1 件目から 5,000 件目まで", "続きは第 2 部", "種別</span>: <span>閲覧")
          .contains("10:23:19")
          .doesNotContain("10:23:20");
      String second = SearchPageTest.find(first, NEXT_PART).replace("&amp;", "&");
      assertThat(house.text(AUDITOR, second))
          .contains("第 2 部（全 2 部）", "5,001 件目から 5,003 件目まで", "10:23:20", "10:23:22")
          .doesNotContain("10:23:19", "第 3 部");
      assertThat(house.get(AUDITOR, second + "&part=3").statusCode())
          .as("no address says which part it is")
          .isEqualTo(400);
      byte[] late = "2026/11/20 08:59:59.000,U1,山田太郎,医師,T1,P1,検査結果,閲覧,成功,9999\n".getBytes(UTF_8);
      house.post(SENDER, "/intake/v1/ehr", late, "Content-Type", "text/plain");
      assertThat(house.until(AUDITOR, second, all -> all.contains("5,004")))
          .as("what came late moved it")
          .contains("全 5,004 件のうち 5,002 件目から 5,004 件目まで", "第 1 部から作り直して")
          .doesNotContain("第 2 部");
    }
  }

  @Test
  void idsOfAnyCharactersHaveTheirPage() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SearchPageTest.SETTINGS)) {
      String[] ids = {"A/1", "電子 カルテ", "..", "a;b=c", "<b>&\"'", "50%", "\\\\pc\\x"};
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < ids.length; i++) {
        String quoted = "\"" + ids[i].replace("\"", "\"\"") + "\"";
        lines.append(SearchPageTest.line(i, "U000001", quoted, "閲覧"));
      }
      SearchPageTest.send(house, lines.toString(), "00:06:00");
      for (String id : ids) {
        String page =
            house.text(AUDITOR, "/patients?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        assertThat(page).as(id).contains("U000001").doesNotContain("<b>&");
      }
      assertThat(house.text(AUDITOR, "/patients/A/1")).contains("U000001");
      assertThat(house.get(OPERATOR, "/patients/A/1").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void anEntryWithItsFilesAndProofIsOneLook() throws Exception {
    try (HouseFixture house = HouseFixture.open(folder, SearchPageTest.SETTINGS)) {
      SearchPageTest.send(
          house, SearchPageTest.line(3, "U00\u202E1", "0000012345", "閲覧"), "00:03:00");
      String page = house.text(AUDITOR, "/entries/clinical/0");
      assertThat(page)
          .contains("U+202E", "患者ID", "patient_id", "2026/11/20 09:03:00.000")
          .doesNotContain("\u202E");
      String english =
          HouseFixture.text(
              house.get(
                  AUDITOR, "/entries/clinical/0", "Cookie", "akashi-display=english.common.auto"));
      assertThat(english)
          .contains("<h1>Clinical access 0</h1>", " read 検査結果 of patient 0000012345", "lang=\"ja\"")
          .contains("<span>Patient id</span>", "The record of all books (root)")
          .doesNotContain("<span>患者ID</span>", "診療情報アクセス");
      house.text(AUDITOR, "/entries/clinical/0/file");
      house.text(AUDITOR, "/entries/clinical/0/payload");
      house.text(AUDITOR, "/entries/clinical/0/check");
      assertThat(house.text(AUDITOR, "/entries/clinical/0/proof")).startsWith("c2sp.org/");
      assertThat(found(house, "entry", Pattern.compile("\"object_id\":\"clinical/0\"")))
          .isEqualTo(1);
      assertThat(house.text(AUDITOR, "/entries/clinical/0/around")).contains("0000012345");
      assertThat(found(house, "around", Pattern.compile("--user"))).isEqualTo(1);
    }
  }
}
