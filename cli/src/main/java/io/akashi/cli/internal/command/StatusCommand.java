package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.StatusText;
import io.akashi.server.StatusJson;
import io.akashi.store.Status;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the store is: sizes, lag, room, keys, alarms. Shows no log, so it is no look. */
@Command(
    name = "status",
    description = "件数、遅れ、空き容量、検証鍵、警告を表示します。 / Shows sizes, lag, room, verifier keys and alarms.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  @Option(names = "--json", description = "JSONで1行 / as one line of JSON")
  private boolean json;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    return session.door().enter(place, Need.ENTRIES, this::show);
  }

  private int show(OpenStore open) throws Exception {
    Status status = open.store().status();
    PrintStream out = session.terminal().out();
    if (json) {
      out.append(StatusJson.of(status)).append('\n');
    } else {
      StatusText.print(status, open.store().data(), open.configuration().zone(), out);
    }
    out.flush();
    return ExitCode.OK;
  }
}
