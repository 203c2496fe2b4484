package io.akashi.server.export;

import io.akashi.store.Book;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which entries a search found, each once: a bit an entry of the ranges it touches, so that a
 * search over a hundred million entries takes 13 MB. For one thread.
 */
final class FoundEntries {
  private static final int RANGE = 1 << 16;

  private final Map<Book, TreeMap<Long, BitSet>> ranges = new EnumMap<>(Book.class);

  /** Takes the entries. */
  @FunctionalInterface
  interface Taker {
    void take(Book book, long index) throws IOException, StoreException;
  }

  void add(Book book, long index) {
    ranges
        .computeIfAbsent(book, b -> new TreeMap<>())
        .computeIfAbsent(index / RANGE, r -> new BitSet())
        .set((int) (index % RANGE));
  }

  /** Hands all of them over, a book after the other, in the order of their indexes. */
  void each(Taker taker) throws IOException, StoreException {
    for (Map.Entry<Book, TreeMap<Long, BitSet>> book : ranges.entrySet()) {
      for (Map.Entry<Long, BitSet> range : book.getValue().entrySet()) {
        BitSet bits = range.getValue();
        for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
          taker.take(book.getKey(), range.getKey() * RANGE + bit);
        }
      }
    }
  }
}
