package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.PreviewText;
import io.akashi.register.Batch;
import io.akashi.register.ImportFile;
import io.akashi.register.Preview;
import io.akashi.register.Registers;
import io.akashi.register.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a table into a register and says what became of each of its rows. */
@Command(
    name = "import",
    description = {
      "CSV や Excel（xlsx）の表、Active Directory の出力を台帳に取り込みます。",
      "Takes CSV, xlsx or an export of Active Directory into a register. / 各行の結果を表示します。"
    })
final class RegisterImportCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "REGISTER", description = RegisterCommand.REGISTER)
  private String register = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "取り込むファイル / file to take in")
  private Path file = Path.of("");

  @Option(
      names = "--system",
      paramLabel = "S",
      description = "どのシステムの一覧か（表に列がないとき） / which system it lists, when it has no such column")
  private @Nullable String system;

  @Option(
      names = "--sheet",
      paramLabel = "N",
      description = "ブックの何枚目か（既定: 見出しのある最初のシート） / which sheet (default: the first with headings)")
  private @Nullable Integer sheet;

  @Option(
      names = "--whole",
      description =
          "全件の一覧として、載っていない行を台帳から外します / it is the whole list: rows it does not name are closed")
  private boolean whole;

  @Option(names = "--dry-run", description = "結果を見るだけで、何も書きません / only shows what it would do")
  private boolean dry;

  RegisterImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Schema<?> schema = RegisterCommand.schema(register);
    Path path = session.terminal().resolve(file);
    ImportFile table =
        new ImportFile(
            String.valueOf(path.getFileName()),
            read(path),
            Optional.ofNullable(system),
            sheet == null ? OptionalInt.empty() : OptionalInt.of(sheet),
            whole);
    return session
        .door()
        .enter(place, dry ? Need.ENTRIES : Need.APPEND, open -> importInto(schema, open, table));
  }

  private <R extends Record> int importInto(Schema<R> schema, OpenStore open, ImportFile table)
      throws Exception {
    Registers registers = RegisterCommand.registers(open);
    Preview<R> preview = registers.preview(schema.type(), table);
    PrintStream out = session.terminal().out();
    PreviewText.print(preview, out);
    if (dry) {
      out.println("何も書いていません（--dry-run）。 / Nothing was written.");
    } else {
      Batch batch = registers.commit(preview, change.author(open.look().user()));
      out.printf(
          "取り込みました: 変更 %1$d 件、記録 register %2$d / imported: %1$d changes, entry %2$d of register%n",
          batch.changes(), batch.index());
    }
    return preview.refused().isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private static byte[] read(Path path) throws IOException, CannotException {
    if (Files.isDirectory(path)) {
      throw new CannotException(
          "%1$s はフォルダです。ファイルを指定してください。 / %1$s is a folder: name a file.".formatted(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      // One byte more than may be, so that the room says that it is too much.
      return in.readNBytes(ImportFile.MAX_BYTES + 1);
    }
  }
}
