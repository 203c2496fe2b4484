package io.akashi.event.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private static AuditEvent.Builder read() {
    return AuditEvent.builder()
        .set(Column.KIND, "read")
        .set(Column.OCCURRED_AT, Instant.parse("2026-11-22T01:31:05Z"))
        .set(Column.USER_ROLE, "看護師")
        .set(Column.USER_NAME, "山田花子")
        .set(Column.USER_ID, "n0350112")
        .set(Column.TERMINAL, "PC10233")
        .set(Column.PATIENT_ID, "00123456")
        .set(Column.CATEGORY, "検査結果");
  }

  private static String japanese(AuditEvent.Builder event) {
    return Sentence.of(event.build(), Language.JAPANESE);
  }

  private static String english(AuditEvent.Builder event) {
    return Sentence.of(event.build(), Language.ENGLISH);
  }

  @Test
  void saysWhoFromWhereWhichPatientAndWhat() {
    assertThat(Sentence.of(read().build(), TOKYO, Language.JAPANESE))
        .isEqualTo("10:31 看護師 山田花子(n0350112)が端末PC10233から患者00123456の検査結果を閲覧");
    assertThat(Sentence.of(read().build(), TOKYO, Language.ENGLISH))
        .isEqualTo("10:31 看護師 山田花子 (n0350112) read 検査結果 of patient 00123456 from PC10233");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    AuditEvent.Builder event =
        AuditEvent.builder().set(Column.KIND, "read").set(Column.PATIENT_ID, "1");
    assertThat(japanese(event)).isEqualTo("患者1の情報を閲覧");
    assertThat(english(event)).isEqualTo("read information of patient 1");
    assertThat(japanese(AuditEvent.builder().set(Column.KIND, "print"))).isEqualTo("印刷");
    assertThat(japanese(AuditEvent.builder().set(Column.KIND, "unclassified"))).isEqualTo("未分類");
  }

  @Test
  void saysThatItFailed() {
    assertThat(japanese(read().set(Column.OUTCOME, Outcome.SERIOUS.id())))
        .endsWith("検査結果を閲覧しようとして失敗");
    assertThat(english(read().set(Column.OUTCOME, Outcome.SERIOUS.id())))
        .contains("failed to read");
    assertThat(japanese(read().set(Column.OUTCOME, Outcome.UNKNOWN.id()))).endsWith("を閲覧");
  }

  @Test
  void tellsAccountsConnectionsAndDeputies() {
    AuditEvent.Builder account =
        AuditEvent.builder()
            .set(Column.KIND, "account_change")
            .set(Column.ACTION, "C")
            .set(Column.USER_ID, "admin")
            .set(Column.TARGET_USER, "n1");
    assertThat(japanese(account)).isEqualTo("adminがn1のアカウントを作成");
    assertThat(english(account)).isEqualTo("admin created the account n1");
    assertThat(english(account.set(Column.OUTCOME, Outcome.SERIOUS.id())))
        .isEqualTo("admin failed to create the account n1");
    // Nobody said whose account it was: it need not be the administrator's own.
    assertThat(
            japanese(
                AuditEvent.builder()
                    .set(Column.KIND, "account_change")
                    .set(Column.USER_ID, "admin")))
        .isEqualTo("adminがアカウントを変更");
    assertThat(japanese(AuditEvent.builder().set(Column.KIND, "lockout").set(Column.USER_ID, "n1")))
        .isEqualTo("n1のアカウントがロックされた");
    AuditEvent.Builder connection =
        AuditEvent.builder()
            .set(Column.KIND, "connection_blocked")
            .set(Column.ADDRESS, "10.1.2.3")
            .set(Column.TARGET_ADDRESS, "203.0.113.5")
            .set(Column.TARGET_PORT, 443)
            .set(Column.PROTOCOL, "TCP");
    assertThat(japanese(connection)).isEqualTo("10.1.2.3から203.0.113.5:443へのTCP通信を遮断");
    assertThat(english(connection))
        .isEqualTo("TCP traffic from 10.1.2.3 to 203.0.113.5:443 was blocked");
    assertThat(japanese(read().set(Column.ON_BEHALF_OF, "佐藤医師"))).contains("(佐藤医師の代行)が");
  }

  private static AuditEvent.Builder rights(String action, String type) {
    return AuditEvent.builder()
        .set(Column.KIND, "permission_change")
        .set(Column.ACTION, action)
        .set(Column.USER_ID, "admin")
        .set(Column.TARGET_USER, "n1")
        .set(Column.OBJECT_TYPE, type)
        .set(Column.OBJECT_NAME, "Domain Admins");
  }

  @Test
  void tellsWhatIsGivenFromWhatIsTaken() {
    assertThat(japanese(rights("C", "group"))).isEqualTo("adminがn1をグループ「Domain Admins」に追加");
    assertThat(japanese(rights("D", "group"))).isEqualTo("adminがn1をグループ「Domain Admins」から除外");
    assertThat(english(rights("C", "group")))
        .isEqualTo("admin added n1 to the group Domain Admins");
    assertThat(english(rights("D", "group").set(Column.OUTCOME, Outcome.SERIOUS.id())))
        .isEqualTo("admin failed to remove n1 from the group Domain Admins");
    assertThat(japanese(rights("C", "privilege"))).isEqualTo("adminがn1に権限「Domain Admins」を付与");
    assertThat(japanese(rights("D", "privilege"))).isEqualTo("adminがn1から権限「Domain Admins」を剥奪");
    assertThat(japanese(rights("U", "privilege"))).isEqualTo("adminがn1の権限「Domain Admins」を変更");
    assertThat(english(rights("D", "privilege")))
        .isEqualTo("admin removed rights Domain Admins from n1");
    AuditEvent.Builder created =
        AuditEvent.builder()
            .set(Column.KIND, "permission_change")
            .set(Column.ACTION, "C")
            .set(Column.OBJECT_TYPE, "group")
            .set(Column.OBJECT_NAME, "病棟");
    assertThat(japanese(created)).isEqualTo("グループ「病棟」を作成");
    assertThat(english(created)).isEqualTo("created the group 病棟");
  }

  @Test
  void saysWhatAkashiNotesInOneLanguageAndLeavesOthersWhole() {
    AuditEvent.Builder note =
        AuditEvent.builder()
            .set(Column.KIND, "note")
            .set(Column.SOURCE, "akashi")
            .set(Column.MESSAGE, "サインインしました。 / signed in");
    assertThat(japanese(note)).isEqualTo("記録: サインインしました。");
    assertThat(english(note)).isEqualTo("note: signed in");
    assertThat(english(note.set(Column.SOURCE, "ehr"))).isEqualTo("note: サインインしました。 / signed in");
    assertThat(BothLanguages.half("点検 / 照合です。 / a check", Language.JAPANESE))
        .isEqualTo("点検 / 照合です。");
    assertThat(BothLanguages.half("点検 / 照合です。 / a / b", Language.ENGLISH)).isEqualTo("a / b");
    assertThat(BothLanguages.half("only / english", Language.JAPANESE)).isEqualTo("only / english");
  }

  @Test
  void tellsWhatAkashiNotesOfNamesInTheLanguageOfTheReader() {
    AuditEvent.Builder change =
        AuditEvent.builder()
            .set(Column.KIND, "account_change")
            .set(Column.SOURCE, "akashi")
            .set(Column.USER_ID, "sato")
            .set(Column.MESSAGE, "アカウント「電子カルテ / n001」を変更")
            .set(Column.FIELDS, "{\"key\":[\"a\"],\"message_en\":\"changed: 電子カルテ / n001\"}");
    assertThat(japanese(change)).isEqualTo("sato: アカウント「電子カルテ / n001」を変更");
    assertThat(english(change)).isEqualTo("sato: changed: 電子カルテ / n001");
    assertThat(english(change.set(Column.KIND, "note")))
        .isEqualTo("sato: note: changed: 電子カルテ / n001");
    assertThat(english(change.set(Column.SOURCE, "ehr")))
        .as("what others send is not taken for it")
        .isEqualTo("sato: note: アカウント「電子カルテ / n001」を変更");
    assertThat(english(change.set(Column.SOURCE, "akashi").set(Column.FIELDS, "{\"message_en\"")))
        .isEqualTo("sato: note: アカウント「電子カルテ / n001」を変更");
  }

  @Test
  void leavesOutWhatOnlyMachinesUse() {
    AuditEvent.Builder study =
        AuditEvent.builder()
            .set(Column.KIND, "read")
            .set(Column.PATIENT_ID, "1")
            .set(Column.OBJECT_ID, "1.2.840.113619.2.55.3.604688119.971");
    assertThat(japanese(study)).isEqualTo("患者1の情報を閲覧");
    assertThat(japanese(study.set(Column.OBJECT_NAME, "胸部CT"))).isEqualTo("患者1の胸部CTを閲覧");
    AuditEvent.Builder sudo =
        AuditEvent.builder()
            .set(Column.KIND, "execute")
            .set(Column.USER_ID, "tanaka")
            .set(Column.OBJECT_NAME, "1.2.3.4");
    for (String line : new String[] {"pts/0", "/dev/pts/12", "tty1", "ttyS0", ":0"}) {
      assertThat(japanese(sudo.set(Column.TERMINAL, line))).isEqualTo("tanakaが1.2.3.4を実行");
    }
    assertThat(japanese(sudo.set(Column.TERMINAL, "TTYROOM"))).contains("端末TTYROOM");
  }

  @Test
  void letsNoNameSpeakForTheSentence() {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.KIND, "login_failure")
            .set(Column.USER_ID, "患者1の「検査」を閲覧")
            .set(Column.ADDRESS, "10.0.0.1");
    assertThat(japanese(event)).isEqualTo("「患者1の『検査』を閲覧」が10.0.0.1からログインしようとして失敗");
  }

  @Test
  void putsTheNameOfAThingInQuotesWhereItCouldSpeak() {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.KIND, "print")
            .set(Column.PATIENT_ID, "1")
            .set(Column.OBJECT_NAME, "同意書「手術」の控え");
    assertThat(japanese(event)).isEqualTo("患者1の「同意書『手術』の控え」を印刷");
    assertThat(japanese(event.set(Column.KIND, "service_start").set(Column.OUTCOME, "serious")))
        .isEqualTo("サービス「同意書『手術』の控え」の開始に失敗");
  }

  @Test
  void saysWhatIsKnownOfDoingsWithoutAName() {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.KIND, "execute")
            .set(Column.USER_ID, "n1")
            .set(Column.PATIENT_ID, "7");
    assertThat(japanese(event)).isEqualTo("n1が患者7の情報に対する処理を実行");
    assertThat(english(event)).isEqualTo("n1 executed an action on information of patient 7");
    assertThat(japanese(event.set(Column.KIND, "unclassified")))
        .isEqualTo("n1が患者7の情報に対する未分類の操作を実行");
    AuditEvent.Builder joined =
        AuditEvent.builder().set(Column.KIND, "device_connected").set(Column.TERMINAL, "CT3");
    assertThat(japanese(joined)).isEqualTo("端末CT3からネットワークに接続");
    assertThat(japanese(joined.set(Column.OBJECT_NAME, "USB"))).isEqualTo("端末CT3に機器「USB」を接続");
    AuditEvent.Builder refused =
        AuditEvent.builder().set(Column.KIND, "connection_blocked").set(Column.ADDRESS, "fe80::1");
    assertThat(japanese(refused)).isEqualTo("fe80::1からの通信を遮断");
    assertThat(english(refused)).isEqualTo("traffic from fe80::1 was blocked");
  }

  @Test
  void letsNoTextMoveOrHideAnother() {
    String trick = "x\u202e\r\n\u0000\u202ey";
    assertThat(japanese(read().set(Column.USER_NAME, trick)))
        .doesNotContain("\u202e", "\n", "\r", "\u0000")
        .contains("x");
    assertThat(japanese(read().set(Column.CATEGORY, "長".repeat(10_000)))).hasSizeLessThan(400);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void readsEveryKindWhateverIsSaid(Kind kind) {
    Random random = new Random(kind.ordinal());
    for (int round = 0; round < 100; round++) {
      AuditEvent.Builder event = AuditEvent.builder().set(Column.KIND, kind.id());
      for (Column column : Column.values()) {
        if (column != Column.KIND && random.nextBoolean()) {
          switch (column.type()) {
            case TEXT -> event.set(column, "値");
            case INT -> event.set(column, 7);
            case LONG, TIME -> event.set(column, 7L);
          }
        }
      }
      for (Language language : Language.values()) {
        String sentence = Sentence.of(event.build(), language);
        assertThat(sentence)
            .isNotBlank()
            .doesNotContain("null", "{", "}", "[", "]", "<", ">", "|", "  ", " ,", "「」");
      }
    }
  }
}
