package io.akashi.tlog;

import io.akashi.tlog.internal.Sha256;
import io.akashi.tlog.internal.StrictBase64;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value of exactly 32 bytes. Immutable. */
public final class Hash {
  /** Length in bytes. */
  public static final int BYTES = Sha256.BYTES;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of the array as a hash.
   *
   * @throws IllegalArgumentException unless it has 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new Hash(bytes.clone());
  }

  /**
   * A copy of {@code bytes[offset..offset+32)} as a hash.
   *
   * @throws IndexOutOfBoundsException if the array ends before
   */
  public static Hash of(byte[] bytes, int offset) {
    Objects.checkFromIndexSize(offset, BYTES, bytes.length);
    return new Hash(Arrays.copyOfRange(bytes, offset, offset + BYTES));
  }

  /** The hash of that base64 text (padded, canonical), or empty when the text is not one. */
  public static Optional<Hash> ofBase64(String text) {
    return StrictBase64.decode(text).filter(bytes -> bytes.length == BYTES).map(Hash::new);
  }

  /**
   * The hash of 64 hexadecimal digits.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash ofHex(String text) {
    return of(HexFormat.of().parseHex(text));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Writes the 32 bytes to {@code target[offset..offset+32)}. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, BYTES);
  }

  /** Whether {@code other[offset..offset+32)} holds these bytes. */
  public boolean matches(byte[] other, int offset) {
    return Arrays.equals(bytes, 0, BYTES, other, offset, offset + BYTES);
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Standard base64 with padding, 44 characters. */
  public String base64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
