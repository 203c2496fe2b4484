package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.Caller;
import io.akashi.cli.internal.run.ServerDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import io.akashi.server.CommandRunner;
import io.akashi.server.House;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the commands that come in at the local socket, with the store the server has open. */
final class ServerCommands implements CommandRunner {
  private final House house;

  ServerCommands(House house) {
    this.house = house;
  }

  @Override
  public int run(List<String> args, Path cwd, InputStream in, PrintStream out, PrintStream err) {
    Caller named = args.isEmpty() ? null : Caller.parse(args.getFirst());
    List<String> typed = named == null ? args : args.subList(1, args.size());
    Caller caller =
        named == null ? new Caller(System.getProperty("user.name", "?"), "", false, false) : named;
    Terminal terminal = new Terminal(in, out, err, cwd, Map.of(), caller);
    return AkashiCommand.run(new Session(terminal, new ServerDoor(house, caller), typed));
  }
}
