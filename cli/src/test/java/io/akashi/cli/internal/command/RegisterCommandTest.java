package io.akashi.cli.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.cli.internal.run.Caller;
import io.akashi.cli.internal.run.OwnDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person keeps a register at the command line. */
final class RegisterCommandTest {
  private static final String LIST =
      """
      No.,所属部署,姓,名,電話番号,ユーザID,説明,権限,状態
      1,システム管理,佐藤,花子,****,s001,管理者,Admin,使用可
      2,A科,鈴木,一郎,****,n001,使用者/退職予定,User,使用可 (23年3月まで)
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
  void importsShowsChangesAndRemembers() throws Exception {
    write("a.csv", LIST);
    Ended first =
        akashi("register", "import", "accounts", "a.csv", "--system", "電子カルテ", "--reason", "棚卸");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out()).contains("状態").contains("enabled valid_until").contains("added 2");
    Ended json = akashi("register", "list", "accounts", "--format", "json");
    assertThat(json.out().lines().findFirst().orElseThrow())
        .startsWith("{\"system\":\"電子カルテ\",\"user_id\":\"n001\",\"family_name\":\"鈴木\"")
        .contains("\"valid_until\":\"2023-03-31\"")
        .endsWith("\"changed_by\":\"sato\"}");
    Ended put =
        akashi(
            "register",
            "put",
            "accounts",
            "system=電子カルテ",
            "ユーザID=n001",
            "enabled=無効",
            "valid_until=",
            "--reason",
            "退職",
            "--approver",
            "院長");
    assertThat(put.code()).as(put.toString()).isZero();
    Ended history = akashi("register", "history", "accounts", "電子カルテ", "n001");
    assertThat(history.out())
        .contains("棚卸")
        .contains("院長")
        .contains("使用可否 使用可 → 無効、有効期限 2023-03-31 → なし");
    Ended searched = akashi("search", "--book", "register", "--format", "json");
    assertThat(searched.out().lines()).hasSize(5);
    assertThat(searched.out())
        .contains("\"kind\":\"account_change\"")
        .contains(
            "\"message\":\"アカウント「電子カルテ / n001」を変更: 使用可否 使用可 → 無効、有効期限 2023-03-31 → なし。理由: 退職\"");
    Ended past = akashi("register", "list", "accounts", "--as-of", "2020-01-01");
    assertThat(past.err()).contains("The register is empty");
    Ended closed = akashi("register", "close", "accounts", "電子カルテ", "n001");
    assertThat(closed.code()).as(closed.toString()).isZero();
    assertThat(akashi("register", "list", "accounts").out())
        .contains("s001")
        .doesNotContain("n001");
    assertThat(akashi("verify").code()).isZero();
  }

  @Test
  void saysWhichRowsItRefusedAndTakesTheOthers() throws Exception {
    write("a.csv", LIST + "3,A科,高橋,,****,,使用者,User,使用可\n");
    Ended ended = akashi("register", "import", "accounts", "a.csv", "--system", "電子カルテ");
    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
    assertThat(ended.out()).contains("4 行目を受け付けません: ユーザID が空です").contains("refused 1");
    assertThat(akashi("register", "list", "accounts").out()).contains("s001").contains("n001");
  }

  @Test
  void writesNothingOnADryRun() throws Exception {
    write("a.csv", LIST);
    akashi("register", "put", "limits", "id=a", "value=90", "unit=日");
    Ended ended = akashi("register", "import", "people", "a.csv", "--dry-run");
    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out()).contains("added 2").contains("--dry-run");
    assertThat(akashi("register", "list", "people").err()).contains("The register is empty");
  }

  @Test
  void readsBackWhatItExportsWithoutAChange() throws Exception {
    write("a.csv", LIST);
    akashi("register", "import", "accounts", "a.csv", "--system", "電子カルテ");
    Ended csv = akashi("register", "list", "accounts", "--format", "csv");
    Files.writeString(folder.resolve("out.csv"), csv.out());
    Ended again = akashi("register", "import", "accounts", "out.csv", "--whole");
    assertThat(again.out()).contains("unchanged 2").contains("変更 0 件");
  }

  @Test
  void saysInOneSentenceWhatIsWrong() throws Exception {
    write("a.csv", LIST);
    assertRefused("did you mean accounts", "register", "import", "acounts", "a.csv");
    assertRefused("--system", "register", "import", "accounts", "a.csv");
    assertRefused("missing.csv", "register", "import", "accounts", "missing.csv");
    assertRefused("import、list", "register");
    assertRefused("did you mean list", "register", "lst");
    assertRefused("user_id?", "register", "put", "accounts", "userid2=1");
    assertRefused("never had a row", "register", "history", "accounts", "x", "y");
  }

  private void assertRefused(String sentence, String... typed) {
    Ended ended = akashi(typed);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
    assertThat(ended.err()).contains(sentence);
  }
}
