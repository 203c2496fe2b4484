package io.akashi.event.sniff;

import io.akashi.event.Column;
import io.akashi.event.lines.LinesDecoder;
import io.akashi.event.sniff.table.KnownFormat;
import io.akashi.event.sniff.table.RowShape;
import io.akashi.event.sniff.table.SampleTable;
import io.akashi.event.sniff.table.SampleText;
import io.akashi.event.sniff.table.TableFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the beginning of a log that nobody has described and proposes a mapping for it. A pure
 * function: the same bytes and options give the same proposal. Never throws for what the bytes are.
 * At most the first mebibyte, 2,000 records and 1,000 columns are looked at; time and memory are
 * bounded by them.
 */
public final class Sniffer {
  private static final double GOOD = 0.95;

  private Sniffer() {}

  /** What is proposed for a file that begins with these bytes. */
  public static Proposal sniff(byte[] file, SniffOptions options) {
    SampleText text = SampleText.of(file, options.charset());
    Optional<KnownFormat> known = KnownFormat.of(text.bytes(), text.text());
    if (known.isPresent()) {
      KnownFormat format = known.get();
      List<String> notes = format.decoder().isEmpty() ? List.of(format.title()) : List.of();
      return without(text, format.decoder(), format.title(), notes);
    }
    return new TableFinder(text.text(), Headings.shipped()::known)
        .find()
        .filter(table -> !table.rows().isEmpty())
        .map(table -> proposal(text, table, options))
        .orElseGet(() -> without(text, "", "", List.of()));
  }

  private static Proposal without(
      SampleText text, String decoder, String title, List<String> notes) {
    return new Proposal(
        decoder, title, charset(text), "", "", 0, List.of(), "", 0, 0, List.of(), notes);
  }

  private static Proposal proposal(SampleText text, SampleTable table, SniffOptions options) {
    List<Values> values = new ArrayList<>();
    for (int i = 0; i < table.names().size(); i++) {
      values.add(Values.of(table.column(i)));
    }
    Times times = new Times(table, values);
    List<ColumnProposal> columns =
        new Company(values, new Rivals(table, values, times).settle()).heard();
    String charset = charset(text);
    String yaml = new MappingText(table, columns).write(options, charset);
    Trial trial = Trial.of(options.name(), yaml, text);
    return new Proposal(
        LinesDecoder.NAME,
        "",
        charset,
        shape(table.shape()),
        delimiter(table.shape()),
        table.headingLine(),
        columns,
        yaml,
        trial.records(),
        trial.full(),
        trial.first(),
        notes(text, columns, trial));
  }

  private static String charset(SampleText text) {
    return text.plain() ? "auto" : text.charset().name();
  }

  private static String shape(RowShape shape) {
    return switch (shape) {
      case RowShape.Delimited _ -> "delimited";
      case RowShape.Spaces _ -> "spaces";
      case RowShape.Pairs _ -> "pairs";
      case RowShape.JsonLines _ -> "json";
      case RowShape.TimeThenText _ -> "text";
    };
  }

  private static String delimiter(RowShape shape) {
    return switch (shape) {
      case RowShape.Delimited(String delimiter) -> delimiter;
      case RowShape.Pairs(String separator) -> separator;
      case RowShape.Spaces _, RowShape.JsonLines _, RowShape.TimeThenText _ -> "";
    };
  }

  private static List<String> notes(SampleText text, List<ColumnProposal> columns, Trial trial) {
    List<String> notes = new ArrayList<>();
    if (!text.valid()) {
      notes.add(
          "%1$s として正しくない文字があります。--charset で指定できます / not all of it is valid %1$s: name another with --charset"
              .formatted(text.charset().name()));
    }
    if (columns.stream().noneMatch(c -> c.target() == Column.OCCURRED_AT)) {
      notes.add("発生時刻の列が見つかりません / no column says when it happened");
    }
    long open =
        columns.stream().filter(c -> c.isMapped() && c.meanings().containsValue("")).count();
    if (open > 0) {
      notes.add(
          "意味の分からない値があります。YAMLの注記を見てください / some values have no known meaning: see the remarks in"
              + " the YAML");
    }
    if (!trial.refused().isEmpty()) {
      notes.add(trial.refused());
    } else if (trial.full() < GOOD * trial.records()) {
      notes.add(
          "%d 行のうち完全に読めたのは %d 行です / of %1$d lines only %2$d were read fully"
              .formatted(trial.records(), trial.full()));
    }
    return notes;
  }
}
