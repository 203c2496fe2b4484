package io.akashi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks are read as people see them, and hostile ones are refused in one sentence. */
class WorkbookTest {
  @TempDir Path folder;
  private House house;

  private interface Filling {
    void fill(Workbook workbook);
  }

  @BeforeEach
  void open() throws Exception {
    house = new House(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static byte[] workbook(Filling filling) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      filling.fill(workbook);
    }
    return out.toByteArray();
  }

  private static void row(Worksheet sheet, int row, Object... values) {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case String text -> sheet.value(row, i, text);
        case Number number -> sheet.value(row, i, number);
        case Boolean is -> sheet.value(row, i, is);
        case LocalDate date -> {
          sheet.value(row, i, date);
          sheet.style(row, i).format("yyyy/mm/dd").set();
        }
        default -> throw new IllegalArgumentException(values[i].toString());
      }
    }
  }

  private Preview<Account> preview(byte[] content) throws Exception {
    return house.registers.preview(
        Account.class, ImportFile.of("台帳.xlsx", content).withSystem("電子カルテ"));
  }

  @Test
  void readsTheSheetWithHeadingsBelowATitleAndMergedCells() throws Exception {
    byte[] content =
        workbook(workbook -> {
          row(workbook.newWorksheet("表紙"), 0, "利用者台帳", "2026年度");
          Worksheet sheet = workbook.newWorksheet("一覧");
          row(sheet, 0, "利用者台帳");
          sheet.range(0, 0, 0, 5).merge();
          row(sheet, 2, "ユーザID", "氏名", "", "状態", "有効期限", "職員番号");
          sheet.range(2, 1, 2, 2).merge();
          row(sheet, 3, "", "姓", "名");
          row(sheet, 4, "n001", "佐藤", "花子", "使用可", LocalDate.of(2026, 4, 1), 12);
          sheet.style(4, 5).format("00000").set();
          row(sheet, 6, 13, "鈴木", "一郎", true, 46113);
          sheet.formula(7, 0, "CONCATENATE(A5,1)");
        });
    Preview<Account> preview = preview(content);
    assertThat(preview.added())
        .extracting(Preview.Planned::after)
        .containsExactly(
            new Account(
                "電子カルテ",
                "n001",
                "00012",
                "佐藤",
                "花子",
                null,
                null,
                null,
                true,
                LocalDate.of(2026, 4, 1),
                null,
                null),
            new Account(
                "電子カルテ",
                "13",
                null,
                "鈴木",
                "一郎",
                null,
                null,
                null,
                true,
                LocalDate.of(2026, 4, 1),
                null,
                null));
    assertThat(preview.added()).extracting(Preview.Planned::line).containsExactly(5, 7);
    assertThat(preview.notes()).anyMatch(note -> note.contains("シート「一覧」"));
  }

  /** fastexcel writes no value beside a formula, Excel does. */
  @Test
  void takesTheKeptValueOfAFormulaAndSaysSo() throws Exception {
    byte[] plain =
        workbook(workbook -> {
          Worksheet sheet = workbook.newWorksheet("一覧");
          row(sheet, 0, "ユーザID", "姓");
          row(sheet, 1, "n001", "佐藤");
          sheet.formula(2, 0, "CONCATENATE(A2,1)");
        });
    byte[] content =
        rewritten(
            plain,
            "xl/worksheets/sheet1.xml",
            xml ->
                xml.replaceAll(
                    "<c r=\"A3\"[^>]*><f>(.*?)</f>(<v>.*?</v>|<v/>)?</c>",
                    "<c r=\"A3\" t=\"str\"><f>$1</f><v>n001x</v></c>"));
    Preview<Account> preview = preview(content);
    assertThat(preview.added())
        .extracting(p -> p.after().userId())
        .containsExactly("n001", "n001x");
    assertThat(preview.notes()).anyMatch(note -> note.contains("数式 1"));
  }

  @Test
  void readsTheSheetThatIsAskedFor() throws Exception {
    byte[] content =
        workbook(workbook -> {
          row(workbook.newWorksheet("一"), 0, "ユーザID", "姓");
          Worksheet second = workbook.newWorksheet("二");
          row(second, 0, "ユーザID", "姓");
          row(second, 1, "n2", "鈴木");
        });
    assertThat(preview(content).rows()).isZero();
    ImportFile second =
        new ImportFile("a.xlsx", content, java.util.Optional.of("電子カルテ"), OptionalInt.of(2), false);
    assertThat(house.registers.preview(Account.class, second).rows()).isEqualTo(1);
    ImportFile third =
        new ImportFile("a.xlsx", content, java.util.Optional.of("電子カルテ"), OptionalInt.of(3), false);
    assertThatThrownBy(() -> house.registers.preview(Account.class, third))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("シート 3");
  }

  @Test
  void refusesOldAndLockedWorkbooksInOneSentence() {
    byte[] ole2 = new byte[2_000];
    System.arraycopy(
        new byte[] {
          (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
        },
        0,
        ole2,
        0,
        8);
    assertThatThrownBy(() -> preview(ole2))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining(".xlsx で保存");
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, ole2, 1_024, name.length);
    assertThatThrownBy(() -> preview(ole2))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("パスワード");
  }

  @Test
  void refusesAZipThatIsNoWorkbookOrIsCut() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("hello.txt"));
      zip.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> preview(out.toByteArray())).isInstanceOf(RegisterException.class);
    byte[] good = workbook(workbook -> row(workbook.newWorksheet("一"), 0, "ユーザID", "姓"));
    byte[] cut = java.util.Arrays.copyOf(good, good.length / 2);
    assertThatThrownBy(() -> preview(cut)).isInstanceOf(RegisterException.class);
  }

  @Test
  void refusesAWorkbookWhosePartsAreNoXml() throws Exception {
    byte[] good = workbook(workbook -> row(workbook.newWorksheet("一"), 0, "ユーザID", "姓"));
    for (String part :
        java.util.List.of("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml")) {
      byte[] broken = rewritten(good, part, xml -> xml.replaceFirst("</", "<&\"</"));
      assertThatThrownBy(() -> preview(broken))
          .as(part)
          .isInstanceOf(RegisterException.class)
          .hasMessageContaining("保存し直して");
    }
  }

  @Test
  void refusesAWorkbookThatBecomesEnormous() throws Exception {
    byte[] good = workbook(workbook -> row(workbook.newWorksheet("一"), 0, "ユーザID", "姓"));
    String blanks = " ".repeat(1 << 20);
    byte[] bomb = rewritten(good, "xl/sharedStrings.xml", xml -> xml + blanks.repeat(64));
    assertThat(bomb.length).isLessThan(1 << 20);
    assertThatThrownBy(() -> preview(bomb))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("大きすぎます");
  }

  @Test
  void refusesAWorkbookWithMoreCellsThanATableHas() throws Exception {
    byte[] good = workbook(workbook -> row(workbook.newWorksheet("一"), 0, "ユーザID", "姓"));
    StringBuilder cells = new StringBuilder();
    for (int row = 2; row < 1_000; row++) {
      cells
          .append("<row r=\"")
          .append(row)
          .append("\"><c r=\"XFD")
          .append(row)
          .append("\"><v>1</v></c></row>");
    }
    byte[] wide =
        rewritten(
            good,
            "xl/worksheets/sheet1.xml",
            xml -> xml.replace("</sheetData>", cells + "</sheetData>"));
    assertThatThrownBy(() -> preview(wide))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("大きすぎます");
  }

  @Test
  void refusesAWorkbookThatDefinesEntities() throws Exception {
    byte[] good = workbook(workbook -> row(workbook.newWorksheet("一"), 0, "ユーザID", "姓"));
    byte[] evil =
        rewritten(
            good,
            "xl/worksheets/sheet1.xml",
            xml ->
                xml.replaceFirst(
                    "\\?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"));
    assertThatThrownBy(() -> preview(evil))
        .isInstanceOf(RegisterException.class)
        .hasMessageContaining("DOCTYPE");
  }

  /** The workbook with one of its parts changed. */
  static byte[] rewritten(
      byte[] workbook, String part, java.util.function.UnaryOperator<String> change)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean found = false;
    try (ZipFile in =
            ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get();
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
        String xml = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry(entry.getName()));
        boolean isPart = entry.getName().equals(part);
        found |= isPart;
        zip.write((isPart ? change.apply(xml) : xml).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(found).as(part).isTrue();
    return out.toByteArray();
  }
}
