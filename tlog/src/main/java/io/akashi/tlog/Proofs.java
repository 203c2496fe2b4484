package io.akashi.tlog;

import io.akashi.tlog.internal.TileHashes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes inclusion and consistency proofs from tiles, and verifies them (RFC 9162 2.1.3 and 2.1.4).
 * Making reads; verifying is pure. Sizes are numbers of entries, hashes run from the leaf upwards.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * Proof that the entry lies at {@code index} in the tree of {@code size} (RFC 9162 2.1.3.1).
   *
   * @throws IllegalArgumentException unless 0 &lt;= index &lt; size
   * @throws IOException if a tile is missing or not readable
   */
  public static List<Hash> inclusion(TileSource source, long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no entry %d in %d".formatted(index, size));
    }
    List<Hash> proof = new ArrayList<>();
    TileHashes hashes = new TileHashes(source, size);
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long split = begin + TileHashes.split(end - begin);
      boolean left = index < split;
      proof.addFirst(left ? hashes.root(split, end) : hashes.root(begin, split));
      begin = left ? begin : split;
      end = left ? split : end;
    }
    return List.copyOf(proof);
  }

  /**
   * Proof that the tree of size {@code to} begins with the tree of size {@code from} (RFC 9162
   * 2.1.4.1). Empty when the sizes are equal.
   *
   * @throws IllegalArgumentException unless 0 &lt; from &lt;= to
   * @throws IOException if a tile is missing or not readable
   */
  public static List<Hash> consistency(TileSource source, long from, long to) throws IOException {
    if (from <= 0 || from > to) {
      throw new IllegalArgumentException("no consistency of %d with %d".formatted(from, to));
    }
    List<Hash> proof = new ArrayList<>();
    TileHashes hashes = new TileHashes(source, to);
    long begin = 0;
    long end = to;
    while (end != from) {
      long split = begin + TileHashes.split(end - begin);
      boolean left = from <= split;
      proof.addFirst(left ? hashes.root(split, end) : hashes.root(begin, split));
      begin = left ? begin : split;
      end = left ? split : end;
    }
    if (begin != 0) {
      proof.addFirst(hashes.root(begin, end));
    }
    return List.copyOf(proof);
  }

  /**
   * Root of the tree of that size, from its tiles.
   *
   * @throws IOException if a tile is missing or not readable
   */
  public static Hash root(TileSource source, long size) throws IOException {
    return size == 0 ? Rfc6962.emptyRoot() : new TileHashes(source, size).root(0, size);
  }

  /** Whether the proof shows the leaf at that index under that root (RFC 9162 2.1.3.2). */
  public static boolean verifyInclusion(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    return verifySubtreeInclusion(leaf, index, 0, size, proof, root);
  }

  /**
   * Whether the proof shows that the tree {@code to} begins with the tree {@code from} (RFC 9162
   * 2.1.4.2). False for {@code from} 0, which no proof can tell anything about.
   */
  public static boolean verifyConsistency(
      long from, long to, Hash fromRoot, Hash toRoot, List<Hash> proof) {
    return from > 0 && verifySubtreeConsistency(0, from, to, fromRoot, toRoot, proof);
  }

  /**
   * Whether the proof shows the leaf at {@code index} (of the whole tree) under the root of the
   * subtree {@code [start, end)} (draft-ietf-plants-merkle-tree-certs 4.3; with start 0 it is RFC
   * 9162 2.1.3.2).
   */
  public static boolean verifySubtreeInclusion(
      Hash leaf, long index, long start, long end, List<Hash> proof, Hash root) {
    if (!isSubtree(start, end) || index < start || index >= end) {
      return false;
    }
    long fn = index - start;
    long sn = end - start - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = Rfc6962.node(sibling, hash);
        int shift = Long.numberOfTrailingZeros(fn);
        fn >>>= shift;
        sn >>>= shift;
      } else {
        hash = Rfc6962.node(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && hash.equals(root);
  }

  /**
   * Whether the proof shows that the tree of {@code size} contains the subtree {@code [start, end)}
   * (draft-ietf-plants-merkle-tree-certs 4.4; with start 0 it is RFC 9162 2.1.4.2). The empty
   * subtree lies in every tree.
   */
  public static boolean verifySubtreeConsistency(
      long start, long end, long size, Hash subtreeRoot, Hash root, List<Hash> proof) {
    if (start == end && start >= 0 && end <= size) {
      return proof.isEmpty() && subtreeRoot.equals(Rfc6962.emptyRoot());
    }
    if (!isSubtree(start, end) || end > size) {
      return false;
    }
    return new SubtreeWalk(start, end, size).verify(subtreeRoot, root, proof);
  }

  // A subtree begins at a multiple of the least power of two that holds it.
  private static boolean isSubtree(long start, long end) {
    if (start < 0 || start >= end) {
      return false;
    }
    int height = Long.SIZE - Long.numberOfLeadingZeros(end - start - 1);
    return height < Long.SIZE - 1 && (start & ((1L << height) - 1)) == 0;
  }

  /** The three places of the verification: subtree's first, subtree's last, tree's last leaf. */
  private static final class SubtreeWalk {
    private long fn;
    private long sn;
    private long tn;

    private SubtreeWalk(long start, long end, long size) {
      fn = start;
      sn = end - 1;
      tn = size - 1;
    }

    private boolean verify(Hash subtreeRoot, Hash root, List<Hash> proof) {
      boolean toTheEnd = sn == tn;
      while (fn != sn && (toTheEnd || (sn & 1) == 1)) {
        up();
      }
      boolean given = fn == sn;
      if (!given && proof.isEmpty()) {
        return false;
      }
      Hash fr = given ? subtreeRoot : proof.getFirst();
      Hash sr = fr;
      for (Hash sibling : proof.subList(given ? 0 : 1, proof.size())) {
        if (tn == 0) {
          return false;
        }
        if ((sn & 1) == 1 || sn == tn) {
          fr = fn < sn ? Rfc6962.node(sibling, fr) : fr;
          sr = Rfc6962.node(sibling, sr);
          while ((sn & 1) == 0 && sn != 0) {
            up();
          }
        } else {
          sr = Rfc6962.node(sr, sibling);
        }
        up();
      }
      return tn == 0 && fr.equals(subtreeRoot) && sr.equals(root);
    }

    private void up() {
      fn >>>= 1;
      sn >>>= 1;
      tn >>>= 1;
    }
  }
}
