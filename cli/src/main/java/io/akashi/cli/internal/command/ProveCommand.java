package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.store.EntryProof;
import io.akashi.tlog.TlogProof;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes one entry and its proof to two files that stand alone. */
@Command(
    name = "prove",
    description = {
      "1件の記録とその証明をファイルに書き出します。 / Writes one entry and its proof to files.",
      "証明は Akashi なしで検証できます（docs/formats/proof.md）。 / The proof can be checked without Akashi."
    })
final class ProveCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  @Option(
      names = "--book",
      paramLabel = "B",
      required = true,
      description = "帳簿 / book: clinical, infrastructure, house, register, root")
  private String book = "";

  @Option(names = "--index", paramLabel = "N", required = true, description = "番号 / index")
  private long index;

  @Option(
      names = "-o",
      paramLabel = "F.tlog-proof",
      description =
          "証明の書き出し先。記録は隣の F.entry に書く（既定 BOOK-N.tlog-proof） / where the proof goes; the entry goes"
              + " beside it to F.entry (default BOOK-N.tlog-proof)")
  private @Nullable Path output;

  ProveCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return session.door().enter(place, Need.ENTRIES, this::prove);
  }

  private int prove(OpenStore open) throws Exception {
    var chosen = BookOption.parse(book);
    EntryProof proof = open.store().prove(open.look(), chosen, index);
    Path name =
        output == null
            ? Path.of("%s-%d%s".formatted(chosen.id(), index, TlogProof.EXTENSION))
            : output;
    Path proofFile = session.terminal().resolve(name);
    Path entryFile = entryFile(proofFile);
    Files.write(proofFile, proof.proof().getBytes(StandardCharsets.UTF_8));
    Files.write(entryFile, proof.entry().octets());
    PrintStream out = session.terminal().out();
    out.printf("証明 / proof: %s%n", proofFile);
    out.printf("記録 / entry: %s%n", entryFile);
    out.printf("検証鍵 / key of %s: %s%n", chosen.id(), proof.bookKey());
    out.printf("検証鍵 / key of root: %s%n", proof.rootKey());
    out.printf(
        "検証 / check: akashi verify-proof --key %s --entry %s %s%n",
        quote(proof.rootKey()), quote(entryFile.toString()), quote(proofFile.toString()));
    return ExitCode.OK;
  }

  /** The file beside the proof: its name with {@code .entry} for the extension. */
  static Path entryFile(Path proofFile) {
    String name = String.valueOf(proofFile.getFileName());
    String stem =
        name.endsWith(TlogProof.EXTENSION)
            ? name.substring(0, name.length() - TlogProof.EXTENSION.length())
            : name;
    return proofFile.resolveSibling(stem + ".entry");
  }

  /** A word of the shell. */
  static String quote(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
