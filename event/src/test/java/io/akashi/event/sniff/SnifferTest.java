package io.akashi.event.sniff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.akashi.event.Column;
import io.akashi.event.lines.Mapping;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sniffer takes for what, where it must not be sure, and that spite costs little. */
final class SnifferTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MEBIBYTE = 1 << 20;

  private static Proposal sniff(byte[] bytes) {
    return assertTimeoutPreemptively(
        PATIENCE, () -> Sniffer.sniff(bytes, new SniffOptions("own", "own.csv", null, null)));
  }

  private static Proposal sniff(String text) {
    return sniff(text.getBytes(UTF_8));
  }

  private static ColumnProposal column(Proposal proposal, String name) {
    return proposal.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void leavesZeroAndOneOpenUntilSomethingSaysWhichIsGood() {
    String open =
        "日時,利用者ID,結果\n" + "2026/11/22 10:00:00,n001,0\n2026/11/22 10:01:00,n002,1\n".repeat(4);
    assertThat(column(sniff(open), "結果").meanings()).containsEntry("0", "").containsEntry("1", "");
    assertThat(sniff(open).yaml()).contains("{outcome: unknown}");
    String said = open.replace("結果", "エラーフラグ");
    assertThat(column(sniff(said), "エラーフラグ").meanings()).containsEntry("0", "success");
    String shown =
        "日時,利用者ID,結果,エラー内容\n"
            + "2026/11/22 10:00:00,n001,1,\n2026/11/22 10:01:00,n002,0,権限がありません\n".repeat(4);
    assertThat(column(sniff(shown), "結果").meanings())
        .containsEntry("1", "success")
        .containsEntry("0", "failure");
  }

  @Test
  void isNotSureOfColumnsThatAreAlike() {
    String log =
        "日時,登録者ID,更新者ID,操作\n"
            + "2026/11/22 10:00:00,n001,n002,閲覧\n2026/11/22 11:00:00,n003,n001,印刷\n".repeat(4);
    assertThat(column(sniff(log), "登録者ID").sureness()).isGreaterThan(Sureness.LIKELY);
    assertThat(sniff(log).yaml()).contains("#   user_id: \"登録者ID\"");
  }

  @Test
  void takesABareNameForThePatientsWhenItGoesWithThePatient() {
    String log =
        "日時,操作者ID,患者番号,氏名,操作\n"
            + """
            2026/11/22 10:00:00,n001,00000012,山田 花子,閲覧
            2026/11/22 10:01:00,n002,00000013,佐藤 一郎,閲覧
            2026/11/22 10:02:00,n001,00000013,佐藤 一郎,印刷
            """
                .repeat(3);
    assertThat(column(sniff(log), "氏名").isMapped()).isFalse();
  }

  @Test
  void takesNoFindingForAnOutcome() {
    String log =
        "登録日時,被検者ID,登録者,判定\n"
            + "2026/11/22 10:00:00,0000012,gi001,A\n2026/11/22 11:00:00,0000013,gi002,B\n"
                .repeat(4);
    assertThat(column(sniff(log), "判定").isMapped()).isFalse();
  }

  @Test
  void isNotSureWhetherDayOrMonthComesFirst() {
    String log =
        "time,user,action\n"
            + "03/04/2026 10:00:00,u001,view\n05/04/2026 11:00:00,u002,print\n".repeat(4);
    assertThat(column(sniff(log), "time").sureness()).isEqualTo(Sureness.GUESS);
  }

  @Test
  void namesFormatsThatNeedNoMapping() {
    assertThat(sniff("ElfFile\0\0\0").format()).isEqualTo("evtx");
    assertThat(sniff("<?xml version=\"1.0\"?><AuditMessage>").format()).isEqualTo("dicom");
    assertThat(sniff("{\"resourceType\":\"AuditEvent\"}").format()).isEqualTo("fhir");
    assertThat(sniff("<13>Nov 22 10:00:00 h CEF:0|a|b|c|d|e|f|\n").format()).isEqualTo("cef");
    assertThat(sniff("Nov 22 10:00:00 h sshd[1]: x\n").format()).isEqualTo("syslog");
    String squid = "1795309200.123 45 10.1.2.3 TCP_MISS/200 5 GET http://a/ - DIRECT/- -\n";
    assertThat(sniff(squid.repeat(3)).format()).isEqualTo("squid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        ",",
        "\"",
        "\n",
        "a,\"b\n",
        "=",
        "a=1 ",
        "{",
        "[",
        "{\"a\":",
        "\0",
        "  ",
        "\t",
        "1",
        "12:00 ",
        "2026/11/22 ",
        "患者ID,",
        "\"\",",
        "|",
        "'",
        "- ",
        "\\",
        "患者\n",
        "日時,操作\n",
        "a:\n"
      })
  void staysBoundedForARepeatedPattern(String pattern) {
    byte[] bytes = pattern.repeat(MEBIBYTE / 4 / pattern.getBytes(UTF_8).length).getBytes(UTF_8);
    isConsistent(sniff(bytes));
  }

  @Test
  void staysBoundedForHugeLinesAndManyColumns() {
    isConsistent(sniff("x".repeat(10 * MEBIBYTE)));
    isConsistent(sniff("2026/11/22 10:00:00,n001,閲覧\n".repeat(100_000)));
    isConsistent(sniff("日時,".repeat(100_000) + "\n" + "1,".repeat(100_000)));
    isConsistent(sniff(("操作,".repeat(900) + "\n" + "閲覧,".repeat(900) + "\n").repeat(30)));
    isConsistent(sniff(new byte[0]));
    byte[] random = new byte[MEBIBYTE];
    new Random(1).nextBytes(random);
    isConsistent(sniff(random));
  }

  @Test
  void writesAMappingWhateverTheHeadingsHold() {
    String log =
        "\"a\"\"b\",\"- {x: [\",\"日時\",\"#\u0085\u2028\",\"'\",\"利用者ID\",\"利用者ID\",\"😀\"\n"
            + "1,2,2026/11/22 10:00:00,\"*\",5,u001,u002,7\n".repeat(5);
    Proposal proposal = sniff(log);
    assertThat(proposal.columns()).hasSize(8);
    assertThat(Mapping.parse("own.yaml", proposal.yaml()).columns()).hasSize(8);
    assertThat(column(proposal, "日時").target()).isEqualTo(Column.OCCURRED_AT);
  }

  /** Never throws, and what it proposes can be used. */
  static void isConsistent(Proposal proposal) {
    if (proposal.isUseful() && !proposal.yaml().isEmpty()) {
      assertThat(Mapping.parse("own.yaml", proposal.yaml()).name()).isEqualTo("own");
    }
    assertThat(proposal.columns()).hasSizeLessThanOrEqualTo(1_000);
    assertThat(proposal.full()).isLessThanOrEqualTo(proposal.records());
  }

  @Test
  void givesTheSameForTheSame() {
    byte[] bytes = "日時,利用者ID,操作\n2026/11/22 10:00:00,n001,閲覧\n".repeat(3).getBytes(UTF_8);
    assertThat(sniff(bytes)).isEqualTo(sniff(Arrays.copyOf(bytes, bytes.length)));
  }
}
