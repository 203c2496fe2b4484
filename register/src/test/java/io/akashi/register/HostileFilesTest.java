package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file does more than give a preview or be refused in one sentence. */
class HostileFilesTest {
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

  private void isTakenOrRefused(byte[] content) throws Exception {
    try {
      Preview<Account> preview =
          house.registers.preview(Account.class, ImportFile.of("x", content).withSystem("S"));
      assertThat(preview.rows()).isEqualTo(preview.source().rows());
    } catch (RegisterException e) {
      assertThat(e).hasMessageContaining(" / ");
    }
  }

  private static byte[] workbook() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("一覧");
      String[] headings = {"ユーザID", "姓", "状態", "有効期限"};
      for (int i = 0; i < headings.length; i++) {
        sheet.value(0, i, headings[i]);
      }
      sheet.value(1, 0, "n001");
      sheet.value(1, 2, "使用可");
      sheet.value(1, 3, 46_113);
      sheet.style(1, 3).format("yyyy/mm/dd").set();
    }
    return out.toByteArray();
  }

  @Test
  void survivesChangedBytes() throws Exception {
    Random random = new Random(7);
    byte[][] seeds = {workbook(), ImportTest.NINE.getBytes(StandardCharsets.UTF_8)};
    for (int i = 0; i < 400; i++) {
      byte[] content = seeds[i % 2].clone();
      for (int k = random.nextInt(1, 6); k > 0; k--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      isTakenOrRefused(content);
    }
  }

  @Timeout(60)
  @ParameterizedTest
  @ValueSource(strings = {" ", "(", "23年", "9", "まで", "令和", "'", "X'", "\u3000"})
  void readsLongCellsWithoutLosingItself(String part) throws Exception {
    String cell = part.repeat(32_000 / part.length());
    String text = "ユーザID,姓,状態,有効期限\n" + "n1,%1$s,使用可%1$sまで,%1$s\n".formatted(cell).repeat(20);
    isTakenOrRefused(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As the plain digits this number would be a gigabyte. */
  @Test
  void readsNumbersOfAnyExponentInBoundedMemory() throws Exception {
    byte[] evil =
        WorkbookTest.rewritten(
            workbook(),
            "xl/worksheets/sheet1.xml",
            xml -> xml.replace("<v>46113</v>", "<v>1e999999999</v>"));
    Preview<Account> preview =
        house.registers.preview(Account.class, ImportFile.of("x", evil).withSystem("S"));
    assertThat(preview.refused()).hasSize(1);
    byte[] far =
        WorkbookTest.rewritten(
            workbook(),
            "xl/worksheets/sheet1.xml",
            xml -> xml.replace("<v>46113</v>", "<v>1e99</v>"));
    assertThat(
            house
                .registers
                .preview(Account.class, ImportFile.of("x", far).withSystem("S"))
                .refused())
        .hasSize(1);
  }
}
