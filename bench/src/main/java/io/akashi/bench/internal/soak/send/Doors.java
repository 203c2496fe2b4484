package io.akashi.bench.internal.soak.send;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a sending process sends, and who it is. The ports stay the same over all restarts of the
 * server.
 *
 * @param folder working folder of the soak
 * @param process number of this process, new at each start
 * @param http port of HTTP on loopback
 * @param tcp port of syslog TCP
 * @param tls port of syslog TLS
 */
public record Doors(Path folder, int process, int http, int tcp, int tls) {
  private static final int PARTS = 5;

  /** The same doors for another process. */
  public Doors of(int otherProcess) {
    return new Doors(folder, otherProcess, http, tcp, tls);
  }

  /** The notebook of this process. */
  public Path notebook() {
    return notebooks(folder).resolve("sender-%04d".formatted(process));
  }

  /** Folder of the notebooks. */
  public static Path notebooks(Path folder) {
    return folder.resolve("notes");
  }

  /** As arguments of a process. */
  public List<String> toArguments() {
    return List.of(
        folder.toString(),
        Integer.toString(process),
        Integer.toString(http),
        Integer.toString(tcp),
        Integer.toString(tls));
  }

  /**
   * @throws IllegalArgumentException when the arguments were not made by {@link #toArguments}
   */
  public static Doors parse(List<String> arguments) {
    if (arguments.size() != PARTS) {
      throw new IllegalArgumentException("a sender has %d arguments".formatted(PARTS));
    }
    return new Doors(
        Path.of(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Integer.parseInt(arguments.get(4)));
  }
}
