package io.akashi.store.internal.verify;

import io.akashi.store.internal.book.SignedRoots;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.util.Optional;

/**
 * Recomputes the tree of a book block by block and compares it with every checkpoint on the way.
 * The first that does not fit says where: between it and the last that did; every later one would
 * differ too and say nothing new. For one thread.
 */
final class TreeWalk {
  /** Leaves of a block, the smallest range whose hash is kept. */
  static final int BLOCK = 256;

  private static final int BLOCK_LEVEL = 8;

  private Frontier frontier;
  private final SignedRoots checkpoints;
  private Optional<Mismatch> mismatch = Optional.empty();
  private long next;
  private long holdsUpTo;
  private int compared;

  /**
   * The entries between two checkpoints are not those that were signed.
   *
   * @param from size of the last checkpoint that fits
   * @param to size of the first that does not
   */
  record Mismatch(long from, long to) {}

  /**
   * @param known the right edge to start from, proved by somebody
   * @param checkpoints the roots that were signed
   */
  TreeWalk(Frontier known, SignedRoots checkpoints) {
    this.frontier = known.copy();
    this.checkpoints = checkpoints;
    this.holdsUpTo = known.size();
    this.next = nextAfter(known.size());
  }

  long size() {
    return frontier.size();
  }

  /** Checkpoints whose root was computed again. */
  int compared() {
    return compared;
  }

  Optional<Mismatch> mismatch() {
    return mismatch;
  }

  /**
   * Takes the 256 leaf hashes of a block.
   *
   * @param kept the root that was kept of it, if any
   * @return false when they do not give that root: then the walk goes on with the kept one, so that
   *     what comes behind can still be judged
   */
  boolean block(byte[] leaves, Optional<Hash> kept) {
    Frontier block = new Frontier();
    for (int i = 0; i < BLOCK; i++) {
      block.append(leaves, i * Hash.BYTES);
    }
    Hash root = block.root();
    if (kept.isPresent() && !kept.get().equals(root)) {
      keptBlock(kept.get());
      return false;
    }
    if (next < frontier.size() + BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        leaf(leaves, i * Hash.BYTES);
      }
    } else {
      keptBlock(root);
    }
    return true;
  }

  /** Takes a block by its root alone; a checkpoint inside it cannot be compared. */
  void keptBlock(Hash root) {
    frontier.appendSubtree(BLOCK_LEVEL, root);
    compare();
  }

  /** Goes on behind what cannot be read, where a manifest says how the tree stood. */
  void jump(Frontier edge) {
    frontier = edge.copy();
    next = nextAfter(frontier.size() - 1);
    compare();
  }

  /** Takes one leaf hash, for the last block, which is not full. */
  void leaf(byte[] hashes, int offset) {
    frontier.append(hashes, offset);
    compare();
  }

  private void compare() {
    if (frontier.size() < next) {
      return;
    }
    Hash signed = checkpoints.get(frontier.size()).orElse(null);
    if (signed != null && mismatch.isEmpty()) {
      compared++;
      if (frontier.root().equals(signed)) {
        holdsUpTo = frontier.size();
      } else {
        mismatch = Optional.of(new Mismatch(holdsUpTo, frontier.size()));
      }
    }
    next = nextAfter(frontier.size());
  }

  private long nextAfter(long size) {
    return checkpoints.after(size);
  }
}
