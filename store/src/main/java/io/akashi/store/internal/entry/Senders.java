package io.akashi.store.internal.entry;

import io.akashi.event.SourceId;
import io.akashi.event.Transport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What headers say of their senders, kept for those that follow: the headers of one connection
 * differ in time and length. Bounded: the newer pushes out the older. Safe for use by many threads:
 * what is kept is immutable, and a lost race costs one more reading.
 */
final class Senders {
  private static final int SLOTS = 256;

  /** The four words between the time and the length. */
  record Sender(SourceId source, Transport transport, String peer, String framing) {}

  private record Known(byte[] words, Sender sender) {}

  private final @Nullable Known[] slots = new Known[SLOTS];

  /** What exactly these bytes were read as before, or null. */
  @Nullable Sender find(byte[] bytes, int from, int to) {
    Known known = slots[slot(bytes, from, to)];
    return known != null && Arrays.equals(known.words, 0, known.words.length, bytes, from, to)
        ? known.sender
        : null;
  }

  /** Keeps what these bytes were read as. */
  void keep(byte[] bytes, int from, int to, Sender sender) {
    slots[slot(bytes, from, to)] = new Known(Arrays.copyOfRange(bytes, from, to), sender);
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
