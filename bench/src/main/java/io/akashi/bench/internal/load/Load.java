package io.akashi.bench.internal.load;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Wire;
import java.time.Duration;
import java.util.List;

/**
 * What a sender does.
 *
 * @param port syslog TCP listener on loopback
 * @param connections at the same time, each with lines of its own
 * @param events messages of all connections together after which it ends
 * @param time after which it ends in any case
 * @param rate messages a second of all connections together, 0 for as fast as the receiver reads
 * @param corpus what is sent
 * @param seed of the messages; connection n uses {@code seed + n}
 * @param header in front of each line
 * @param frame around each message
 */
public record Load(
    int port,
    int connections,
    long events,
    Duration time,
    long rate,
    Corpus corpus,
    long seed,
    Wire.Header header,
    Wire.Frame frame) {
  private static final int PARTS = 9;

  public Load {
    if (connections < 1 || events < connections || rate < 0 || frame == Wire.Frame.NONE) {
      throw new IllegalArgumentException("not a load that can be sent: " + events + " events");
    }
  }

  /** As arguments of a process, read again by {@link #parse}. */
  public List<String> toArguments() {
    return List.of(
        Integer.toString(port),
        Integer.toString(connections),
        Long.toString(events),
        time.toString(),
        Long.toString(rate),
        corpus.name(),
        Long.toString(seed),
        header.name(),
        frame.name());
  }

  /**
   * @throws IllegalArgumentException when the arguments were not made by {@link #toArguments}
   */
  public static Load parse(List<String> arguments) {
    if (arguments.size() != PARTS) {
      throw new IllegalArgumentException("a load has %d parts".formatted(PARTS));
    }
    return new Load(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Long.parseLong(arguments.get(2)),
        Duration.parse(arguments.get(3)),
        Long.parseLong(arguments.get(4)),
        Wire.named(Corpus.class, arguments.get(5)),
        Long.parseLong(arguments.get(6)),
        Wire.named(Wire.Header.class, arguments.get(7)),
        Wire.named(Wire.Frame.class, arguments.get(8)));
  }
}
