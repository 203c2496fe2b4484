package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person gets wrong is answered in one sentence, with exit code 2 and nothing done. */
@Tag("it")
final class WrongUseIT {
  @TempDir Path folder;

  @Test
  void namesTheNearestOption() throws Exception {
    Ended ended = refused("search", "--patiend", "5");
    assertThat(ended.err()).contains("did you mean --patient?");
  }

  @Test
  void namesTheNearestCommand() throws Exception {
    assertThat(refused("serach").err()).contains("did you mean search?");
  }

  @Test
  void saysThatThereIsNoDataDirectory() throws Exception {
    assertThat(refused("status", "--data", "nowhere").err()).contains("nowhere").contains("--data");
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void leavesAForeignDirectoryAlone() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("letter.txt"), "Dear reader");
    Ended ended = refused("search", "--data", "foreign");
    assertThat(ended.err()).contains("foreign");
    try (var files = Files.list(foreign)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void importsNothingWhenAFileIsMissing() throws Exception {
    Path there = Files.writeString(folder.resolve("there.log"), "line\n");
    Ended ended =
        refused("import", "--source", "x", "--format", "syslog", there.toString(), "missing.log");
    assertThat(ended.err()).contains("missing.log");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void asksForTheBookOfASourceThatNobodyConfigured() throws Exception {
    Path there = Files.writeString(folder.resolve("there.log"), "line\n");
    Ended ended = refused("import", "--source", "x", "--format", "syslog", there.toString());
    assertThat(ended.err()).contains("--book clinical or --book infrastructure");
  }

  @Test
  void namesTheFormatsThatCanBeImported() throws Exception {
    Path there = Files.writeString(folder.resolve("there.log"), "line\n");
    Ended ended = refused("import", "--source", "x", "--format", "sislog", there.toString());
    assertThat(ended.err()).contains("did you mean syslog?");
  }

  @Test
  void namesTheNearestConfigurationKey() throws Exception {
    Files.writeString(folder.resolve("akashi.yaml"), "akashi:\n  orign: x\n");
    assertThat(refused("serve").err()).contains("orign").contains("origin");
  }

  @Test
  void asksForAWholeNumberAndForTheRightFile() throws Exception {
    assertThat(refused("search", "--limit", "many").err()).contains("it is a whole number");
    Path letter = folder.resolve("letter.txt");
    Files.write(letter, "拝啓".getBytes(Charset.forName("windows-31j")));
    assertThat(refused("verify", "--against", letter.toString()).err())
        .contains("no text in UTF-8");
  }

  @Test
  void servesWithoutSigningWhileTheAnchorFolderIsMissingAndSaysSo() throws Exception {
    Files.writeString(
        folder.resolve("akashi.yaml"),
        "akashi: {anchor: mnt/anchor, mappings: own, http.listen: 127.0.0.1:0}\n");
    Path mappings = Files.createDirectory(folder.resolve("own"));
    try (AkashiProcess serve = AkashiProcess.start(folder, "serve")) {
      serve.await(line -> line.startsWith("http"));
      Path anchor = folder.resolve("mnt/anchor");
      serve.awaitError(said -> said.contains("make it with mkdir -p " + anchor));
      assertThat(anchor).doesNotExist();

      Ended prove = refused("prove", "--book", "house", "--index", "0");
      assertThat(prove.err().split("mkdir -p", -1)).as(prove.err()).hasSize(3);

      Path log = Files.writeString(folder.resolve("a.log"), "2026-11-22 10:31:05 U1\n");
      Files.writeString(
          mappings.resolve("gairai.yaml"),
          """
          name: gairai
          version: 1
          book: clinical
          delimiter: ","
          columns: [時刻, 利用者]
          map: {user_id: 利用者}
          """);
      Ended unknown = refused("import", "--source", "x", "--mapping", "gairai", log.toString());
      assertThat(unknown.err()).contains("does not know the mapping gairai yet: restart it");

      Files.createDirectories(anchor);
      serve.awaitError(said -> said.contains("Signing goes on."));
    }
  }

  private Ended refused(String... args) throws IOException, InterruptedException {
    Ended ended = AkashiProcess.run(folder, args);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
    return ended;
  }
}
