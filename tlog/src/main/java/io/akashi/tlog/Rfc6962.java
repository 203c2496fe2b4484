package io.akashi.tlog;

import io.akashi.tlog.internal.Sha256;

/** The three hashes of a Merkle tree (RFC 6962 and RFC 9162, section 2.1). Pure functions. */
public final class Rfc6962 {
  private static final Hash EMPTY = Hash.of(Sha256.digest().digest());

  private Rfc6962() {}

  /** Root of the tree without entries: SHA-256 of nothing. */
  public static Hash emptyRoot() {
    return EMPTY;
  }

  /** Hash of an entry: SHA-256(0x00 || entry). Where speed matters use {@link LeafHasher}. */
  public static Hash leaf(byte[] buf, int off, int len) {
    byte[] out = new byte[Hash.BYTES];
    new Sha256().leaf(buf, off, len, out, 0);
    return Hash.of(out);
  }

  /** {@link #leaf(byte[], int, int)} of the whole array. */
  public static Hash leaf(byte[] entry) {
    return leaf(entry, 0, entry.length);
  }

  /** Hash over two subtrees: SHA-256(0x01 || left || right). */
  public static Hash node(Hash left, Hash right) {
    byte[] out = new byte[Hash.BYTES];
    new Sha256().node(left.bytes(), 0, right.bytes(), 0, out, 0);
    return Hash.of(out);
  }
}
