package io.akashi.store.internal.words;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells quickly which payloads cannot hold a text in any of its forms: those without one pair of
 * its characters. Safe for use by many threads.
 */
public final class PairScan {
  private static final char[] SKELETONS = Folding.skeletons();

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = ONES << 7;

  private final boolean any;

  /** Whether no character of ASCII is of the pair. */
  private final boolean wide;

  private final int left;
  private final int right;

  /**
   * @param skeleton {@link Folding#skeleton} of the text
   */
  public PairScan(int[] skeleton) {
    int best = 1;
    for (int i = 2; i < skeleton.length; i++) {
      if (rarity(skeleton, i) > rarity(skeleton, best)) {
        best = i;
      }
    }
    any = skeleton.length < 2;
    left = any ? 0 : skeleton[best - 1];
    right = any ? 0 : skeleton[best];
    wide = any || (left >= 0x80 && right >= 0x80);
  }

  /** Digits stand everywhere, other characters less often. */
  private static int rarity(int[] skeleton, int at) {
    return rarity(skeleton[at - 1]) + rarity(skeleton[at]);
  }

  private static int rarity(int point) {
    return point >= 0x80 ? 3 : Character.isLetter(point) ? 1 : 0;
  }

  /** False only when the payload is UTF-8 without NUL and its folding does not hold the text. */
  public boolean mayHold(byte[] bytes, int from, int to) {
    int last = -1;
    int at = from;
    while (at < to) {
      if (wide && at + Long.BYTES <= to) {
        long eight = (long) EIGHT.get(bytes, at);
        if (((eight - ONES | eight) & HIGHEST) == 0) {
          // Eight characters of ASCII, none of them NUL.
          at += Long.BYTES;
          last = -1;
          continue;
        }
      }
      int octet = bytes[at];
      if (octet > 0) {
        at++;
        int next = SKELETONS[octet];
        if (next == right && last == left) {
          return true;
        }
        last = next;
        continue;
      }
      long character = octet == 0 ? Utf8.NONE : Utf8.at(bytes, at, to);
      if (character == Utf8.NONE) {
        return true;
      }
      at = Utf8.end(character);
      int point = Utf8.point(character);
      int next = point < SKELETONS.length ? SKELETONS[point] : 0;
      if (next != 0) {
        if (next == right && last == left) {
          return true;
        }
        last = next;
      } else {
        for (int each : Folding.skeletonOf(point)) {
          if (each == right && last == left) {
            return true;
          }
          last = each;
        }
      }
    }
    return any;
  }
}
