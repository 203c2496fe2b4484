package io.akashi.store.internal.tree;

import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.util.Arrays;
import java.util.Set;

/**
 * The growing tree of a book, fed with the leaf hashes made at append: the first of the two code
 * paths that must agree before a checkpoint is signed. Keeps the level-1 hashes of everything that
 * is not sealed yet. Safe for use by many threads.
 */
public final class LiveTree {
  private static final int FIRST_ROOM = 64 * Hash.BYTES;

  // All guarded by this.
  private BlockFrontier frontier;
  private long firstBlock;
  private byte[] level1 = new byte[FIRST_ROOM];
  private int blocks;

  /**
   * @param sealed the right edge of the sealed part, whose size is a multiple of 256
   */
  public LiveTree(Frontier sealed) {
    this.frontier = new BlockFrontier(sealed.size(), sealed.hashes());
    this.firstBlock = sealed.size() / BlockFrontier.BLOCK;
  }

  /** Size and root of a tree at one moment. */
  public record Edge(long size, Hash root) {}

  /** Appends {@code count} leaf hashes that lie one after the other in {@code hashes}. */
  public synchronized void append(byte[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      Hash full = frontier.append(hashes, i * Hash.BYTES);
      if (full != null) {
        keep(full);
      }
    }
  }

  /**
   * Grows to a size without the leaves, which nobody can read any more: their hash is one that no
   * entry has, so that indexes stay and no root fits.
   */
  public synchronized void lose(long upTo) {
    byte[] none = new byte[Hash.BYTES];
    while (frontier.size() < upTo) {
      boolean wholeBlock =
          frontier.size() % BlockFrontier.BLOCK == 0
              && upTo - frontier.size() >= BlockFrontier.BLOCK;
      if (wholeBlock) {
        frontier.replaceBlock(Hash.of(none));
        keep(Hash.of(none));
      } else {
        append(none, 1);
      }
    }
  }

  public synchronized long size() {
    return frontier.size();
  }

  public synchronized Edge edge() {
    return new Edge(frontier.size(), frontier.root());
  }

  /**
   * Writes the level-1 hash of a block to {@code out}.
   *
   * @return false when the block is sealed, and a segment keeps it
   * @throws IndexOutOfBoundsException when the block is not full yet
   */
  public synchronized boolean level1(long block, byte[] out, int offset) {
    if (block < firstBlock) {
      return false;
    }
    int i = Math.toIntExact(block - firstBlock);
    if (i >= blocks) {
      throw new IndexOutOfBoundsException(
          "block %d of %d is not full".formatted(block, firstBlock + blocks));
    }
    System.arraycopy(level1, i * Hash.BYTES, out, offset, Hash.BYTES);
    return true;
  }

  /** Drops the level-1 hashes below {@code sealed}, a multiple of 256: a segment keeps them now. */
  public synchronized void forget(long sealed) {
    long gone = Math.min(sealed / BlockFrontier.BLOCK - firstBlock, blocks);
    if (gone > 0) {
      int from = Math.toIntExact(gone) * Hash.BYTES;
      int used = blocks * Hash.BYTES;
      byte[] rest = Arrays.copyOfRange(level1, from, used);
      level1 = Arrays.copyOf(rest, Math.max(rest.length, FIRST_ROOM));
      blocks -= Math.toIntExact(gone);
      firstBlock += gone;
    }
  }

  /** What {@link #adopt} did. */
  public enum Adoption {
    /** This tree is now the other one. */
    ADOPTED,
    /** Nothing: the other has another size. */
    OTHER_SIZE,
    /** Nothing: the other has another hash where this one is known to be right. */
    CONTRADICTS
  }

  /**
   * Becomes a tree that was read anew, unless that differs in a block this tree knows. The other is
   * not to be used again.
   *
   * @param lost numbers of the blocks this tree does not know
   */
  public synchronized Adoption adopt(LiveTree fresh, Set<Long> lost) {
    synchronized (fresh) {
      if (fresh.frontier.size() != frontier.size()) {
        return Adoption.OTHER_SIZE;
      }
      if (!agrees(fresh, lost)) {
        return Adoption.CONTRADICTS;
      }
      frontier = fresh.frontier;
      firstBlock = fresh.firstBlock;
      level1 = fresh.level1;
      blocks = fresh.blocks;
      return Adoption.ADOPTED;
    }
  }

  private boolean agrees(LiveTree fresh, Set<Long> lost) {
    byte[] mine = new byte[Hash.BYTES];
    byte[] others = new byte[Hash.BYTES];
    long end = firstBlock + blocks;
    for (long block = Math.max(firstBlock, fresh.firstBlock); block < end; block++) {
      level1(block, mine, 0);
      fresh.level1(block, others, 0);
      if (!lost.contains(block) && !Arrays.equals(mine, others)) {
        return false;
      }
    }
    return lost.contains(end) || frontier.blockRoot().equals(fresh.frontier.blockRoot());
  }

  private void keep(Hash root) {
    if ((blocks + 1) * Hash.BYTES > level1.length) {
      level1 = Arrays.copyOf(level1, level1.length * 2);
    }
    root.copyTo(level1, blocks * Hash.BYTES);
    blocks++;
  }
}
