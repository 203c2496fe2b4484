package io.akashi.cli.internal.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static List<String> print(Table table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void alignsJapaneseAndLatinText() {
    Table table = new Table("名", "x");
    table.add("山田太郎", "1");
    table.add("Ms. Smith", "2");
    table.add("ﾔﾏﾀﾞ", "3");
    assertThat(print(table))
        .containsExactly("名         x", "山田太郎   1", "Ms. Smith  2", "ﾔﾏﾀﾞ       3");
  }

  @Test
  void leavesOutColumnsWithoutValues() {
    Table table = new Table("a", "b", "c");
    table.add("1", "", "3");
    assertThat(print(table)).containsExactly("a  c", "1  3");
  }

  @Test
  void cutsWideCellsButNotTheLast() {
    Table table = new Table("a", "b");
    table.add("あ".repeat(40), "い".repeat(40));
    assertThat(print(table).get(1)).isEqualTo("あ".repeat(15) + "…  " + "い".repeat(40));
  }

  @Test
  void letsNoCellSteerTheTerminal() {
    Table table = new Table("a");
    table.add("\u001b[2J\u009b31m\u202edeb\n\u0007");
    assertThat(print(table).get(1)).isEqualTo("␛[2J·31m·deb␊␇");
  }
}
