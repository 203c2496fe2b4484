package io.akashi.bench.internal.corpus;

import java.nio.charset.StandardCharsets;

/** A text being written into a byte array. Grows by itself. Not safe for use by many threads. */
public final class Octets {
  private static final int MAX_DIGITS = 18;
  private static final long[] POWERS = powers();

  private byte[] array;
  private int length;

  public Octets(int capacity) {
    array = new byte[capacity];
  }

  /** The bytes written so far, valid until the next call; {@link #length} of them count. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  /** A copy of the bytes written so far. */
  public byte[] copy() {
    byte[] copy = new byte[length];
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  public Octets put(byte[] bytes) {
    return put(bytes, bytes.length);
  }

  public Octets put(Octets other) {
    return put(other.array, other.length);
  }

  public Octets put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  public Octets put(char ascii) {
    reserve(1);
    array[length++] = (byte) ascii;
    return this;
  }

  /** Writes a number from 0 with at least {@code width} digits, at most 18. */
  public Octets put(long number, int width) {
    int digits = width;
    for (long power = POWERS[width]; digits < MAX_DIGITS && number >= power; power *= 10) {
      digits++;
    }
    reserve(digits);
    long rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      array[length + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  private Octets put(byte[] bytes, int count) {
    reserve(count);
    System.arraycopy(bytes, 0, array, length, count);
    length += count;
    return this;
  }

  private static long[] powers() {
    long[] powers = new long[MAX_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  private void reserve(int count) {
    if (length + count > array.length) {
      byte[] larger = new byte[Math.max(2 * array.length, length + count)];
      System.arraycopy(array, 0, larger, 0, length);
      array = larger;
    }
  }
}
