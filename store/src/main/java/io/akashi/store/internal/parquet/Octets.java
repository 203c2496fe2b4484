package io.akashi.store.internal.parquet;

import java.util.Arrays;

/** Bytes that grow at their end. For one thread. */
final class Octets {
  private byte[] array;
  private int size;

  Octets(int capacity) {
    array = new byte[capacity];
  }

  byte[] array() {
    return array;
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void put(int octet) {
    ensure(1);
    array[size++] = (byte) octet;
  }

  void put(byte[] from, int offset, int length) {
    ensure(length);
    System.arraycopy(from, offset, array, size, length);
    size += length;
  }

  void put(Octets from) {
    put(from.array, 0, from.size);
  }

  /** An unsigned LEB128 number. */
  void putVarint(long number) {
    ensure(10);
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      array[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[size++] = (byte) rest;
  }

  /** A signed number, small ones short. */
  void putZigzag(long number) {
    putVarint((number << 1) ^ (number >> 63));
  }

  private void ensure(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
  }

  byte[] toArray() {
    return Arrays.copyOf(array, size);
  }
}
