package io.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.AkashiProcess.Ended;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 2-(5) as a clerk does it: the log, the ledger from Excel, the answer, and its proof. */
@Tag("it")
final class InspectionSheetIT {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSS");
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(\\p{XDigit}{64})\"");
  @TempDir Path folder;

  private Ended akashi(String... args) throws Exception {
    return AkashiProcess.run(folder, args);
  }

  /** Runs a command that must do its work. */
  private Ended done(int code, String... args) throws Exception {
    Ended ended = akashi(args);
    assertThat(ended.code()).as("%s: %s", List.of(args), ended).isEqualTo(code);
    return ended;
  }

  private void write() throws IOException {
    Files.writeString(
        folder.resolve("akashi.yaml"),
        """
        akashi:
          origin: akashi.sheet.invalid
          data: data
          http:
            listen: "127.0.0.1:0"
          sources:
            ehr: {book: clinical, format: lines, mapping: ehr-access, system: 電子カルテ}
        """);
    String now = TIME.format(LocalDateTime.now(ZoneId.of("Asia/Tokyo")));
    Files.writeString(
        folder.resolve("log.csv"), now + ",U1,山田太郎,医師,TERM-1,0000012345,検査結果,閲覧,成功,1\n");
    ledger("使用可 (26年3月まで)");
  }

  private void ledger(String state) throws IOException {
    String ledger =
        """
        利用者台帳
        No.,所属部署,姓,名,電話番号,ユーザID,説明,権限,状態
        001,システム管理,山田,太郎,1001,U1,安全管理責任者,Admin,使用可
        002,A科,佐藤,次郎,1002,U2,使用者/退職予定,User,%s
        003,A科,,,,,,,使用可
        """
            .formatted(state);
    Files.write(folder.resolve("ledger.csv"), ledger.getBytes(Charset.forName("MS932")));
  }

  @Test
  void answersFromTheLogAndTheLedgerAndAnswersTheSameAgain() throws Exception {
    write();
    done(
        0,
        "import",
        "--config",
        "akashi.yaml",
        "--source",
        "ehr",
        "--format",
        "lines",
        "--mapping",
        "ehr-access",
        "log.csv");
    assertThat(done(1, register("people")).out()).contains("rows 3 = 追加 added 2");
    assertThat(done(1, register("accounts")).out()).contains("受け付けず refused 1");
    done(
        0,
        "register",
        "put",
        "limits",
        "id=account.unused.days",
        "value=90",
        "approved_by=院長",
        "approved_on=2026-01-01");
    Ended first = done(1, "inspect", "2-5", "--config", "akashi.yaml");
    assertThat(first.out()).contains("満たさない", "U2", "2026-03-31");
    try (AkashiProcess server = AkashiProcess.start(folder, "serve", "--config", "akashi.yaml")) {
      server.await(line -> line.startsWith("http "));
      ledger("無効");
      assertThat(done(1, register("accounts")).out()).contains("変更 changed 1");
      Ended now = done(0, "inspect", "--format", "json");
      assertThat(now.out())
          .contains("\"state\":\"fulfilled\"", "\"on_sheet\":\"はい\"", "\"checkpoint\":");
      done(0, "inspect", "2-(5)", "--sign", "yes", "--comment", "確認しました");
      assertThat(server.stop().code()).isIn(0, 143);
    }
    deleteAll(folder.resolve("data/derived"));
    Ended again = done(0, "inspect", "--format", "json", "--config", "akashi.yaml");
    assertThat(again.out()).contains("\"answer\":\"はい\"", "確認しました");
    Ended past = done(0, "inspect", "--format", "json", "--as-of", "2999-01-01");
    assertThat(past.out()).contains("\"equal\":true", digest(again));
    done(0, "verify");
  }

  private static String[] register(String name) {
    return name.equals("accounts")
        ? new String[] {"register", "import", name, "ledger.csv", "--system", "電子カルテ"}
        : new String[] {"register", "import", name, "ledger.csv"};
  }

  private static String digest(Ended ended) {
    Matcher digest = DIGEST.matcher(ended.out());
    assertThat(digest.find()).isTrue();
    return digest.group();
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
