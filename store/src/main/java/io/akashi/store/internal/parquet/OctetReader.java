package io.akashi.store.internal.parquet;

/** Reads numbers out of bytes that may be damaged. For one thread. */
final class OctetReader {
  private static final int LONGEST_VARINT = 10;

  private final byte[] array;
  private final int end;
  private int at;

  OctetReader(byte[] array, int from, int end) {
    this.array = array;
    this.at = from;
    this.end = end;
  }

  byte[] array() {
    return array;
  }

  /** Where the next byte lies. */
  int at() {
    return at;
  }

  /** Bytes not read yet. */
  int left() {
    return end - at;
  }

  int octet() throws DamagedFileException {
    if (at >= end) {
      throw new DamagedFileException("it ends too early");
    }
    return array[at++] & 0xff;
  }

  /** Steps over bytes and gives where they begin. */
  int skip(long length) throws DamagedFileException {
    if (length < 0 || length > left()) {
      throw new DamagedFileException("it ends too early");
    }
    int from = at;
    at += (int) length;
    return from;
  }

  long varint() throws DamagedFileException {
    long number = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      int octet = octet();
      number |= (long) (octet & 0x7f) << (7 * i);
      if (octet < 0x80) {
        return number;
      }
    }
    throw new DamagedFileException("a number is too long");
  }

  long zigzag() throws DamagedFileException {
    long number = varint();
    return (number >>> 1) ^ -(number & 1);
  }

  /** A varint that counts something in memory. */
  int count(int most) throws DamagedFileException {
    long count = varint();
    if (count < 0 || count > most) {
      throw new DamagedFileException("it says %d where at most %d can be".formatted(count, most));
    }
    return (int) count;
  }
}
