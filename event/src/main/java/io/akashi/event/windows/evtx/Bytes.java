package io.akashi.event.windows.evtx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers and texts of Windows. Stateless. */
final class Bytes {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static int u16(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at) & 0xffff;
  }

  static long u32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at) & 0xffff_ffffL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** UTF-16 text; NULs at its end are not part of it. Lone surrogates stay as they are. */
  static String utf16(byte[] bytes, int at, int units) {
    int length = units;
    while (length > 0 && bytes[at + 2 * length - 2] == 0 && bytes[at + 2 * length - 1] == 0) {
      length--;
    }
    byte[] narrow = new byte[length];
    for (int i = 0; i < length; i++) {
      if (bytes[at + 2 * i + 1] != 0) {
        return wide(bytes, at, length);
      }
      narrow[i] = bytes[at + 2 * i];
    }
    return new String(narrow, ISO_8859_1);
  }

  private static String wide(byte[] bytes, int at, int units) {
    String text = new String(bytes, at, 2 * units, UTF_16LE);
    // The decoder replaces lone surrogates; a copy of the code units replaces nothing.
    return text.indexOf('\uFFFD') < 0 ? text : new String(units(bytes, at, units));
  }

  private static char[] units(byte[] bytes, int at, int units) {
    char[] chars = new char[units];
    for (int i = 0; i < units; i++) {
      chars[i] = (char) u16(bytes, at + 2 * i);
    }
    return chars;
  }
}
