package io.akashi.store.internal.words;

import java.util.Arrays;

/**
 * The pairs of neighbouring characters of some texts, as bits of a table; different pairs may share
 * a bit. For one thread.
 */
final class Bigrams {
  /** As many as fit into the first cache of a processor, sixteen KiB. */
  static final int BUCKETS = 1 << 17;

  private static final int SHIFT = Integer.SIZE - 17;
  private static final int LEFT = 0x9e3779b1;
  private static final int RIGHT = 0x85ebca6b;
  private static final char[] SKELETONS = Folding.skeletons();

  private long[] bits = new long[BUCKETS / Long.SIZE];

  /** The payload before, all of whose pairs were added, and its first byte that is not ASCII. */
  private byte[] before = {};

  private int beforeWide;

  /** What {@link #addUtf8} found. */
  enum Kind {
    ASCII,
    /** Valid UTF-8 with other characters, without NUL. */
    UTF_8,
    /** Something else, or with NUL; not all of it was added. */
    OTHER
  }

  /** The bit of a pair. */
  static int bucket(int left, int right) {
    return (left * LEFT + right * RIGHT) >>> SHIFT;
  }

  /** Gives the bits and begins with none. */
  long[] take() {
    long[] taken = bits;
    bits = new long[taken.length];
    before = new byte[0];
    return taken;
  }

  /** Adds the pairs of a payload that is UTF-8; the array is read until the next one comes. */
  Kind addUtf8(byte[] payload) {
    int from = behindKnown(payload);
    int firstWide = beforeWide < from ? beforeWide : Integer.MAX_VALUE;
    long[] into = bits;
    // At the beginning a pair with nothing: a few bits too many, and no question inside.
    int left = 0;
    int at = from;
    while (at < payload.length) {
      int octet = payload[at];
      if (octet > 0) {
        at++;
        int right = SKELETONS[octet];
        int bucket = (left + right * RIGHT) >>> SHIFT;
        long bit = 1L << bucket;
        // Mostly it is there: a write would make the next reading wait.
        if ((into[bucket >>> 6] & bit) == 0) {
          into[bucket >>> 6] |= bit;
        }
        left = right * LEFT;
        continue;
      }
      long next = octet == 0 ? Utf8.NONE : Utf8.at(payload, at, payload.length);
      if (next == Utf8.NONE) {
        before = new byte[0];
        return Kind.OTHER;
      }
      firstWide = Math.min(firstWide, at);
      at = Utf8.end(next);
      left = add(left, Utf8.point(next), into);
    }
    before = payload;
    beforeWide = firstWide;
    return firstWide == Integer.MAX_VALUE ? Kind.ASCII : Kind.UTF_8;
  }

  /**
   * Where a payload becomes another than the one before, whose pairs are known: lines of a log
   * begin alike. At a character that is whole in both and, in its skeleton, one character.
   */
  private int behindKnown(byte[] payload) {
    int same = Arrays.mismatch(before, payload);
    if (same < 0 || same == payload.length) {
      return payload.length;
    }
    for (int at = same - 1; at > 0; at--) {
      if (payload[at] > 0) {
        return at;
      }
    }
    return 0;
  }

  /** Adds the pairs of a text. */
  void add(CharSequence text) {
    int left = 0;
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      at += Character.charCount(point);
      left = add(left, point, bits);
    }
  }

  private static int add(int left, int point, long[] into) {
    int right = point < SKELETONS.length ? SKELETONS[point] : 0;
    if (right != 0) {
      return put(left, right, into);
    }
    int last = left;
    for (int each : Folding.skeletonOf(point)) {
      last = put(last, each, into);
    }
    return last;
  }

  private static int put(int left, int right, long[] into) {
    int bucket = (left + right * RIGHT) >>> SHIFT;
    long bit = 1L << bucket;
    if ((into[bucket >>> 6] & bit) == 0) {
      into[bucket >>> 6] |= bit;
    }
    return right * LEFT;
  }
}
