package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Session;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.TlogProof;
import io.akashi.tlog.Verdict;
import io.akashi.tlog.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks one entry against its proof, with nothing but the two files and a key. */
@Command(
    name = "verify-proof",
    description = {
      "記録1件を証明と検証鍵で確かめます（データフォルダは不要）。 / Checks an entry against its proof and a key; needs no data"
          + " directory.",
      "終了コード / exit code: 0 証明された proved, 1 証明されない not proved, 2 実行不可 cannot run"
    })
final class VerifyProofCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final KeyOption keys = new KeyOption();

  @Option(
      names = "--entry",
      paramLabel = "FILE",
      required = true,
      description = "記録のファイル（ヘッダ行と本文） / file with the entry, header line and payload")
  private Path entry = Path.of("");

  @Parameters(paramLabel = "PROOF", description = "証明ファイル / proof file (.tlog-proof)")
  private Path proof = Path.of("");

  VerifyProofCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    List<VerifierKey> trusted = keys.parse();
    byte[] entryBytes = Files.readAllBytes(session.terminal().resolve(entry));
    byte[] proofBytes = Files.readAllBytes(session.terminal().resolve(proof));
    try {
      return verify(TlogProof.parse(proofBytes), entryBytes, trusted);
    } catch (MalformedException e) {
      return refused("証明ファイルの形式が不正 / the proof file is malformed: " + e.getMessage());
    }
  }

  private int verify(TlogProof parsed, byte[] entryBytes, List<VerifierKey> trusted)
      throws MalformedException {
    String what = "%s #%d".formatted(parsed.origin().orElse("?"), parsed.index());
    if (!ChainedProof.isChained(parsed)) {
      return switch (parsed.verify(entryBytes, trusted)) {
        case Verdict.Proved proved -> proved(what, String.join(", ", proved.keyNames()));
        case Verdict.Refused refused -> refused(refused.reason());
      };
    }
    ChainedProof chained = ChainedProof.of(parsed);
    return switch (chained.verify(entryBytes, trusted)) {
      case ChainedProof.Result.Refused refused -> refused(refused.reason());
      case ChainedProof.Result.Proved proved -> proved(what, by(proved, chained));
    };
  }

  private static String by(ChainedProof.Result.Proved proved, ChainedProof chained) {
    String log = proved.byLog() ? chained.log().origin().orElse("?") : "";
    String parent = proved.byParent() ? chained.parent().origin().orElse("?") : "";
    return String.join(", ", List.of(log, parent).stream().filter(n -> !n.isEmpty()).toList());
  }

  private int proved(String what, String signers) {
    session.terminal().out().printf("証明されました / proved: %s（署名 / signed by %s）%n", what, signers);
    return ExitCode.OK;
  }

  private int refused(String reason) {
    session.terminal().out().printf("証明されません / not proved: %s%n", reason);
    return ExitCode.DAMAGED;
  }
}
