package io.akashi.cli.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.show.ProposalText;
import io.akashi.event.Charsets;
import io.akashi.event.SourceId;
import io.akashi.event.SourceProfile;
import io.akashi.event.lines.LinesDecoder;
import io.akashi.event.sniff.Proposal;
import io.akashi.event.sniff.SniffOptions;
import io.akashi.event.sniff.Sniffer;
import io.akashi.intake.FileHead;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes a mapping for a log that nobody has described yet. */
@Command(
    name = "sniff",
    description = {
      "未知のログファイル（gzip、zstd 可）を調べ、マッピングを提案します。 / Looks at an unknown log, gzip and zstd too,"
          + " and proposes a mapping.",
      "終了コード / exit code: 0 提案あり proposed, 1 提案なし nothing useful, 2 実行不可 cannot run"
    })
final class SniffCommand implements Callable<Integer> {
  /** One byte more than the sniffer looks at, so that it knows that there is more. */
  private static final int READ = (1 << 20) + 1;

  private final Session session;

  @Parameters(paramLabel = "FILE", description = "調べるファイル / the file to look at")
  private Path file = Path.of("");

  @Option(
      names = "--charset",
      paramLabel = "C",
      description = "文字コード（既定: 判別）。例: windows-31j / charset, default: find out")
  private @Nullable String charset;

  @Option(
      names = "--zone",
      paramLabel = "Z",
      description = "時差の書かれていない時刻の時間帯。例: Asia/Tokyo / zone of times without an offset")
  private @Nullable String zone;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "マッピングの名前（既定: ファイル名から） / name of the mapping, default: after the file")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FILE.yaml",
      description = "マッピングの書き込み先（新しいファイル） / where to write the mapping, a new file")
  private @Nullable Path out;

  @Option(names = "--json", description = "1行のJSONで表示 / show one line of JSON")
  private boolean json;

  SniffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String mapping = name == null ? nameOf(file) : name;
    if (!SourceId.isValid(mapping)) {
      throw new CannotException(
          "--name %1$s は使えません（a-z 0-9 . _ - を64文字まで）。 / --name cannot be %1$s: 1 to 64 of a-z 0-9 . _ -"
              .formatted(mapping));
    }
    SniffOptions options =
        new SniffOptions(
            mapping,
            String.valueOf(file.getFileName()),
            charset == null ? null : Charsets.of(FormatOptions.known(charset)),
            zone == null ? null : ZoneId.of(FormatOptions.knownZone(zone)));
    Proposal proposal = Sniffer.sniff(beginning(), options);
    if (out != null && proposal.isUseful() && !proposal.yaml().isEmpty()) {
      write(session.terminal().resolve(out), proposal.yaml());
    }
    print(proposal, mapping);
    return proposal.isUseful() ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private byte[] beginning() throws IOException {
    return FileHead.of(session.terminal().resolve(file), READ);
  }

  private static void write(Path target, String yaml) throws IOException, CannotException {
    try {
      Files.writeString(
          target, yaml, UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new CannotException(
          "%1$s はすでにあります。別の --out を指定してください。 / %1$s exists: give another --out.".formatted(target),
          e);
    }
  }

  private void print(Proposal proposal, String mapping) {
    PrintStream to = session.terminal().out();
    String shown = file.toString();
    if (json) {
      to.println(ProposalText.json(proposal, shown));
      return;
    }
    ProposalText.print(
        proposal, shown, zone == null ? SourceProfile.DEFAULT_ZONE : ZoneId.of(zone), to);
    if (!proposal.isUseful()) {
      return;
    }
    if (out == null && !proposal.yaml().isEmpty()) {
      to.println();
      to.print(proposal.yaml());
    }
    to.println();
    next(proposal, mapping, to);
  }

  private void next(Proposal proposal, String mapping, PrintStream to) {
    String given = ProveCommand.quote(file.toString());
    if (proposal.yaml().isEmpty()) {
      // Import finds out by itself what a file of a known format is.
      to.printf("次 / next: akashi import --source ID %s%n", given);
      return;
    }
    String written = out == null ? mapping + ".yaml" : out.toString();
    to.printf("次 / next:%n");
    to.printf(
        "1. %s を akashi.mappings のフォルダに置く。設定ファイル（デモでは demo-data/akashi.yaml）に akashi.mappings がなければ、フォルダを作って書く"
            + " / put it into the folder akashi.mappings; if the configuration (demo: demo-data/akashi.yaml) has no"
            + " akashi.mappings, make a folder and write it there%n",
        written);
    to.printf("2. サーバーが動いていれば起動し直す / restart the server, if one runs%n");
    to.printf(
        "3. 取り込む（デモでは --data demo-data/data も付ける） / import; demo: with --data demo-data/data%n");
    to.printf(
        "  akashi import --source ID --format %s --mapping %s%s%s%s %s%n",
        LinesDecoder.NAME,
        mapping,
        proposal.charset().equals("auto") ? "" : " --charset " + proposal.charset(),
        zone == null ? "" : " --zone " + zone,
        proposal.namesPatients() ? "" : " --book infrastructure",
        given);
  }

  /** A name after that of the file: what no name may hold becomes a hyphen. */
  private static String nameOf(Path file) {
    String stem =
        String.valueOf(file.getFileName())
            .toLowerCase(Locale.ROOT)
            .replaceFirst("\\.[a-z0-9]{1,5}$", "")
            .replaceAll("[^a-z0-9._-]+", "-")
            .replaceAll("^[-.]+|[-.]+$", "");
    String cut = stem.substring(0, Math.min(stem.length(), 60));
    return cut.isEmpty() ? "mapping" : cut;
  }
}
