package io.akashi.cli;

import io.akashi.cli.internal.command.AkashiCommand;
import io.akashi.cli.internal.run.OwnDoor;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.Terminal;
import java.util.List;

/** The {@code akashi} program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    List<String> typed = List.of(args);
    Terminal terminal = Terminal.ofProcess();
    OwnDoor door = new OwnDoor(terminal, typed);
    System.exit(AkashiCommand.run(new Session(terminal, door, typed)));
  }
}
