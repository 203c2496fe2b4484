package io.akashi.store.internal.words;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tells quickly which payloads cannot hold a text in any of its forms: those in whose skeleton its
 * skeleton does not stand. One pass over the bytes (Knuth, Morris, Pratt). Safe for use by many
 * threads.
 */
public final class SkeletonScan {
  private static final char[] SKELETONS = Folding.skeletons();
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST = ONES << 7;

  private final int[] wanted;

  /** How many characters still fit when the one behind so many does not. */
  private final int[] shorter;

  /** Whether no character of ASCII is wanted, so that these need not be looked at one by one. */
  private final boolean wide;

  /**
   * @param skeleton {@link Folding#skeleton} of the text
   */
  public SkeletonScan(int[] skeleton) {
    wanted = skeleton.clone();
    shorter = new int[wanted.length + 1];
    for (int i = 1; i < wanted.length; i++) {
      shorter[i + 1] = step(shorter[i], wanted[i]);
    }
    wide = Arrays.stream(wanted).allMatch(point -> point >= 0x80);
  }

  /** How many characters fit behind {@code fit} and the next one; less than all of them before. */
  private int step(int fit, int next) {
    int at = fit;
    while (at > 0 && wanted[at] != next) {
      at = shorter[at];
    }
    return wanted[at] == next ? at + 1 : 0;
  }

  /** False only when the payload is UTF-8 without NUL and its skeleton does not hold the text's. */
  public boolean mayHold(byte[] bytes, int from, int to) {
    if (wanted.length == 0) {
      return true;
    }
    int fit = 0;
    int at = from;
    while (at < to) {
      if (wide && at + Long.BYTES <= to) {
        long eight = (long) EIGHT.get(bytes, at);
        if (((eight - ONES | eight) & HIGHEST) == 0) {
          // Eight characters of ASCII, none of them NUL.
          at += Long.BYTES;
          fit = 0;
          continue;
        }
      }
      long character = bytes[at] == 0 ? Utf8.NONE : Utf8.at(bytes, at, to);
      if (character == Utf8.NONE) {
        return true;
      }
      at = Utf8.end(character);
      fit = step(fit, character);
      if (fit == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private int step(int fit, long character) {
    int point = Utf8.point(character);
    int single = point < SKELETONS.length ? SKELETONS[point] : 0;
    if (single != 0) {
      return step(fit, single);
    }
    int last = fit;
    for (int each : Folding.skeletonOf(point)) {
      last = last == wanted.length ? last : step(last, each);
    }
    return last;
  }
}
