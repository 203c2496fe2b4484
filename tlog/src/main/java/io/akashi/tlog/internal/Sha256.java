package io.akashi.tlog.internal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * One reused SHA-256 that knows the two prefixes of RFC 6962 2.1. Allocates nothing per hash. Not
 * safe for use by many threads.
 */
public final class Sha256 {
  /** Length of a hash in bytes. */
  public static final int BYTES = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = digest();

  /** A fresh digest of the one algorithm every Java runtime must have. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Writes SHA-256(0x00 || entry) to {@code out[outOff..outOff+32)}. */
  public void leaf(byte[] entry, int off, int len, byte[] out, int outOff) {
    digest.update(LEAF);
    digest.update(entry, off, len);
    finish(out, outOff);
  }

  /** Writes SHA-256(0x01 || left || right) to {@code out}, which may be one of the inputs. */
  public void node(byte[] left, int leftOff, byte[] right, int rightOff, byte[] out, int outOff) {
    digest.update(NODE);
    digest.update(left, leftOff, BYTES);
    digest.update(right, rightOff, BYTES);
    finish(out, outOff);
  }

  /**
   * Folds {@code count} hashes that lie one after the other in {@code row} to their RFC 6962 root,
   * in place, which is then {@code row[0..32)}: neighbours are paired, an odd last one moves up.
   */
  public void fold(byte[] row, int count) {
    for (int left = count; left > 1; left = (left + 1) / 2) {
      foldOnce(row, left);
    }
  }

  /** One step of {@link #fold}: pairs {@code count} hashes in place; an odd last one moves up. */
  public void foldOnce(byte[] row, int count) {
    for (int pair = 0; pair < count / 2; pair++) {
      node(row, 2 * pair * BYTES, row, (2 * pair + 1) * BYTES, row, pair * BYTES);
    }
    if (count % 2 == 1) {
      System.arraycopy(row, (count - 1) * BYTES, row, count / 2 * BYTES, BYTES);
    }
  }

  private void finish(byte[] out, int outOff) {
    try {
      digest.digest(out, outOff, BYTES);
    } catch (DigestException e) {
      throw new IndexOutOfBoundsException("no room for a hash at " + outOff);
    }
  }
}
