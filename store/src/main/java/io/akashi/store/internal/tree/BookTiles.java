package io.akashi.store.internal.tree;

import io.akashi.tlog.EntryBundle;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import io.akashi.tlog.TileSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tiles of a book, none of which is a file: level 0 and bundles are recomputed from entries,
 * level 1 is kept by segments and the live tree, higher levels are computed from it and remembered.
 * Safe for use by many threads.
 */
public final class BookTiles implements TileSource {
  /** Gives the kept level-1 hashes of full blocks. */
  public interface Level1 {
    /** Writes the hashes of blocks {@code [from, from + count)} one after the other. */
    void read(long from, int count, byte[] out) throws IOException;
  }

  /** Gives entries by index. */
  public interface Entries {
    /** The whole octets (header, LF, payload) of {@code count} entries. */
    List<byte[]> read(long from, int count) throws IOException;
  }

  private final Level1 level1;
  private final Entries entries;
  private final Map<Node, Hash> upper = new ConcurrentHashMap<>();

  private record Node(int level, long index) {}

  public BookTiles(Level1 level1, Entries entries) {
    this.level1 = level1;
    this.entries = entries;
  }

  @Override
  public byte[] tile(int level, long index, int width) throws IOException {
    long first = Math.multiplyExact(index, WIDTH);
    byte[] tile = new byte[width * Hash.BYTES];
    if (level == 0) {
      LeafHasher hasher = new LeafHasher();
      int offset = 0;
      for (byte[] entry : entries.read(first, width)) {
        hasher.leaf(entry, 0, entry.length, tile, offset);
        offset += Hash.BYTES;
      }
    } else if (level == 1) {
      level1.read(first, width, tile);
    } else {
      for (int i = 0; i < width; i++) {
        node(level, first + i).copyTo(tile, i * Hash.BYTES);
      }
    }
    return tile;
  }

  @Override
  public byte[] bundle(long index, int width) throws IOException {
    return EntryBundle.encode(entries.read(Math.multiplyExact(index, WIDTH), width));
  }

  // Only full subtrees are asked for, and a full subtree never changes.
  private Hash node(int level, long index) throws IOException {
    Node node = new Node(level, index);
    Hash known = upper.get(node);
    if (known != null) {
      return known;
    }
    byte[] below = tile(level - 1, index, WIDTH);
    Frontier frontier = new Frontier();
    for (int i = 0; i < WIDTH; i++) {
      frontier.append(below, i * Hash.BYTES);
    }
    Hash root = frontier.root();
    upper.put(node, root);
    return root;
  }
}
