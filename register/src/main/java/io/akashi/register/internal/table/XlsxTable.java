package io.akashi.register.internal.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The sheets of an xlsx or xlsm workbook, read as a stream. Nothing in it is run: of a formula the
 * value is taken that Excel kept, macros are not looked at.
 */
final class XlsxTable {
  private static final int MAX_SHEETS = 64;
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^]]*\\]");
  private static final Pattern DATE_LETTERS = Pattern.compile("[yde年月日]|m(?!s)|ge");

  /** What Excel writes; an exponent of more digits would be a text of as many zeros. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?([eE][-+]?\\d{1,2})?");

  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);
  private static final Pattern ZEROS = Pattern.compile("0{2,}");

  private final boolean is1904;
  private int formulas;

  private XlsxTable(boolean is1904) {
    this.is1904 = is1904;
  }

  static List<Table> read(byte[] content) throws TableException {
    try {
      WorkbookGuard.check(content);
      try (ReadableWorkbook workbook =
          new ReadableWorkbook(new ByteArrayInputStream(content), new ReadingOptions(true, true))) {
        List<Table> tables = new ArrayList<>();
        for (Sheet sheet : workbook.getSheets().limit(MAX_SHEETS).toList()) {
          tables.add(new XlsxTable(workbook.isDate1904()).table(sheet));
        }
        return tables;
      }
    } catch (TableException e) {
      throw e;
    } catch (Exception e) {
      // Anything: the reader throws what its XML parser does, checked exceptions undeclared.
      throw new TableException(
          "Excel ブックとして読めません（%s）。Excel で開いて保存し直してください。".formatted(e.getMessage()),
          "this cannot be read as a workbook (%s): open it with Excel and save it again"
              .formatted(e.getMessage()));
    }
  }

  private Table table(Sheet sheet) throws IOException, TableException {
    LineCollector lines = new LineCollector();
    try (Stream<Row> rows = sheet.openStream()) {
      for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
        Row row = each.next();
        lines.add(row.getRowNum(), texts(row));
      }
    }
    List<String> notes = new ArrayList<>();
    if (formulas > 0) {
      notes.add(
          "数式 %1$d 個は、保存時に計算された値を使います。 / of %1$d formulas the kept value is taken"
              .formatted(formulas));
    }
    return new Table(sheet.getName(), false, lines.lines(), notes);
  }

  private List<String> texts(Row row) {
    List<String> texts = new ArrayList<>(row.getCellCount());
    for (Cell cell : row) {
      texts.add(cell == null ? "" : text(cell));
    }
    return texts;
  }

  private String text(Cell cell) {
    if (cell.getType() == CellType.FORMULA) {
      formulas++;
    }
    String raw = Optional.ofNullable(cell.getRawValue()).orElse("");
    return switch (cell.getType()) {
      case NUMBER -> number(raw, format(cell));
      case FORMULA -> isNumber(raw) ? number(raw, format(cell)) : raw;
      case BOOLEAN -> raw.equals("1") || raw.equalsIgnoreCase("true") ? "TRUE" : "FALSE";
      case STRING -> cell.asString();
      case EMPTY -> "";
      case ERROR -> raw.isEmpty() ? "#ERROR" : raw;
    };
  }

  private static String format(Cell cell) {
    return Optional.ofNullable(cell.getDataFormatString()).orElse("");
  }

  private static boolean isNumber(String raw) {
    return NUMBER.matcher(raw).matches();
  }

  /** As a person sees it: a day, a number with its zeros, else the plain digits. */
  private String number(String raw, String format) {
    if (!isNumber(raw)) {
      return raw;
    }
    BigDecimal number = new BigDecimal(raw);
    boolean isDay = number.signum() >= 0 && number.compareTo(LAST_DAY) < 0;
    if (isDay && isDate(format)) {
      return date(number);
    }
    String plain = number.stripTrailingZeros().toPlainString();
    boolean isPadded = ZEROS.matcher(format).matches() && plain.matches("\\d+");
    return isPadded ? "0".repeat(Math.max(0, format.length() - plain.length())) + plain : plain;
  }

  private static boolean isDate(String format) {
    String letters = QUOTED.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    boolean isNumeric = letters.contains("0") || letters.contains("#") || letters.equals("general");
    return !isNumeric && DATE_LETTERS.matcher(letters).find();
  }

  private String date(BigDecimal serial) {
    long seconds = serial.multiply(BigDecimal.valueOf(86_400)).longValue();
    LocalDateTime epoch =
        LocalDateTime.of(is1904 ? 1904 : 1899, is1904 ? 1 : 12, is1904 ? 1 : 30, 0, 0);
    LocalDateTime time = epoch.plusSeconds(seconds);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : time.toString();
  }
}
