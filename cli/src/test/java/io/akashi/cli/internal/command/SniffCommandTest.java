package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.internal.run.Caller;
import io.akashi.cli.internal.run.OwnDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.event.lines.Mapping;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person has a log of which nobody has told Akashi. */
final class SniffCommandTest {
  private static final String LOG =
      """
      操作日時,利用者ID,利用者名,端末名,患者ID,操作,結果
      2026/11/22 10:31:05,n0350112,山田　花子,PC10233,00123456,閲覧,成功
      2026/11/22 10:32:41,n0350113,佐藤　一郎,PC10234,00123457,印刷,失敗
      2026/11/22 10:35:00,n0350112,山田　花子,PC10233,,ログアウト,成功
      """;

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private Ended akashi(String... typed) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            Map.of(),
            new Caller("sato", "", false, false));
    List<String> args = List.of(typed);
    int code = AkashiCommand.run(new Session(terminal, new OwnDoor(terminal, args), args));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private void write(String name, String text) throws Exception {
    Files.write(folder.resolve(name), text.getBytes(Charset.forName("windows-31j")));
  }

  @Test
  void showsColumnsPreviewAndTheNextStep() throws Exception {
    write("EHR アクセス.csv", LOG);
    Ended ended = akashi("sniff", "EHR アクセス.csv");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains("windows-31j", "確実", "patient_id", "3 lines, 3 of them read fully")
        .contains("2026-11-22 10:31:05", "n0350112 山田　花子", "閲覧")
        .contains("akashi import --source ID --format lines --mapping ehr --charset windows-31j");
  }

  @Test
  void aMappingThatIsNotThereIsLookedForWhereTheAnswerSays() throws Exception {
    write("a.csv", LOG);
    String[] typed = {"import", "--data", "data", "--source", "x", "--mapping", "gairai", "a.csv"};
    Ended without = akashi(typed);
    assertThat(without.code()).as(without.toString()).isEqualTo(2);
    assertThat(without.err())
        .contains("設定に akashi.mappings がないため", "The configuration has no akashi.mappings")
        .contains("gairai.yaml", "起動し直して");
    Path folder = Files.createDirectory(this.folder.resolve("own-mappings"));
    Files.writeString(this.folder.resolve("akashi.yaml"), "akashi: {mappings: own-mappings}\n");
    Ended with = akashi(typed);
    assertThat(with.code()).as(with.toString()).isEqualTo(2);
    assertThat(with.err()).contains("フォルダ " + folder, "put gairai.yaml there");

    Ended steps = akashi("sniff", "a.csv", "--out", "own-mappings/gairai.yaml", "--name", "gairai");
    assertThat(steps.out())
        .contains("akashi.mappings がなければ、フォルダを作って", "restart the server, if one runs")
        .contains("--data demo-data/data");
    Ended taken = akashi(typed);
    assertThat(taken.code()).as(taken.toString()).isZero();
    assertThat(taken.err()).doesNotContain("Warning");
  }

  @Test
  void saysWhenNothingOfAFileCouldBeRead() throws Exception {
    Files.writeString(folder.resolve("b.csv"), "one\ntwo\n");
    Ended ended =
        akashi("import", "--data", "data", "--source", "x", "--mapping", "ehr-access", "b.csv");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.err())
        .contains("b.csv の記録は1件も解読できませんでした", "./akashi sniff ", "another --source");
  }

  @Test
  void writesAMappingThatCanBeUsedAndNeverOverAFile() throws Exception {
    write("a.csv", LOG);
    Ended ended = akashi("sniff", "a.csv", "--out", "own.yaml", "--name", "own");
    assertThat(ended.code()).as(ended.toString()).isZero();
    String yaml = Files.readString(folder.resolve("own.yaml"));
    assertThat(Mapping.parse("own.yaml", yaml).book()).contains("clinical");
    assertThat(ended.out()).doesNotContain("version: 1");
    Ended again = akashi("sniff", "a.csv", "--out", "own.yaml");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("exists: give another --out");
  }

  @Test
  void speaksJson() throws Exception {
    write("a.csv", LOG);
    Ended ended = akashi("sniff", "a.csv", "--json");
    assertThat(ended.out().lines()).hasSize(1);
    assertThat(ended.out())
        .startsWith("{\"file\":\"a.csv\",\"format\":\"lines\"")
        .contains("\"target\":\"patient_id\",\"confidence\":0.97,\"sureness\":\"certain\"")
        .contains("\"閲覧\":\"read\"");
  }

  @Test
  void namesAFormatThatNeedsNoMapping() throws Exception {
    Files.writeString(folder.resolve("a.log"), "<13>1 2026-11-22T10:00:00Z h app - - - x\n");
    Ended ended = akashi("sniff", "a.log");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("needs no mapping").contains("import --source ID a.log");
  }

  @Test
  void namesWhatImportReadsByItself() throws Exception {
    String line =
        "date=2026-11-22 devname=\"FG1\" eventtime=1795309200123456789 logid=\"0000000013\""
            + " type=\"traffic\" srcip=192.0.2.1\n";
    Files.writeString(folder.resolve("fw.log"), line + line + line);
    Ended ended = akashi("sniff", "fw.log");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("fortigate").contains("import --source ID fw.log");
  }

  @Test
  void looksIntoCompressedFiles() throws Exception {
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
      gzip.write(LOG.getBytes(Charset.forName("windows-31j")));
    }
    Ended ended = akashi("sniff", "a.csv.gz");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("windows-31j", "patient_id", "3 of them read fully");
  }

  @Test
  void saysWhenThereIsNothingToPropose() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "");
    assertThat(akashi("sniff", "a.txt").code()).isEqualTo(1);
    assertThat(akashi("sniff", "missing.txt").code()).isEqualTo(2);
    assertThat(akashi("sniff", "a.txt", "--charset", "utf9").err()).contains("--charset utf9");
    assertThat(akashi("sniff", "a.txt", "--name", "Ü").err()).contains("--name");
  }
}
