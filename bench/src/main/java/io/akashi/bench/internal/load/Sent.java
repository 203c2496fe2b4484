package io.akashi.bench.internal.load;

import java.util.List;

/**
 * What a sender did.
 *
 * @param events messages written to the socket
 * @param bytes with their frames
 * @param seconds from the first to the last write
 * @param processorSeconds used by the whole sender process
 */
public record Sent(long events, long bytes, double seconds, double processorSeconds) {
  private static final String WORD = "sent";

  /** One line for the process that started the sender. */
  public String toLine() {
    return String.join(
        " ",
        List.of(
            WORD,
            Long.toString(events),
            Long.toString(bytes),
            Double.toString(seconds),
            Double.toString(processorSeconds)));
  }

  /**
   * @throws IllegalArgumentException when the line was not made by {@link #toLine}
   */
  public static Sent parse(String line) {
    String[] words = line.strip().split(" ");
    if (words.length != 5 || !words[0].equals(WORD)) {
      throw new IllegalArgumentException("the sender said: " + line);
    }
    return new Sent(
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Double.parseDouble(words[3]),
        Double.parseDouble(words[4]));
  }

  public double rate() {
    return events / seconds;
  }
}
