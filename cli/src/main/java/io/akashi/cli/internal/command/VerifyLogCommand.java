package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.show.Units;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.FolderLog;
import io.akashi.tlog.HttpLog;
import io.akashi.tlog.LogVerifier;
import io.akashi.tlog.VerifierKey;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a whole log that somebody else keeps, in a folder or on a web server. */
@Command(
    name = "verify-log",
    description = {
      "他者の透明性ログ（C2SP tlog-tiles）全体を確かめます。 / Checks a whole log of others (C2SP tlog-tiles).",
      "終了コード / exit code: 0 正常 intact, 1 損傷 damaged, 2 実行不可 cannot run"
    })
final class VerifyLogCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final KeyOption keys = new KeyOption();

  @Parameters(
      paramLabel = "DIR|URL",
      description =
          "checkpoint と tile のあるフォルダまたは URL / folder or URL that holds checkpoint and tile")
  private String log = "";

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "ログ自身のものに代わるチェックポイント / checkpoint in place of the log's own")
  private @Nullable Path checkpoint;

  VerifyLogCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    List<VerifierKey> trusted = keys.parse();
    Path kept = checkpoint == null ? null : session.terminal().resolve(checkpoint);
    if (log.startsWith("http://") || log.startsWith("https://")) {
      try (HttpLog remote = new HttpLog(URI.create(log))) {
        byte[] note = kept == null ? remote.checkpoint() : Files.readAllBytes(kept);
        return report(LogVerifier.verify(remote, note, trusted));
      }
    }
    FolderLog folder = new FolderLog(session.terminal().resolve(Path.of(log)));
    byte[] note = kept == null ? folder.checkpoint() : Files.readAllBytes(kept);
    return report(LogVerifier.verify(folder, note, trusted));
  }

  private int report(LogVerifier.Report report) {
    PrintStream out = session.terminal().out();
    Checkpoint checkpoint = report.checkpoint();
    if (report.intact() && checkpoint != null) {
      out.printf(
          "正常 / intact: %s, %s 件 / entries%n", checkpoint.origin(), Units.count(checkpoint.size()));
      return ExitCode.OK;
    }
    report.findings().forEach(finding -> out.printf("損傷 / damaged: %s%n", finding));
    if (report.more() > 0) {
      out.printf("ほか %1$d 件 / %1$d more%n", report.more());
    }
    return ExitCode.DAMAGED;
  }
}
