package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of accounts or people goes in with every row accounted for. */
class ImportTest {
  static final String NINE =
      """
      No.,所属部署,姓,名,電話番号,ユーザID,説明,権限,状態
      001,システム管理,abc,def,****,abc@def,安全管理責任者,Admin,使用可
      002,A科,efg,hij,****,efg@hij,使用者,User,使用可
      003,A科,klm,nop,****,klm@nop,使用者/退職予定,User,使用可 (23年3月まで)
      004,B科,qrs,tuv,****,qrs@tuv,使用者,User,使用可
      """;

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static ImportFile file(String text) {
    return ImportFile.of("一覧.csv", text.getBytes(StandardCharsets.UTF_8)).withSystem("電子カルテ");
  }

  private Preview<Account> accounts(String text) throws Exception {
    return house.registers.preview(Account.class, file(text));
  }

  private Account account(String user) {
    return house.registers.now().find(Account.class, "電子カルテ", user).orElseThrow().value();
  }

  @Test
  void readsTheNineColumnsOfTheTrainingAsAccounts() throws Exception {
    Preview<Account> preview = accounts(NINE);
    assertThat(preview.rows()).isEqualTo(4);
    assertThat(preview.added()).hasSize(4);
    assertThat(preview.headings())
        .contains(
            new Preview.Heading(
                "状態", List.of("enabled", "valid_until"), java.util.Optional.empty()));
    assertThat(preview.headings())
        .filteredOn(h -> h.fields().isEmpty())
        .extracting(Preview.Heading::text)
        .containsExactly("No.", "電話番号");
    Batch batch = house.registers.commit(preview, House.SATO);
    assertThat(batch.changes()).isEqualTo(4);
    assertThat(account("klm@nop"))
        .isEqualTo(
            new Account(
                "電子カルテ",
                "klm@nop",
                null,
                "klm",
                "nop",
                "A科",
                "User",
                "使用者/退職予定",
                true,
                LocalDate.of(2023, 3, 31),
                null,
                null));
    assertThat(account("abc@def").enabled()).isTrue();
    assertThat(account("abc@def").validUntil()).isNull();
  }

  @Test
  void readsTheNineColumnsAsPeopleByTheirUserId() throws Exception {
    Preview<Person> preview =
        house.registers.preview(
            Person.class, ImportFile.of("一覧.csv", NINE.getBytes(StandardCharsets.UTF_8)));
    house.registers.commit(preview, House.SATO);
    Person person = house.registers.now().find(Person.class, "klm@nop").orElseThrow().value();
    assertThat(person.familyName()).isEqualTo("klm");
    assertThat(person.phone()).isEqualTo("****");
  }

  @Test
  void changesNothingTheSecondTimeAndSaysWhenItWasRead() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    house.pass(java.time.Duration.ofDays(30));
    Preview<Account> again = accounts(NINE);
    assertThat(again.unchanged()).isEqualTo(4);
    assertThat(again.rows()).isEqualTo(4);
    house.registers.commit(again, House.SATO);
    State state = house.registers.now();
    assertThat(state.lastImport(Account.class, "電子カルテ").orElseThrow().at()).isEqualTo(house.now);
    assertThat(state.lastImport(Account.class, "電子カルテ").orElseThrow().source().name())
        .isEqualTo("一覧.csv");
    assertThat(state.lastImport(Account.class, "検査")).isEmpty();
    assertThat(state.lastImport(Person.class, null)).isEmpty();
    assertThat(state.rows(Account.class)).allMatch(row -> row.changedAt().equals(House.START));
  }

  @Test
  void isNoFresherAfterAFileOfWhichNoRowCouldBeTaken() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    house.pass(java.time.Duration.ofDays(30));
    Preview<Account> unreadable = accounts("ユーザID,状態\nabc@def,たぶん\n");
    assertThat(unreadable.refused()).hasSize(1);
    house.registers.commit(unreadable, House.SATO);
    assertThat(house.registers.now().lastImport(Account.class, "電子カルテ").orElseThrow().at())
        .isEqualTo(House.START);
  }

  @Test
  void keepsWhatTheFileHasNoColumnFor() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    Preview<Account> preview = accounts("ユーザID,所属部署\nabc@def,経営企画\n");
    assertThat(preview.changed()).hasSize(1);
    house.registers.commit(preview, House.SATO);
    assertThat(account("abc@def").department()).isEqualTo("経営企画");
    assertThat(account("abc@def").role()).isEqualTo("Admin");
  }

  @Test
  void listsWhatVanishedAndClosesItOnlyWhenTheListIsWhole() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    house.registers.put(House.account("検査", "x", true), House.SATO);
    String two = NINE.lines().limit(3).reduce("", (a, b) -> a + b + "\n");
    Preview<Account> preview = accounts(two);
    assertThat(preview.vanished())
        .extracting(row -> row.value().userId())
        .containsExactly("klm@nop", "qrs@tuv");
    house.registers.commit(preview, House.SATO);
    assertThat(house.registers.now().size(Account.class)).isEqualTo(5);
    house.registers.commit(
        house.registers.preview(Account.class, file(two).withWhole(true)), House.SATO);
    assertThat(house.registers.now().rows(Account.class))
        .extracting(row -> row.value().userId())
        .containsExactly("x", "abc@def", "efg@hij");
    assertThat(house.registers.history(Account.class, List.of("電子カルテ", "qrs@tuv")))
        .hasSize(2)
        .last()
        .satisfies(change -> assertThat(change.after()).isNull());
  }

  @Test
  void closesNothingWhileARowHasNoKey() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    Preview<Account> preview =
        house.registers.preview(
            Account.class, file("ユーザID,状態\nabc@def,使用可\n,使用可\n").withWhole(true));
    assertThat(preview.closing()).isFalse();
    assertThat(preview.source().whole()).isFalse();
    house.registers.commit(preview, House.SATO);
    assertThat(house.registers.now().size(Account.class)).isEqualTo(4);
  }

  @Test
  void refusesEachBadRowWithItsLineAndReason() throws Exception {
    Preview<Account> preview =
        accounts(
            """
            利用者一覧（2026年4月現在）

            ユーザID,姓,状態,有効期限,説明
            n001,佐藤,使用可,,
            n002,鈴木,たぶん使用可,,
            ,高橋,使用可,,
            n003,田中,使用可,2026-02-30,
            n004,伊藤,使用可,,
            n004,渡辺,無効,,
            n005,山本,無効,,
            n005,山本,無効,,
            ユーザID,姓,状態,有効期限,説明
            n006,中村, 同上,,a,b
            n007,小林,同上,R8.4.1,
            """);
    assertThat(preview.added())
        .extracting(p -> p.line() + " " + p.after().userId())
        .containsExactly("4 n001", "10 n005", "14 n007");
    assertThat(preview.unchanged()).isEqualTo(1);
    assertThat(preview.refused())
        .extracting(Preview.Refused::line)
        .containsExactly(5, 6, 7, 8, 9, 13);
    assertThat(preview.refused())
        .extracting(Preview.Refused::reason)
        .satisfiesExactly(
            r -> assertThat(r).contains("たぶん使用可").contains("neither yes nor no"),
            r -> assertThat(r).contains("ユーザID が空").contains("User ID is empty"),
            r -> assertThat(r).contains("暦にない"),
            r -> assertThat(r).contains("9 行目").contains("line 9"),
            r -> assertThat(r).contains("8 行目"),
            r -> assertThat(r).contains("more cells than headings"));
    assertThat(preview.rows()).isEqualTo(10);
    assertThat(preview.notes()).anyMatch(n -> n.contains("12"));
    Account last = preview.added().getLast().after();
    assertThat(last.enabled()).isFalse();
    assertThat(last.validUntil()).isEqualTo(LocalDate.of(2026, 4, 1));
  }

  @Test
  void makesKeysTheSameThatAreWrittenInAnotherWidthAndKeepsTheirZeros() throws Exception {
    Preview<Account> preview = accounts("ユーザーＩＤ\t職員番号\n００１２ｱ\t００７\n");
    Account account = preview.added().getFirst().after();
    assertThat(account.userId()).isEqualTo("0012ア");
    assertThat(account.staffId()).isEqualTo("007");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "windows-31j", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void readsTheCharsetsThatJapaneseProgramsWrite(String charset) throws Exception {
    byte[] content = NINE.replace("abc,def", "髙橋,①").getBytes(Charset.forName(charset));
    Preview<Account> preview =
        house.registers.preview(Account.class, ImportFile.of("a.csv", content).withSystem("電子カルテ"));
    assertThat(preview.added()).hasSize(4);
    assertThat(preview.added().getFirst().after().familyName()).isEqualTo("髙橋");
  }

  @ParameterizedTest
  @CsvSource({"','", "';'", "'\t'"})
  void findsTheDelimiter(String delimiter) throws Exception {
    Preview<Account> preview =
        accounts("\uFEFFユーザID,姓,説明\nn1,佐藤,\"a,b;c\td\"\n".replace(",", delimiter));
    assertThat(preview.added().getFirst().after().familyName()).isEqualTo("佐藤");
  }

  @Test
  void readsHeadingsOfTwoLinesWithMergedCells() throws Exception {
    Preview<Account> preview = accounts("利用者台帳,,,,\nユーザID,氏名,,権限,状態\n,姓,名,,\nn1,佐藤,花子,User,使用可\n");
    Account account = preview.added().getFirst().after();
    assertThat(account.familyName()).isEqualTo("佐藤");
    assertThat(account.givenName()).isEqualTo("花子");
    assertThat(preview.rows()).isEqualTo(1);
  }

  @Test
  void dividesAFullName() throws Exception {
    Account account = accounts("ユーザID,氏名\nn1,佐藤　花子\n").added().getFirst().after();
    assertThat(account.familyName() + "|" + account.givenName()).isEqualTo("佐藤|花子");
  }

  @Test
  void saysInOneSentenceWhyAFileIsNone() {
    assertThatThrownBy(() -> accounts("姓,名\n佐藤,花子\n"))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("ユーザID")
        .hasMessageContaining("姓、名");
    assertThatThrownBy(() -> accounts("ユーザID,姓\nn1,\"佐藤\nn2,鈴木\n"))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("引用符");
    assertThatThrownBy(() -> accounts("")).isInstanceOf(RegisterException.class);
    assertThatThrownBy(() ->
            house.registers.preview(
                Account.class, ImportFile.of("a.csv", NINE.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("--system");
    assertThatThrownBy(() -> house.registers.preview(Person.class, file(NINE)))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("--system");
  }

  @Test
  void refusesToCommitWhatSomebodyElseChangedSince() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    Preview<Account> preview = accounts(NINE.replace("経営", "").replace("Admin", "User"));
    house.registers.put(
        Account.class,
        java.util.Map.of("system", "電子カルテ", "user_id", "abc@def", "使用可否", "無効"),
        House.SATO);
    int before = house.entries().size();
    assertThatThrownBy(() -> house.registers.commit(preview, House.SATO))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("after the preview");
    assertThat(house.entries()).hasSize(before);
    assertThat(account("abc@def").enabled()).isFalse();
    assertThat(account("abc@def").role()).isEqualTo("Admin");
  }

  @Test
  void exportsWhatItReadsBackUnchanged() throws Exception {
    house.registers.commit(accounts(NINE), House.SATO);
    house.registers.put(
        new Account(
            "電子カルテ",
            "=1+1",
            "+81",
            "'=x",
            "a\"b",
            "改\n行",
            "-",
            "a,b",
            false,
            null,
            LocalDate.of(2026, 1, 2),
            true),
        House.SATO);
    byte[] csv = Registers.csv(house.registers.now(), Account.class);
    assertThat(new String(csv, StandardCharsets.UTF_8))
        .startsWith("\uFEFFシステム,ユーザID,職員番号,姓,名,所属部署,権限,説明,使用可否,有効期限,最終ログオン,共用\r\n")
        .contains("電子カルテ,'=1+1,'+81,''=x,");
    Preview<Account> again = house.registers.preview(Account.class, ImportFile.of("out.csv", csv));
    assertThat(again.unchanged()).as("%s %s", again.refused(), again.changed()).isEqualTo(5);
    assertThat(again.rows()).isEqualTo(5);
  }

  @Test
  void setsSomeFieldsOfARowAsTheyAreTyped() throws Exception {
    house.registers.put(
        Limit.class,
        java.util.Map.of("id", "account.unused.days", "値", "９０", "unit", "日", "承認日", "令和8年4月1日"),
        House.SATO);
    house.registers.put(
        Limit.class, java.util.Map.of("id", "account.unused.days", "value", "60"), House.SATO);
    assertThat(house.registers.now().find(Limit.class, "account.unused.days").orElseThrow().value())
        .isEqualTo(new Limit("account.unused.days", 60, "日", null, LocalDate.of(2026, 4, 1), null));
    assertThatThrownBy(() ->
            house.registers.put(Limit.class, java.util.Map.of("id", "a", "vlaue", "1"), House.SATO))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("value?");
    assertThatThrownBy(
            () -> house.registers.put(Limit.class, java.util.Map.of("id", "a"), House.SATO))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("値 が空");
  }
}
