package io.akashi.tlog;

import io.akashi.tlog.internal.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A second, deliberately different way to the root: rows of up to 256 hashes are collected and
 * folded level by level, as tiles are, where {@link Frontier} counts in binary. A root that both
 * agree on was not made by one wrong line. Starts at a known edge, so a checkpoint costs only what
 * was appended since. Holds at most one row a tile level. For one thread.
 */
public final class RootByTiles {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 8;

  private final Sha256 sha256 = new Sha256();
  private final List<Row> rows = new ArrayList<>();
  private long size;

  /** Starts with the empty tree. */
  public RootByTiles() {
    this(new Frontier());
  }

  /** Starts at the edge of a known tree, which is read once and not kept. */
  public RootByTiles(Frontier known) {
    size = known.size();
    List<Hash> hashes = known.hashes();
    int next = hashes.size();
    for (int level = 0; size >>> level != 0; level++) {
      if (level % HEIGHT == 0) {
        rows.add(new Row((int) ((size >>> level) & (WIDTH - 1))));
      }
      if (((size >>> level) & 1) == 1) {
        rows.getLast().edges[level % HEIGHT] = hashes.get(--next);
      }
    }
  }

  /** Number of leaves. */
  public long size() {
    return size;
  }

  /** Appends {@code count} leaf hashes that lie one after the other from {@code off}. */
  public void append(byte[] hashes, int off, int count) {
    for (int i = 0; i < count; i++) {
      push(0, hashes, off + i * Hash.BYTES);
    }
    size += count;
  }

  /** Appends one leaf hash. */
  public void append(Hash leaf) {
    append(leaf.bytes(), 0, 1);
  }

  /** Root of everything appended so far; more may be appended afterwards. */
  public Hash root() {
    if (size == 0) {
      return Rfc6962.emptyRoot();
    }
    byte[] rest = new byte[Hash.BYTES];
    boolean hasRest = false;
    for (Row row : rows) {
      byte[] work = row.copyWith(hasRest ? rest : null);
      int count = row.added + (hasRest ? 1 : 0);
      if (row.fold(sha256, work, count)) {
        System.arraycopy(work, 0, rest, 0, Hash.BYTES);
        hasRest = true;
      }
    }
    return Hash.of(rest);
  }

  private void push(int level, byte[] hash, int off) {
    if (level == rows.size()) {
      rows.add(new Row(0));
    }
    Row row = rows.get(level);
    System.arraycopy(hash, off, row.hashes, row.added * Hash.BYTES, Hash.BYTES);
    row.added++;
    if (row.known + row.added == WIDTH) {
      row.fold(sha256, row.hashes, row.added);
      push(level + 1, row.hashes, 0);
      row.clear();
    }
  }

  /** One tile in the making: what was known of it at the start, and what came since. */
  private static final class Row {
    // Roots of the known part, by height within the tile.
    private final @Nullable Hash[] edges = new @Nullable Hash[HEIGHT];
    // Room for one hash more than a tile: an edge in front of 255, or the rest of the level below.
    private final byte[] hashes = new byte[(WIDTH + 1) * Hash.BYTES];
    private int known;
    private int added;

    private Row(int known) {
      this.known = known;
    }

    private void clear() {
      Arrays.fill(edges, null);
      known = 0;
      added = 0;
    }

    private byte[] copyWith(byte @Nullable [] last) {
      byte[] copy = hashes.clone();
      if (last != null) {
        System.arraycopy(last, 0, copy, added * Hash.BYTES, Hash.BYTES);
      }
      return copy;
    }

    /** Folds the row to one hash at its front; false when there is nothing to fold. */
    private boolean fold(Sha256 sha256, byte[] work, int count) {
      int left = count;
      for (int height = 0; height < HEIGHT; height++) {
        Hash edge = edges[height];
        if (edge != null) {
          // The known part ends at an even place of this height, so the edge opens a pair.
          System.arraycopy(work, 0, work, Hash.BYTES, left * Hash.BYTES);
          edge.copyTo(work, 0);
          left++;
        }
        sha256.foldOnce(work, left);
        left = (left + 1) / 2;
      }
      return left == 1;
    }
  }
}
