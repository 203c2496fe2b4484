package io.akashi.register.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.register.Account;
import io.akashi.register.Author;
import io.akashi.register.Batch;
import io.akashi.register.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/formats/register.md: the same entry is always the same bytes. */
class EntryFormatTest {
  private static final Schema<Account> ACCOUNTS = Schema.of(Account.class);
  private static final RegisterEntry CHANGE =
      new RegisterEntry.Changed(
          "b1",
          "accounts",
          List.of("電子カルテ", "n001"),
          0L,
          Map.of("system", "電子カルテ", "user_id", "n001", "enabled", true),
          Map.of("system", "電子カルテ", "user_id", "n001", "enabled", false),
          new Author("sato", "退職", "院長"));
  private static final RegisterEntry COMMIT =
      new RegisterEntry.Committed(
          "b1",
          "accounts",
          1,
          "ab",
          new Batch.Source("一覧.csv", "cd", List.of("電子カルテ"), false, 4, 1, 1, 1, 1, 0, 2),
          new Author("sato", "", null));

  private static String text(RegisterEntry entry) {
    Arrival arrival = EntryFormat.write(entry, ACCOUNTS, 1);
    return new String(arrival.payload(), StandardCharsets.UTF_8);
  }

  @Test
  void writesAChangeAsTheDocumentSays() {
    assertThat(text(CHANGE))
        .isEqualTo(
            """
            {"kind":"account_change","action":"U","outcome":"success","user_id":"sato",\
            "object_type":"accounts","object_id":"電子カルテ/n001","object_name":"アカウント",\
            "message":"アカウント「電子カルテ / n001」を変更: 使用可否 使用可 → 無効。理由: 退職",\
            "fields":{"after":{"enabled":false,"system":"電子カルテ","user_id":"n001"},\
            "approver":"院長","batch":"b1",\
            "before":{"enabled":true,"system":"電子カルテ","user_id":"n001"},"entry":"change",\
            "expected":0,"key":["電子カルテ","n001"],\
            "message_en":"changed in the register of accounts: 電子カルテ / n001, enabled yes → no; reason: 退職",\
            "reason":"退職","register":"accounts"}}\
            """);
  }

  @Test
  void writesACommitAsTheDocumentSays() {
    assertThat(text(COMMIT))
        .isEqualTo(
            """
            {"kind":"account_change","action":"E","outcome":"success","user_id":"sato",\
            "object_type":"accounts","object_id":"b1","object_name":"アカウント",\
            "message":"アカウント台帳（電子カルテ）に 一覧.csv を取り込み: 4 行 = 追加 1 + 変更 1 + 変更なし 1 + 受け付けず 1、台帳から外す 0",\
            "fields":{"batch":"b1","count":1,"digest":"ab","entry":"commit",\
            "message_en":"imported 一覧.csv into the register of accounts of 電子カルテ: 4 rows = 1 added + 1 changed + 1 unchanged + 1 refused; 0 taken out",\
            "reason":"",\
            "register":"accounts","source":{"added":1,"changed":1,"closed":0,"name":"一覧.csv",\
            "refused":1,"rows":4,"sha256":"cd","systems":["電子カルテ"],"unchanged":1,"vanished":2,"whole":false}}}\
            """);
  }

  @Test
  void readsWhatItWrites() {
    for (RegisterEntry entry : List.of(CHANGE, COMMIT)) {
      assertThat(EntryFormat.read(text(entry).getBytes(StandardCharsets.UTF_8))).contains(entry);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "{}",
        "{\"fields\":{}}",
        "{\"fields\":{\"entry\":1}}",
        "{\"fields\":{\"entry\":\"change\"}}",
        "{\"fields\":{\"entry\":\"change\",\"batch\":\"b\",\"register\":\"r\",\"key\":1,\"reason\":\"\"}}",
        "{\"fields\":{\"entry\":\"commit\",\"batch\":\"b\",\"register\":\"r\",\"count\":99999999999,\"digest\":\"\",\"reason\":\"\"}}",
        "{\"fields\":{\"entry\":\"commit\",\"batch\":1.5}}"
      })
  void passesOverWhatIsNeither(String payload) {
    assertThat(EntryFormat.read(payload.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
