package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.Units;
import io.akashi.server.export.EvidencePackage;
import io.akashi.store.Query;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what a search finds as a folder that can be checked without Akashi. */
@Command(
    name = "export",
    description = {
      "検索結果を証明付きの証拠一式として書き出します（出力したことも記録されます）。 / Writes what a search finds as an evidence"
          + " package with proofs; the export is logged.",
      "Akashi なしで検証できます（一式の README.txt）。 / It can be checked without Akashi, see its README.txt."
    })
final class ExportCommand implements Callable<Integer> {
  private static final int LINE_EVERY = 1_000;

  private final Session session;
  @Mixin private final Place place = new Place();
  @Mixin private final SearchOptions search = new SearchOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "書き出し先。新しいか空のフォルダ / where it goes, a new or empty folder")
  private Path folder = Path.of("");

  ExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return session.door().enter(place, Need.EVENTS, this::export);
  }

  private int export(OpenStore open) throws Exception {
    var terminal = session.terminal();
    Path out = terminal.resolve(folder);
    Query query = search.query(open.configuration().zone(), Query.MAX_LIMIT);
    try {
      EvidencePackage.Content content =
          EvidencePackage.write(open.store(), open.look(), query, out, this::progress);
      terminal
          .out()
          .printf(
              "%s: 事象 / events %s, 記録と証明 / entries with proofs %s%n",
              out, Units.count(content.events()), Units.count(content.entries()));
      Unreadable.tell(open.store(), terminal.err());
      return ExitCode.OK;
    } catch (FileAlreadyExistsException e) {
      throw new CannotException(
          "%1$s は空ではありません。新しいフォルダを指定してください。 / %1$s is not empty: name a new folder.".formatted(out),
          e);
    }
  }

  private void progress(long entries) {
    if (entries % LINE_EVERY == 0) {
      session.terminal().err().printf("証明 / proofs %s%n", Units.count(entries));
    }
  }
}
