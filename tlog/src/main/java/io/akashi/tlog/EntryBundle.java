package io.akashi.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entry bundle (C2SP tlog-tiles): for each entry its length as an unsigned 16-bit big-endian
 * number, then its bytes. Up to 256 entries of at most 65,535 bytes.
 */
public final class EntryBundle {
  /** Longest entry in bytes. */
  public static final int MAX_ENTRY_BYTES = 0xFFFF;

  /** Longest possible bundle in bytes. */
  public static final int MAX_BYTES = TileSource.WIDTH * (2 + MAX_ENTRY_BYTES);

  private EntryBundle() {}

  /**
   * The entries as one bundle.
   *
   * @throws IllegalArgumentException if there are more than 256 or one is too long
   */
  public static byte[] encode(List<byte[]> entries) {
    if (entries.size() > TileSource.WIDTH) {
      throw new IllegalArgumentException("a bundle takes 256 entries, not " + entries.size());
    }
    var bundle = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new IllegalArgumentException(
            "an entry takes %d bytes, not %d".formatted(MAX_ENTRY_BYTES, entry.length));
      }
      bundle.write(entry.length >>> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }

  /**
   * The entries of a bundle.
   *
   * @throws MalformedException unless it holds exactly {@code width} whole entries
   */
  public static List<byte[]> decode(byte[] bundle, int width) throws MalformedException {
    int[] ends = ends(bundle, width);
    if (ends[width] != bundle.length) {
      throw new MalformedException(
          "bundle of %d entries has %d bytes more".formatted(width, bundle.length - ends[width]));
    }
    List<byte[]> entries = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      entries.add(Arrays.copyOfRange(bundle, ends[i] + 2, ends[i + 1]));
    }
    return entries;
  }

  /**
   * The bundle of the first {@code width} entries of a bundle that may have more.
   *
   * @throws MalformedException if it has fewer
   */
  public static byte[] first(byte[] bundle, int width) throws MalformedException {
    return Arrays.copyOf(bundle, ends(bundle, width)[width]);
  }

  /** Whether a whole entry with its length lies at that byte of the bundle. */
  public static boolean holdsEntry(byte[] bundle, int at) {
    return bundle.length - at >= 2 && endOfEntry(bundle, at) <= bundle.length;
  }

  /** Where the entry at that byte ends by its length; its content begins at {@code at + 2}. */
  public static int endOfEntry(byte[] bundle, int at) {
    return at + 2 + ((bundle[at] & 0xFF) << 8 | (bundle[at + 1] & 0xFF));
  }

  // Where each of the first entries, with its length in front, begins and ends.
  private static int[] ends(byte[] bundle, int width) throws MalformedException {
    int[] ends = new int[width + 1];
    for (int i = 0; i < width; i++) {
      if (!holdsEntry(bundle, ends[i])) {
        throw new MalformedException(
            "bundle ends within entry %d of %d, at byte %d".formatted(i, width, bundle.length));
      }
      ends[i + 1] = endOfEntry(bundle, ends[i]);
    }
    return ends;
  }
}
