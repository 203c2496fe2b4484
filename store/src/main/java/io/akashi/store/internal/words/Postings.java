package io.akashi.store.internal.words;

import io.akashi.store.internal.lookup.Base128;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** Sets of stretches as gaps: of those within, or, where these are most, of those without. */
final class Postings {
  private Postings() {}

  /** Writes a set of numbers below {@code all}. */
  static void write(BitSet set, int all, ByteArrayOutputStream out) {
    int count = set.cardinality();
    Base128.write(count, out);
    if (2 * count <= all) {
      writeGaps(set, out);
    } else {
      BitSet without = (BitSet) set.clone();
      without.flip(0, all);
      writeGaps(without, out);
    }
  }

  private static void writeGaps(BitSet set, ByteArrayOutputStream out) {
    int from = 0;
    for (int each = set.nextSetBit(0); each >= 0; each = set.nextSetBit(each + 1)) {
      Base128.write(each - from, out);
      from = each + 1;
    }
  }

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException when it is none, as {@link Base128#read} does
   */
  static BitSet read(ByteBuffer in, int all) {
    long count = Base128.read(in);
    if (count < 0 || count > all) {
      throw new IllegalArgumentException("%d of %d stretches".formatted(count, all));
    }
    boolean within = 2 * count <= all;
    BitSet set = new BitSet(all);
    long next = 0;
    for (long left = within ? count : all - count; left > 0; left--) {
      next += Base128.read(in);
      if (next < 0 || next >= all) {
        throw new IllegalArgumentException("stretch %d of %d".formatted(next, all));
      }
      set.set((int) next++);
    }
    if (!within) {
      set.flip(0, all);
    }
    return set;
  }
}
