package io.akashi.bench.internal.soak.kept;

import java.util.Arrays;

/**
 * An entry that a log keeps.
 *
 * @param book id of the book
 * @param index in the book
 * @param payload its exact bytes
 */
public record Kept(String book, long index, byte[] payload) {

  /**
   * The payload of an entry: what follows its header line.
   *
   * @throws IllegalArgumentException when it has no header line
   */
  public static Kept of(String book, long index, byte[] entry) {
    for (int i = 0; i < entry.length; i++) {
      if (entry[i] == '\n') {
        return new Kept(book, index, Arrays.copyOfRange(entry, i + 1, entry.length));
      }
    }
    throw new IllegalArgumentException("entry without header line: %s #%d".formatted(book, index));
  }
}
