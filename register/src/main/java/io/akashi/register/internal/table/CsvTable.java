package io.akashi.register.internal.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** CSV as Japanese programs write it: UTF-8, UTF-16 or CP932; comma, semicolon or tab. */
final class CsvTable {
  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final char[] DELIMITERS = {',', ';', '\t'};
  private static final int LOOKED_AT = 50;

  private CsvTable() {}

  static Table read(byte[] content) throws TableException {
    String text = text(content);
    LineCollector lines = new LineCollector();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .trimWhitespacesAroundQuotes(true)
            .allowUnclosedQuote(false)
            .detectBomHeader(false)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        lines.add(Math.toIntExact(record.getStartingLineNumber()), record.getFields());
      }
    } catch (CsvParseException e) {
      throw new TableException(
          "CSV として読めません（%s）。閉じていない引用符がないか確かめてください。".formatted(e.getMessage()),
          "this is no CSV (%s): look for a quote that is not closed".formatted(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can be read", e);
    }
    return new Table("", true, lines.lines(), List.of());
  }

  private static String text(byte[] content) throws TableException {
    for (Charset charset : candidates(content)) {
      Optional<String> text = text(content, charset).filter(t -> t.indexOf('\0') < 0);
      if (text.isPresent()) {
        return text.get().startsWith("\uFEFF") ? text.get().substring(1) : text.get();
      }
    }
    throw new TableException(
        "文字コードが分かりません。UTF-8 の CSV か xlsx で保存し直してください。",
        "the charset is not known: save it as CSV in UTF-8, or as xlsx");
  }

  private static Optional<String> text(byte[] content, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<Charset> candidates(byte[] content) {
    int first = content.length > 0 ? content[0] & 0xFF : -1;
    int second = content.length > 1 ? content[1] & 0xFF : -1;
    if ((first == 0xFF && second == 0xFE) || second == 0) {
      return List.of(StandardCharsets.UTF_16LE);
    }
    if ((first == 0xFE && second == 0xFF) || first == 0) {
      return List.of(StandardCharsets.UTF_16BE);
    }
    return List.of(StandardCharsets.UTF_8, CP932);
  }

  /**
   * The one that most of the first lines have outside of quotes, then the one there are more of.
   */
  private static char delimiter(String text) {
    char best = ',';
    long most = 0;
    for (char delimiter : DELIMITERS) {
      long count = count(text, delimiter);
      if (count > most) {
        most = count;
        best = delimiter;
      }
    }
    return best;
  }

  private static long count(String text, char delimiter) {
    long linesWith = 0;
    long all = 0;
    int lines = 0;
    boolean quoted = false;
    boolean has = false;
    for (int i = 0; i < text.length() && lines < LOOKED_AT; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == delimiter) {
        all++;
        has = true;
      } else if (!quoted && c == '\n') {
        linesWith += has ? 1 : 0;
        has = false;
        lines++;
      }
    }
    return (linesWith + (has ? 1 : 0)) * 100_000 + Math.min(all, 99_999);
  }
}
