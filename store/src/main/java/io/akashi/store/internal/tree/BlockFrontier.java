package io.akashi.store.internal.tree;

import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A right edge that gives the root of each block of 256 leaves as it fills: the level-1 hash that a
 * book keeps. For one thread.
 */
public final class BlockFrontier {
  /** Leaves under one level-1 hash. */
  public static final int BLOCK = 256;

  private static final int BLOCK_LEVEL = 8;

  // `whole` covers full blocks only, `block` the leaves behind them.
  private final Frontier whole;
  private Frontier block = new Frontier();

  /**
   * Starts at a known edge.
   *
   * @param size a multiple of 256
   * @param hashes the edge at that size, largest subtree first
   */
  public BlockFrontier(long size, List<Hash> hashes) {
    if (size % BLOCK != 0) {
      throw new IllegalArgumentException("%d is not a multiple of 256".formatted(size));
    }
    this.whole = Frontier.of(size, hashes);
  }

  /** Starts with the empty tree. */
  public BlockFrontier() {
    this(0, List.of());
  }

  public long size() {
    return whole.size() + block.size();
  }

  /** Size of the part that consists of full blocks. */
  public long fullSize() {
    return whole.size();
  }

  /**
   * Appends the leaf hash at {@code offset}.
   *
   * @return the root of the block this leaf completes, else null
   */
  public @Nullable Hash append(byte[] hashes, int offset) {
    block.append(hashes, offset);
    if (block.size() < BLOCK) {
      return null;
    }
    Hash root = block.root();
    whole.appendSubtree(BLOCK_LEVEL, root);
    block = new Frontier();
    return root;
  }

  /** Gives up the leaves of the unfinished block and takes its known root instead. */
  public void replaceBlock(Hash root) {
    block = new Frontier();
    whole.appendSubtree(BLOCK_LEVEL, root);
  }

  /** Root of everything appended so far. */
  public Hash root() {
    return edge().root();
  }

  /** Root of the leaves behind the last full block. */
  Hash blockRoot() {
    return block.root();
  }

  /** A copy of the right edge at {@link #size}. */
  public Frontier edge() {
    Frontier copy = whole.copy();
    List<Hash> parts = block.hashes();
    int part = 0;
    for (int level = BLOCK_LEVEL - 1; level >= 0; level--) {
      if ((block.size() >>> level & 1) == 1) {
        copy.appendSubtree(level, parts.get(part++));
      }
    }
    return copy;
  }

  /** A copy of the right edge at {@link #fullSize}. */
  public Frontier fullEdge() {
    return whole.copy();
  }
}
