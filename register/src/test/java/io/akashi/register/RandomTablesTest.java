package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a table holds, each of its rows has one outcome, and a commit does what was shown. */
class RandomTablesTest {
  private static final List<String> IDS =
      List.of("", "n1", "n2", "ｎ２", "n3", "n4", "007", "=1", "同上", "a/b", "日本", "\"q\"\"\"");
  private static final List<String> STATES =
      List.of("", "使用可", "無効", "使用可 (23年3月まで)", "たぶん", "1", "使用可 (2月30日まで)");
  private static final List<String> NAMES = List.of("", "佐藤", "鈴木", "同上", "\"改\n行\"", "\"a,b\"");

  @TempDir Path folder;

  private static String table(Random random, int rows) {
    StringBuilder text = new StringBuilder("ユーザID,姓,状態,最終ログオン,何か\n");
    for (int i = 0; i < rows; i++) {
      StringJoiner row = new StringJoiner(",");
      String id = IDS.get(random.nextInt(IDS.size()));
      row.add(id);
      row.add(NAMES.get(random.nextInt(NAMES.size())));
      row.add(id.isEmpty() ? "使用可" : STATES.get(random.nextInt(STATES.size())));
      row.add(random.nextInt(5) == 0 ? "2026/4/" + random.nextInt(35) : "");
      row.add("x");
      text.append(row).append(random.nextInt(30) == 0 ? ",x" : "").append('\n');
    }
    return text.toString();
  }

  @Test
  void accountForEveryRow() throws Exception {
    Random random = new Random(4);
    try (House house = new House(folder.resolve("data"))) {
      for (int i = 0; i < 60; i++) {
        int rows = random.nextInt(25);
        String text = table(random, rows);
        ImportFile file =
            ImportFile.of("t.csv", text.getBytes(StandardCharsets.UTF_8))
                .withSystem("S" + random.nextInt(2))
                .withWhole(random.nextInt(4) == 0);
        Preview<Account> preview = house.registers.preview(Account.class, file);
        assertThat(preview.rows()).as(text).isEqualTo(rows);
        int before = house.registers.now().size(Account.class);
        house.registers.commit(preview, House.SATO);
        int closed = preview.closing() ? preview.vanished().size() : 0;
        assertThat(house.registers.now().size(Account.class))
            .isEqualTo(before + preview.added().size() - closed);
        Preview<Account> again = house.registers.preview(Account.class, file);
        assertThat(again.added()).as(text).isEmpty();
        assertThat(again.changed()).as(text).isEmpty();
        assertThat(again.refused()).isEqualTo(preview.refused());
        assertThat(again.rows()).isEqualTo(preview.rows());
      }
      assertThat(house.anew().now().rows(Account.class))
          .isEqualTo(house.registers.now().rows(Account.class));
    }
  }
}
