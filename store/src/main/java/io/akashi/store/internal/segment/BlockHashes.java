package io.akashi.store.internal.segment;

import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Leaf hashes of consecutive entries, and the root of each 256 of them: what {@code hashes} holds.
 * For one thread.
 */
final class BlockHashes {
  /** Entries of a block, the smallest range damage is named by. */
  static final int BLOCK = 256;

  private final LeafHasher hasher = new LeafHasher();
  private final ByteArrayOutputStream roots = new ByteArrayOutputStream();
  private final byte[] leaf = new byte[Hash.BYTES];
  private byte[] entry = new byte[4096];
  private Frontier block = new Frontier();

  /** Appends the leaf {@code header LF payload} and gives its hash, overwritten by the next. */
  byte[] append(byte[] header, byte[] payload) {
    int length = header.length + 1 + payload.length;
    if (entry.length < length) {
      entry = Arrays.copyOf(entry, Math.max(length, entry.length * 2));
    }
    System.arraycopy(header, 0, entry, 0, header.length);
    entry[header.length] = '\n';
    System.arraycopy(payload, 0, entry, header.length + 1, payload.length);
    hasher.leaf(entry, 0, length, leaf, 0);
    block.append(leaf, 0);
    if (block.size() == BLOCK) {
      roots.writeBytes(block.root().bytes());
      block = new Frontier();
    }
    return leaf;
  }

  /** The roots of the blocks completed so far, 32 bytes each. */
  byte[] roots() {
    return roots.toByteArray();
  }

  /** The edge of the tree when these blocks follow {@code before}. */
  static Frontier follow(Frontier before, byte[] roots) {
    Frontier edge = before.copy();
    for (int at = 0; at < roots.length; at += Hash.BYTES) {
      edge.appendSubtree(8, Hash.of(roots, at));
    }
    return edge;
  }
}
