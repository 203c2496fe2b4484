package io.akashi.cli.internal.run;

import java.util.List;

/**
 * One run of one command.
 *
 * @param terminal where it reads and writes
 * @param door how it comes to an open store
 * @param args the arguments as they were typed
 */
public record Session(Terminal terminal, StoreDoor door, List<String> args) {
  public Session {
    args = List.copyOf(args);
  }
}
