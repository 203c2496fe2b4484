package io.akashi.store.internal.book;

import io.akashi.tlog.Hash;
import java.util.Arrays;
import java.util.Optional;

/**
 * The roots of a book that were signed, by size: 40 bytes each, for in years there are millions.
 * For one thread.
 */
public final class SignedRoots {
  private static final int FIRST_ROOM = 64;

  private long[] sizes = new long[FIRST_ROOM];
  private byte[] roots = new byte[FIRST_ROOM * Hash.BYTES];
  private int count;

  /** Adds the root of a size, in place of one that was known; cheap when sizes grow. */
  public void put(long size, Hash root) {
    int at = find(size);
    if (at < 0) {
      at = -at - 1;
      makeRoom();
      System.arraycopy(sizes, at, sizes, at + 1, count - at);
      int offset = at * Hash.BYTES;
      System.arraycopy(roots, offset, roots, offset + Hash.BYTES, (count - at) * Hash.BYTES);
      sizes[at] = size;
      count++;
    }
    root.copyTo(roots, at * Hash.BYTES);
  }

  public Optional<Hash> get(long size) {
    int at = find(size);
    return at < 0 ? Optional.empty() : Optional.of(Hash.of(roots, at * Hash.BYTES));
  }

  /** The next larger size; {@link Long#MAX_VALUE} behind the last. */
  public long after(long size) {
    int at = find(size + 1);
    at = at < 0 ? -at - 1 : at;
    return at < count ? sizes[at] : Long.MAX_VALUE;
  }

  /** The largest size; 0 when there is none. */
  public long last() {
    return count == 0 ? 0 : sizes[count - 1];
  }

  private int find(long size) {
    return Arrays.binarySearch(sizes, 0, count, size);
  }

  private void makeRoom() {
    if (count == sizes.length) {
      int room = Math.multiplyExact(count + count / 2, Hash.BYTES) / Hash.BYTES;
      sizes = Arrays.copyOf(sizes, room);
      roots = Arrays.copyOf(roots, room * Hash.BYTES);
    }
  }
}
