package io.akashi.store.internal.parquet;

import java.util.Arrays;

/**
 * Numbers as their differences, packed into as few bits as a run of 32 needs. Source: Parquet
 * encodings, DELTA_BINARY_PACKED (5), with blocks of 128 and miniblocks of 32.
 */
final class DeltaPacking {
  private static final int BLOCK = 128;
  private static final int MINIBLOCKS = 4;
  private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

  private DeltaPacking() {}

  /** Appends {@code numbers[0..count)}. */
  static void write(long[] numbers, int count, Octets into) {
    into.putVarint(BLOCK);
    into.putVarint(MINIBLOCKS);
    into.putVarint(count);
    into.putZigzag(count == 0 ? 0 : numbers[0]);
    long[] deltas = new long[BLOCK];
    for (int start = 1; start < count; start += BLOCK) {
      int size = Math.min(BLOCK, count - start);
      long least = Long.MAX_VALUE;
      for (int i = 0; i < size; i++) {
        deltas[i] = numbers[start + i] - numbers[start + i - 1];
        least = Math.min(least, deltas[i]);
      }
      writeBlock(deltas, size, least, into);
    }
  }

  private static void writeBlock(long[] deltas, int size, long least, Octets into) {
    into.putZigzag(least);
    int[] widths = new int[MINIBLOCKS];
    for (int i = 0; i < size; i++) {
      deltas[i] -= least;
      int width = Long.SIZE - Long.numberOfLeadingZeros(deltas[i]);
      widths[i / MINIBLOCK] = Math.max(widths[i / MINIBLOCK], width);
    }
    Arrays.fill(deltas, size, BLOCK, 0);
    for (int width : widths) {
      into.put(width);
    }
    for (int mini = 0; mini * MINIBLOCK < size; mini++) {
      pack(deltas, mini * MINIBLOCK, widths[mini], into);
    }
  }

  /** Packs a miniblock, lowest bit first. */
  private static void pack(long[] deltas, int from, int width, Octets into) {
    long bits = 0;
    int filled = 0;
    for (int i = from; i < from + MINIBLOCK; i++) {
      for (int done = 0; done < width; ) {
        int take = Math.min(width - done, Byte.SIZE - filled);
        bits |= ((deltas[i] >>> done) & ((1L << take) - 1)) << filled;
        filled += take;
        done += take;
        if (filled == Byte.SIZE) {
          into.put((int) bits);
          bits = 0;
          filled = 0;
        }
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, or any block size another writer chose.
   *
   * @param into filled from 0 on
   * @param count how many there must be
   */
  static void read(OctetReader from, long[] into, int count) throws DamagedFileException {
    int block = from.count(1 << 16);
    int miniblocks = from.count(1 << 10);
    if (from.varint() != count || miniblocks == 0 || block % miniblocks != 0) {
      throw new DamagedFileException("its numbers are not packed as they should be");
    }
    int mini = block / miniblocks;
    long last = from.zigzag();
    if (count > 0) {
      into[0] = last;
    }
    int at = 1;
    while (at < count) {
      long least = from.zigzag();
      int widths = from.skip(miniblocks);
      for (int i = 0; i < miniblocks && at < count; i++) {
        int width = from.array()[widths + i];
        if (width < 0 || width > Long.SIZE) {
          throw new DamagedFileException("its numbers are not packed as they should be");
        }
        int packed = from.skip(((long) mini * width + 7) / 8);
        int size = Math.min(mini, count - at);
        unpack(from.array(), packed, width, least, into, at, size);
        at += size;
      }
    }
  }

  /** Unpacks differences and adds them up. */
  private static void unpack(
      byte[] array, int from, int width, long least, long[] into, int at, int size) {
    long last = into[at - 1];
    long bit = (long) from * Byte.SIZE;
    for (int i = 0; i < size; i++) {
      long delta = 0;
      for (int done = 0; done < width; ) {
        int shift = (int) (bit & 7);
        int take = Math.min(width - done, Byte.SIZE - shift);
        long part = ((array[(int) (bit >>> 3)] & 0xff) >>> shift) & ((1L << take) - 1);
        delta |= part << done;
        bit += take;
        done += take;
      }
      last += least + delta;
      into[at + i] = last;
    }
  }
}
