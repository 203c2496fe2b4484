package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.server.House;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the server until it is told to end. */
@Command(
    name = "serve",
    description = {
      "サーバーを起動します。Ctrl-C または SIGTERM で停止します。 / Runs the server until Ctrl-C or SIGTERM.",
      "「accepting」の行が出た時点から受信します。 / It receives from the line \"accepting\" on."
    })
final class ServeCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Place place = new Place();

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    var terminal = session.terminal();
    House house = House.open(place.configuration(terminal), ServerCommands::new, terminal.out());
    UntilStopped.keep(house);
    return ExitCode.OK;
  }
}
