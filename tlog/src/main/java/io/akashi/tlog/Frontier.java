package io.akashi.tlog;

import io.akashi.tlog.internal.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: the roots of the complete subtrees that {@code [0, size)} is
 * made of, one for each bit that is set in the size. It is all that is needed to append and to
 * compute the root. Mutable, for one thread.
 *
 * <p>An append costs one node hash on average and allocates nothing.
 */
public final class Frontier {
  private static final int LEVELS = 63;

  private final Sha256 sha256 = new Sha256();
  private final byte[] scratch = new byte[Hash.BYTES];

  // The subtree of 2^level leaves lies at level * 32; it means something where size has that bit.
  private final byte[] subtrees = new byte[LEVELS * Hash.BYTES];
  private long size;

  /** The edge of the empty tree. */
  public Frontier() {}

  /**
   * The edge of a tree of that size.
   *
   * @param hashes as {@link #hashes()} gives them: one for each bit set in size, largest subtree
   *     (leftmost) first
   * @throws IllegalArgumentException if their number does not fit the size
   */
  public static Frontier of(long size, List<Hash> hashes) {
    if (size < 0 || hashes.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "a tree of size %d has %d edge hashes, not %d"
              .formatted(size, Long.bitCount(size), hashes.size()));
    }
    Frontier frontier = new Frontier();
    frontier.size = size;
    int next = hashes.size();
    for (int level = 0; level < LEVELS; level++) {
      if (frontier.has(level)) {
        hashes.get(--next).copyTo(frontier.subtrees, level * Hash.BYTES);
      }
    }
    return frontier;
  }

  /** An edge of its own with the same content. */
  public Frontier copy() {
    Frontier copy = new Frontier();
    copy.size = size;
    System.arraycopy(subtrees, 0, copy.subtrees, 0, subtrees.length);
    return copy;
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Appends a leaf hash. */
  public void append(Hash leaf) {
    leaf.copyTo(scratch, 0);
    carry(0);
  }

  /** Appends the leaf hash in {@code hash[off..off+32)}. */
  public void append(byte[] hash, int off) {
    System.arraycopy(hash, off, scratch, 0, Hash.BYTES);
    carry(0);
  }

  /**
   * Appends a complete subtree of {@code 2^level} leaves.
   *
   * @throws IllegalArgumentException unless the size is a multiple of {@code 2^level}
   */
  public void appendSubtree(int level, Hash root) {
    if (level < 0 || level >= LEVELS || (size & ((1L << level) - 1)) != 0) {
      throw new IllegalArgumentException(
          "a subtree of level %d cannot begin at %d".formatted(level, size));
    }
    root.copyTo(scratch, 0);
    carry(level);
  }

  /** Root of the tree; {@link Rfc6962#emptyRoot()} when it is empty. */
  public Hash root() {
    if (size == 0) {
      return Rfc6962.emptyRoot();
    }
    int level = Long.numberOfTrailingZeros(size);
    byte[] root = new byte[Hash.BYTES];
    System.arraycopy(subtrees, level * Hash.BYTES, root, 0, Hash.BYTES);
    for (level++; level < LEVELS; level++) {
      if (has(level)) {
        sha256.node(subtrees, level * Hash.BYTES, root, 0, root, 0);
      }
    }
    return Hash.of(root);
  }

  /** The roots of the complete subtrees, largest (leftmost) first; empty for the empty tree. */
  public List<Hash> hashes() {
    List<Hash> hashes = new ArrayList<>(Long.bitCount(size));
    for (int level = LEVELS - 1; level >= 0; level--) {
      if (has(level)) {
        hashes.add(Hash.of(subtrees, level * Hash.BYTES));
      }
    }
    return List.copyOf(hashes);
  }

  // Scratch is a complete subtree of that level: like a binary counter, it merges with each
  // neighbour of its own size.
  private void carry(int from) {
    int level = from;
    while (has(level)) {
      sha256.node(subtrees, level * Hash.BYTES, scratch, 0, scratch, 0);
      level++;
    }
    System.arraycopy(scratch, 0, subtrees, level * Hash.BYTES, Hash.BYTES);
    size = Math.addExact(size, 1L << from);
  }

  private boolean has(int level) {
    return ((size >>> level) & 1) == 1;
  }
}
