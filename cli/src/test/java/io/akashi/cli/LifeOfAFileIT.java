package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EventJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file from import to evidence, each step a process of its own, as a person would do it. */
@Tag("it")
final class LifeOfAFileIT {
  private static final int LINES = 3_000;
  private static final int UNSIGNED = 5;
  private static final Charset CP932 = Charset.forName("windows-31j");

  @TempDir Path folder;

  @Test
  void isImportedOnceFoundProvedExportedAndItsDamageNamed() throws Exception {
    Path file = writeLines();
    importsOnceOnly(file);
    saysHonestlyHowItIsWithoutAServer();
    findsWhatStandsInTheFile();
    provesAnEntryAndRefusesAForgedOne();
    exportsWhatASearchFinds();
    Ended intact = akashi("verify", "--deep");
    assertThat(intact.code()).as(intact.toString()).isZero();
    assertThat(unsigned(intact)).as(intact.toString()).containsOnly("0");
    flipOneByte();
    Ended damaged = akashi("verify");
    assertThat(damaged.code()).as(damaged.toString()).isEqualTo(1);
    assertThat(damaged.out()).contains("clinical").contains("damaged").contains("journal");
  }

  /** The column of entries that no signature covers, one cell a book. */
  private static List<String> unsigned(Ended verified) {
    return verified.lines().stream()
        .filter(line -> line.contains("intact") && !line.contains("/ intact"))
        .map(line -> line.strip().split("\\s+")[UNSIGNED])
        .toList();
  }

  private void importsOnceOnly(Path file) throws Exception {
    Ended first =
        akashi(
            "import",
            "--source",
            "ehr-main",
            "--format",
            "lines",
            "--mapping",
            "ehr-access",
            "--charset",
            "CP932",
            file.toString());
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out()).contains("3,000 件").contains("unreadable 1,").contains("→ clinical");
    Ended second =
        akashi(
            "import",
            "--source",
            "ehr-main",
            "--format",
            "lines",
            "--mapping",
            "ehr-access",
            "--charset",
            "windows-31j",
            "--book",
            "clinical",
            file.toString());
    assertThat(second.code()).as(second.toString()).isZero();
    assertThat(second.out()).contains(" 0 件");
  }

  private void saysHonestlyHowItIsWithoutAServer() throws Exception {
    Ended status = akashi("status");
    assertThat(status.out())
        .contains("No server is running")
        .containsPattern("the 3,00\\d entries that are not sealed")
        .doesNotContain("検索待ち");
    assertThat(akashi("status", "--json").out()).contains("\"served\":false");
  }

  private void findsWhatStandsInTheFile() throws Exception {
    Ended json =
        akashi("search", "--patient", "0000000777", "--format", "json", "--book", "clinical");
    assertThat(json.code()).as(json.toString()).isZero();
    List<AuditEvent> events = json.lines().stream().map(EventJson::parse).toList();
    assertThat(events).hasSize(3);
    assertThat(events)
        .allSatisfy(event -> {
          assertThat(event.text(Column.USER_NAME)).isEqualTo("髙橋花子～①");
          assertThat(event.text(Column.DECODE_STATUS)).isEqualTo("full");
        });
    Ended page = akashi("search", "--text", "髙橋", "--limit", "2", "--book", "clinical");
    assertThat(page.out()).contains("髙橋花子");
    assertThat(akashi("search", "--text", "髙橋花子~1", "--any-form", "--book", "clinical").out())
        .contains("髙橋花子");
    assertThat(akashi("search", "--any-form").err()).contains("search text");
    String token = page.err().substring(page.err().indexOf("--page ") + "--page ".length()).strip();
    Ended next =
        akashi("search", "--text", "髙橋", "--limit", "2", "--book", "clinical", "--page", token);
    assertThat(next.lines()).as(next.toString()).hasSize(2);
    assertThat(next.err()).doesNotContain("--page");
    assertThat(akashi("search", "--patient", "0000000777", "--by", "month").out())
        .containsPattern("\\d{4}-\\d\\d-01T00:00.* 3 .*#");
    assertThat(akashi("search", "--book", "clinical", "--by", "kind", "--format", "json").out())
        .contains("{\"key\":\"read\",\"events\":");
    assertThat(akashi("search", "--by", "kin").err()).contains("kind");
    assertThat(akashi("search", "--user", "root", "--format", "csv").out())
        .startsWith("book,index");
    assertThat(akashi("search", "--patient", "0000000777").lines()).hasSize(4);
    assertThat(akashi("search", "--patient", "0000000777", "--with-looks").out())
        .contains("--patient 0000000777");
  }

  private void provesAnEntryAndRefusesAForgedOne() throws Exception {
    Ended prove = akashi("prove", "--book", "clinical", "--index", "41", "-o", "p.tlog-proof");
    assertThat(prove.code()).as(prove.toString()).isZero();
    String key =
        prove.lines().stream()
            .filter(line -> line.contains("key of root: "))
            .map(line -> line.substring(line.indexOf("root: ") + "root: ".length()))
            .findFirst()
            .orElseThrow();
    Ended proved = akashi("verify-proof", "--key", key, "--entry", "p.entry", "p.tlog-proof");
    assertThat(proved.code()).as(proved.toString()).isZero();
    byte[] entry = Files.readAllBytes(folder.resolve("p.entry"));
    entry[entry.length - 1] ^= 1;
    Files.write(folder.resolve("forged.entry"), entry);
    Ended refused = akashi("verify-proof", "--key", key, "--entry", "forged.entry", "p.tlog-proof");
    assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
  }

  private void exportsWhatASearchFinds() throws Exception {
    Ended export =
        akashi("export", "--patient", "0000000777", "--book", "clinical", "--out", "evidence");
    assertThat(export.code()).as(export.toString()).isZero();
    try (Stream<Path> proofs = Files.list(folder.resolve("evidence").resolve("proofs"))) {
      assertThat(proofs).hasSize(3);
    }
    assertThat(folder.resolve("evidence").resolve("README.txt")).exists();
    assertThat(akashi("export", "--out", "evidence").code()).isEqualTo(2);
  }

  private Ended akashi(String... args) throws IOException, InterruptedException {
    return AkashiProcess.run(folder, args);
  }

  private Path writeLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      boolean special = i % 1_000 == 500;
      lines.add(
          String.format(
              Locale.ROOT,
              "2026/11/%02d 10:%02d:%02d.000,U%06d,%s,看護師,TERM-0001,%010d,検査結果,閲覧,成功,%d",
              1 + i / 200,
              i / 60 % 60,
              i % 60,
              i % 50,
              special ? "髙橋花子～①" : "佐藤健",
              special ? 777 : 5_000 + i,
              i));
    }
    lines.set(17, "この行は形が違う");
    Path file = folder.resolve("access.csv");
    Files.write(file, lines, CP932);
    return file;
  }

  /** One bit in the middle of the journal of the book clinical. */
  private void flipOneByte() throws IOException {
    Path journal = folder.resolve("data/books/clinical/journal/00000000000000000000.journal");
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      long place = file.length() / 4;
      file.seek(place);
      int octet = file.read();
      file.seek(place);
      file.write(octet ^ 1);
    }
  }
}
