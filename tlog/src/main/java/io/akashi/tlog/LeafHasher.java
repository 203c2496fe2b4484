package io.akashi.tlog;

import io.akashi.tlog.internal.Sha256;

/**
 * Leaf hashes (RFC 6962 2.1) without allocation, for the hot path. Reuses one digest: not safe for
 * use by many threads, so give each thread its own.
 */
public final class LeafHasher {
  private final Sha256 sha256 = new Sha256();

  /**
   * Writes SHA-256(0x00 || {@code buf[off..off+len)}) to {@code out[outOff..outOff+32)}.
   *
   * @throws IndexOutOfBoundsException if a range lies outside its array; the hasher is then no
   *     longer usable
   */
  public void leaf(byte[] buf, int off, int len, byte[] out, int outOff) {
    sha256.leaf(buf, off, len, out, outOff);
  }
}
