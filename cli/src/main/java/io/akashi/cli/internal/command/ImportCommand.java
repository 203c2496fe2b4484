package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.cli.internal.show.Expansion;
import io.akashi.cli.internal.show.ProgressLine;
import io.akashi.cli.internal.show.Units;
import io.akashi.event.EntryUnit;
import io.akashi.event.SourceId;
import io.akashi.intake.FileImport;
import io.akashi.intake.ImportListener;
import io.akashi.intake.ImportOptions;
import io.akashi.intake.ImportPosition;
import io.akashi.store.Book;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes files into the log, each exactly once. */
@Command(
    name = "import",
    description = {
      "ファイルを取り込みます（gzip、zstd 可）。同じファイルは一度だけ取り込まれ、中断後は続きから始まります。 / Takes files in, gzip"
          + " and zstd too. A file is taken in once; after an interruption the same command goes on."
    })
final class ImportCommand implements Callable<Integer> {
  private final Session session;
  private final InstantSource clock = InstantSource.system();
  @Mixin private final Place place = new Place();
  @Mixin private final FormatOptions format = new FormatOptions();

  @Option(names = "--source", paramLabel = "ID", required = true, description = "送信元ID / source id")
  private String source = "";

  @Option(
      names = "--book",
      paramLabel = "B",
      description =
          "帳簿 clinical か infrastructure（既定: 送信元の、なければマッピングの帳簿） / book, clinical or infrastructure (default:"
              + " that of the source, else of the mapping)")
  private @Nullable String book;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "取り込むファイル / files to take in")
  private List<Path> files = new ArrayList<>();

  ImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Book chosen = book == null ? null : BookOption.parse(book);
    if (chosen != null && chosen != Book.CLINICAL && chosen != Book.INFRASTRUCTURE) {
      throw Choice.unknown(
          "--book", chosen.id(), List.of(Book.CLINICAL.id(), Book.INFRASTRUCTURE.id()));
    }
    if (!SourceId.isValid(source)) {
      throw new CannotException(
          "--source %1$s は送信元IDではありません（a-z 0-9 . _ - を64文字まで）。 / --source %1$s is no source id: 1 to 64 of a-z 0-9 . _ -"
              .formatted(source));
    }
    for (Path file : files) {
      checkReadable(session.terminal().resolve(file));
    }
    return session.door().enter(place, Need.APPEND, open -> importAll(open, chosen));
  }

  private int importAll(OpenStore open, @Nullable Book chosen) throws Exception {
    SourceId id = new SourceId(source);
    Map<String, String> keys = format.keys(open);
    Book target = chosen == null ? bookOf(open, id) : chosen;
    ImportSink sink = new ImportSink(open.store(), target, open.sources(), keys);
    for (Path file : files) {
      Path path = session.terminal().resolve(file);
      EntryUnit unit = format.unit(open.configuration(), path);
      importOne(open, sink, ImportOptions.of(path, id, unit, format.charset()));
    }
    return ExitCode.OK;
  }

  // An entry never moves to another book, so nobody is to be surprised where it went.
  private Book bookOf(OpenStore open, SourceId id) throws CannotException {
    if (open.sources().isConfigured(id)) {
      return open.sources().book(id);
    }
    return format
        .book(open.configuration())
        .orElseThrow(() ->
            new CannotException(
                ("送信元 %1$s は設定になく、帳簿が分かりません。--book clinical（診療情報）か --book infrastructure を付けてください。"
                        + " / the configuration does not name the source %1$s: say which book, --book"
                        + " clinical or --book infrastructure")
                    .formatted(id)));
  }

  private void importOne(OpenStore open, ImportSink sink, ImportOptions options) throws Exception {
    Terminal terminal = session.terminal();
    Path file = options.file();
    ImportPosition begin = FileImport.begin(options);
    long before = open.store().lastImported(sink.book(), begin.importId()).orElse(0);
    if (before > 0) {
      terminal
          .err()
          .printf(
              "%1$s: %2$s 件は取り込み済み、続きから / %1$s: %2$s records are there already, going on%n",
              file, Units.count(before));
    }
    sink.startCounting();
    ImportPosition end = run(options, sink, begin, before);
    terminal
        .out()
        .printf(
            "%s: %s 件 / records, %s, 解読できない / unreadable %s, 未分類 / unclassified %s → %s%n",
            file,
            Units.count(Math.max(0, end.records() - before)),
            Units.bytes(end.offset()),
            Units.count(sink.unreadable()),
            Units.count(sink.unclassified()),
            sink.book().id());
    Expansion.warning(file.toString(), Files.size(file), end.offset())
        .ifPresent(terminal.err()::println);
    long taken = end.records() - before;
    if (taken > 0 && sink.unreadable() >= taken) {
      terminal
          .err()
          .printf(
              "警告: %1$s の記録は1件も解読できませんでした（届いたまま保存しました）。./akashi sniff %1$s で読み方を確かめ、合う --mapping か --format と、別の --source を付けて取り込み直してください（同じ --source では取り込み済みになります）。"
                  + " / Warning: not one record of %1$s can be read (they are kept as they came). See with ./akashi sniff"
                  + " %1$s how to read it, and import it again with the --mapping or --format that fits and another"
                  + " --source: under the same one it is there already.%n",
              file);
    } else if (sink.unclassified() > taken / 2) {
      terminal
          .err()
          .printf(
              "%1$s の半分以上は意味が分かりません。./akashi sniff %1$s がマッピングを提案します。 / What most of %1$s means is"
                  + " unknown: ./akashi sniff %1$s proposes a mapping.%n",
              file);
    }
  }

  private ImportPosition run(
      ImportOptions options, ImportSink sink, ImportPosition begin, long before)
      throws IOException, InterruptedException, CannotException {
    Terminal terminal = session.terminal();
    Path file = options.file();
    try (var progress = new ProgressLine(terminal.err(), terminal.caller().interactive())) {
      ImportListener listener = new Follow(String.valueOf(file.getFileName()), progress);
      return new FileImport(options, sink, listener, clock).run(begin, before);
    } catch (ExecutionException e) {
      throw new CannotException(
          "%1$s の取り込みが止まりました。同じコマンドで続きから再開できます: %2$s / The import of %1$s stopped; the same command"
                  .formatted(file, e.getCause())
              + " goes on where it stopped.",
          e);
    }
  }

  private static void checkReadable(Path file) throws IOException, CannotException {
    if (Files.isDirectory(file)) {
      throw new CannotException(
          "%1$s はフォルダです。ファイルを指定してください。 / %1$s is a folder: name files.".formatted(file));
    }
    Files.newInputStream(file).close();
  }

  /** Shows how far it is; that the log knows it is enough to go on after an interruption. */
  private record Follow(String name, ProgressLine line) implements ImportListener {
    @Override
    public void durable(ImportPosition position) {}

    @Override
    public void progress(long bytesDone, long bytesTotal, long records) {
      line.show(name, bytesDone, bytesTotal);
    }
  }
}
