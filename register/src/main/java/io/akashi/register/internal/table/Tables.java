package io.akashi.register.internal.table;

import io.akashi.register.ImportFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of a file; what it is its first bytes say, not its name. */
public final class Tables {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final String ENCRYPTED =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);

  private Tables() {}

  /**
   * Every table of the file, the one that was asked for alone.
   *
   * @throws TableException when it cannot be read
   */
  public static List<Table> read(ImportFile file) throws TableException {
    byte[] content = file.content();
    if (content.length > ImportFile.MAX_BYTES) {
      throw new TableException(
          "ファイルが大きすぎます（%d MB まで）。".formatted(ImportFile.MAX_BYTES >> 20),
          "the file is too large (%d MB at most)".formatted(ImportFile.MAX_BYTES >> 20));
    }
    if (begins(content, OLE2)) {
      throw ole2(content);
    }
    List<Table> tables =
        begins(content, ZIP) ? XlsxTable.read(content) : List.of(CsvTable.read(content));
    if (file.sheet().isEmpty()) {
      return tables;
    }
    int sheet = file.sheet().getAsInt();
    if (sheet < 1 || sheet > tables.size()) {
      throw new TableException(
          "シート %d はありません（%d 枚あります）。".formatted(sheet, tables.size()),
          "there is no sheet %d of %d".formatted(sheet, tables.size()));
    }
    return List.of(tables.get(sheet - 1));
  }

  private static TableException ole2(byte[] content) {
    if (new String(content, StandardCharsets.ISO_8859_1).contains(ENCRYPTED)) {
      return new TableException(
          "ブックにパスワードがかかっています。Excel で開き、パスワードを外して保存し直してください。",
          "the workbook has a password: open it with Excel and save it without");
    }
    return new TableException(
        "古い形式（.xls）は読めません。Excel で開き、.xlsx で保存し直してください。",
        "an old .xls is not read: open it with Excel and save it as .xlsx");
  }

  private static boolean begins(byte[] content, byte[] with) {
    for (int i = 0; i < with.length; i++) {
      if (i >= content.length || content[i] != with[i]) {
        return false;
      }
    }
    return true;
  }
}
