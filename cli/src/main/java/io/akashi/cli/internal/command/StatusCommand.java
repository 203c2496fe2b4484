package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.StatusText;
import io.akashi.server.StatusJson;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the store is: sizes, lag, room, keys, alarms. Shows no log, so it is no look. */
@Command(
    name = "status",
    description = "件数、遅れ、空き容量、検証鍵、警告を表示します。 / Shows sizes, lag, room, verifier keys and alarms.")
final class StatusCommand implements Callable<Integer> {
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final long PAUSE_NANOS = 50_000_000;

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
    Status status = settled(open);
    PrintStream out = session.terminal().out();
    if (json) {
      out.append(StatusJson.of(status, open.served())).append('\n');
    } else {
      StatusText.print(
          status, open.store().data(), open.configuration().zone(), open.served(), out);
    }
    out.flush();
    return ExitCode.OK;
  }

  // A store that was opened for this command asks its anchor within a second.
  private static Status settled(OpenStore open) throws StoreException {
    long begun = System.nanoTime();
    Status status = open.store().status();
    while (!open.served()
        && status.signing() instanceof Signing.Refused
        && System.nanoTime() - begun < SETTLE.toNanos()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      status = open.store().status();
    }
    return status;
  }
}
