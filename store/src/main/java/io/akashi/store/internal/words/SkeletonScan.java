package io.akashi.store.internal.words;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

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
  private static final int ASCII = 0x80;

  private final int[] wanted;

  /** How many characters still fit when the one behind so many does not. */
  private final int[] shorter;

  /** Whether no character of ASCII is wanted, so that these need not be looked at one by one. */
  private final boolean wide;

  /** The characters of ASCII that fit the first one wanted, in each octet; 0 for none. */
  private final long first;

  private final long firstToo;

  /** How many characters fit behind so many and a character of ASCII. */
  private final int[] behindAscii;

  /**
   * @param skeleton {@link Folding#skeleton} of the text
   */
  public SkeletonScan(int[] skeleton) {
    wanted = skeleton.clone();
    shorter = new int[wanted.length + 1];
    for (int i = 1; i < wanted.length; i++) {
      shorter[i + 1] = step(shorter[i], wanted[i]);
    }
    wide = Arrays.stream(wanted).allMatch(point -> point >= ASCII);
    behindAscii = new int[wanted.length * ASCII];
    for (int i = 0; i < behindAscii.length; i++) {
      behindAscii[i] = stepPoint(i / ASCII, i % ASCII);
    }
    // A letter has two cases, everything else of ASCII one.
    int[] begins =
        IntStream.range(1, Math.min(ASCII, behindAscii.length))
            .filter(octet -> behindAscii[octet] > 0)
            .toArray();
    first = begins.length > 0 ? ONES * begins[0] : 0;
    firstToo = begins.length > 1 ? ONES * begins[begins.length - 1] : first;
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
      if ((fit == 0 || wide) && at + Long.BYTES <= to && isNothing((long) EIGHT.get(bytes, at))) {
        at += Long.BYTES;
        fit = 0;
        continue;
      }
      int eight = Math.min(to, at + Long.BYTES);
      while (at < eight) {
        byte octet = bytes[at];
        if (octet > 0) {
          fit = behindAscii[fit * ASCII + octet];
          at++;
        } else {
          long character = octet == 0 ? Utf8.NONE : Utf8.at(bytes, at, to);
          if (character == Utf8.NONE) {
            return true;
          }
          at = Utf8.end(character);
          fit = stepPoint(fit, Utf8.point(character));
        }
        if (fit == wanted.length) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether eight octets are ASCII, none of them NUL and none with which the text may begin. */
  private boolean isNothing(long eight) {
    return ((eight | zeros(eight) | zeros(eight ^ first) | zeros(eight ^ firstToo)) & HIGHEST) == 0;
  }

  /** The highest bit of each octet that is zero; behind the first of them also of others. */
  private static long zeros(long octets) {
    return (octets - ONES) & ~octets;
  }

  private int stepPoint(int fit, int point) {
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
