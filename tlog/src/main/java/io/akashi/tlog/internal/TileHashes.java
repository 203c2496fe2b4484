package io.akashi.tlog.internal;

import io.akashi.tlog.Hash;
import io.akashi.tlog.Rfc6962;
import io.akashi.tlog.TilePath;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Roots of ranges of a tree, from its tiles. Keeps every tile it has read, a handful for one proof;
 * made for one proof and then dropped. For one thread.
 */
public final class TileHashes {
  private static final int TILE_HEIGHT = 8;

  private final Sha256 sha256 = new Sha256();
  private final TileSource source;
  private final long size;
  private final Map<TilePath, byte[]> tiles = new HashMap<>();

  public TileHashes(TileSource source, long size) {
    this.source = source;
    this.size = size;
  }

  /** The largest power of two below {@code n}, for n of at least 2 (RFC 6962 2.1). */
  public static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  /** Root of the leaves {@code [begin, end)}, a node of the tree. */
  public Hash root(long begin, long end) throws IOException {
    long count = end - begin;
    if (Long.bitCount(count) == 1) {
      return complete(begin, Long.numberOfTrailingZeros(count));
    }
    long middle = begin + split(count);
    return Rfc6962.node(root(begin, middle), root(middle, end));
  }

  // The subtree of 2^height leaves is the fold of 2^(height mod 8) neighbours of one tile.
  private Hash complete(long begin, int height) throws IOException {
    int level = height / TILE_HEIGHT;
    int count = 1 << (height % TILE_HEIGHT);
    long first = begin >>> (level * TILE_HEIGHT);
    byte[] tile = tile(TilePath.at(level, first / TileSource.WIDTH, size));
    int from = (int) (first % TileSource.WIDTH) * Sha256.BYTES;
    byte[] row = Arrays.copyOfRange(tile, from, from + count * Sha256.BYTES);
    sha256.fold(row, count);
    return Hash.of(row, 0);
  }

  private byte[] tile(TilePath path) throws IOException {
    byte[] known = tiles.get(path);
    if (known == null) {
      known = source.tile(path.level(), path.index(), path.width());
      tiles.put(path, known);
    }
    return known;
  }
}
