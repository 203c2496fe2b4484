package io.akashi.server.export;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.EventCsv;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table of events as a file, written row by row in bounded memory. Text that a spreadsheet would
 * run as a formula is kept from being one. For one thread.
 */
public sealed interface EventFile extends Closeable {

  /** Begins a file that is not there yet; {@link ExportFormat#PACKAGE} is no table. */
  static EventFile begin(ExportFormat format, Path file, ZoneId zone) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return switch (format) {
      case XLSX -> new Xlsx(out, zone);
      case CSV_UTF8, CSV_CP932 -> new Csv(out, format);
      case PACKAGE -> throw new IllegalArgumentException("a package is a folder");
    };
  }

  /** Adds one event. */
  void add(AuditEvent event) throws IOException;

  /** Characters so far that the charset of the file lacks; each stands there as a question mark. */
  long lacking();

  /** CSV with the stable names of the columns (RFC 4180); UTF-8 with the mark that Excel needs. */
  final class Csv implements EventFile {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final EventCsv csv = new EventCsv(true);
    private final OutputStream out;
    private final CharsetEncoder encoder;
    private final StringBuilder row = new StringBuilder();
    private long lacking;

    private Csv(OutputStream out, ExportFormat format) throws IOException {
      this.out = out;
      this.encoder =
          format
              .charset()
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      if (format.charset().equals(StandardCharsets.UTF_8)) {
        out.write(MARK);
      }
      write(csv.header());
    }

    @Override
    public void add(AuditEvent event) throws IOException {
      row.setLength(0);
      csv.write(event, row);
      write(row);
    }

    private void write(CharSequence text) throws IOException {
      text.codePoints()
          .filter(c -> c > 0x7f && !encoder.canEncode(Character.toString(c)))
          .forEach(c -> lacking++);
      ByteBuffer octets = encoder.encode(CharBuffer.wrap(text));
      out.write(octets.array(), octets.arrayOffset(), octets.limit());
    }

    @Override
    public long lacking() {
      return lacking;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** A workbook with the Japanese names of the columns; a further sheet where Excel ends one. */
  final class Xlsx implements EventFile {
    private static final int ROWS_OF_A_SHEET = 1_000_000;
    private static final int FLUSHED = 1_000;
    private static final int LONGEST_CELL = 32_767;

    private final OutputStream out;
    private final Workbook book;
    private final DateTimeFormatter times;
    private Worksheet sheet;
    private int sheets;
    private int row;

    private Xlsx(OutputStream out, ZoneId zone) throws IOException {
      this.out = out;
      this.book = new Workbook(out, "Akashi", "1.0");
      this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(zone);
      this.sheet = nextSheet();
    }

    private Worksheet nextSheet() {
      Worksheet next = book.newWorksheet("events" + ++sheets);
      for (Column column : Column.values()) {
        next.inlineString(0, column.ordinal(), column.japanese());
      }
      next.freezePane(0, 1);
      row = 1;
      return next;
    }

    @Override
    public void add(AuditEvent event) throws IOException {
      if (row > ROWS_OF_A_SHEET) {
        sheet.finish();
        sheet = nextSheet();
      }
      for (Column column : Column.values()) {
        cell(event, column);
      }
      row++;
      if (row % FLUSHED == 0) {
        sheet.flush();
      }
    }

    private void cell(AuditEvent event, Column column) {
      if (column.type() == Column.Type.TIME) {
        Instant time = event.time(column);
        if (time != null) {
          sheet.inlineString(row, column.ordinal(), times.format(time));
        }
      } else if (event.get(column) instanceof Number number) {
        sheet.value(row, column.ordinal(), number);
      } else if (event.get(column) instanceof String text) {
        // A cell of text is never run; what is longer than Excel allows would not open.
        String whole = text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text;
        sheet.inlineString(row, column.ordinal(), whole);
      }
    }

    @Override
    public long lacking() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      book.close();
      out.close();
    }
  }
}
