package io.akashi.store.internal.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Whole numbers of seven bits a byte, the lowest first; the highest bit says that more follow. */
public final class Base128 {
  private Base128() {}

  public static void write(long value, ByteArrayOutputStream out) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  /** Zigzag before, so that small negative numbers are short too. */
  public static void writeSigned(long value, ByteArrayOutputStream out) {
    write((value << 1) ^ (value >> 63), out);
  }

  public static void writeOctets(byte[] octets, ByteArrayOutputStream out) {
    write(octets.length, out);
    out.writeBytes(octets);
  }

  /**
   * @throws IllegalArgumentException when it does not end
   * @throws java.nio.BufferUnderflowException when the bytes end before it does
   */
  public static long read(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number without end");
  }

  public static long readSigned(ByteBuffer in) {
    long value = read(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number of things that each take at least a byte of what is left. */
  public static int readCount(ByteBuffer in) {
    long count = read(in);
    if (count < 0 || count > in.remaining()) {
      throw new IllegalArgumentException("%d of something".formatted(count));
    }
    return (int) count;
  }

  public static byte[] readOctets(ByteBuffer in) {
    byte[] octets = new byte[readCount(in)];
    in.get(octets);
    return octets;
  }
}
