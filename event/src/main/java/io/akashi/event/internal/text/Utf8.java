package io.akashi.event.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are UTF-8 (RFC 3629), quickly and without allocation. */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final int LONGEST_CUT = 3;

  private Utf8() {}

  /** Whether {@code bytes[from, to)} is well-formed: nothing cut off, overlong or surrogate. */
  public static boolean isValid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (bytes[i] >= 0) {
        i = i + 8 <= to && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0 ? i + 8 : i + 1;
        continue;
      }
      int length = sequence(bytes, i, to);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** Length of the well-formed sequence of two to four bytes at {@code i}, or 0. */
  private static int sequence(byte[] bytes, int i, int to) {
    int lead = bytes[i] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > to) {
      return 0;
    }
    int second = bytes[i + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) {
      return 0;
    }
    for (int k = i + 2; k < i + length; k++) {
      if ((bytes[k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /**
   * Whether {@code bytes[from, to)} is well-formed but for a last character of which the end is
   * missing, and holds another character beyond ASCII: else it is only a stray high byte.
   */
  public static boolean isCut(byte[] bytes, int from, int to) {
    int lead = to - 1;
    while (lead >= from && to - lead < LONGEST_CUT && (bytes[lead] & 0xc0) == 0x80) {
      lead--;
    }
    if (lead <= from || (bytes[lead] & 0xc0) != 0xc0 || !isValid(bytes, from, lead)) {
      return false;
    }
    for (int i = from; i < lead; i++) {
      if (bytes[i] < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a byte order mark (U+FEFF) stands at {@code i}; there must be three bytes. */
  public static boolean isMark(byte[] bytes, int i) {
    return bytes[i] == (byte) 0xef && bytes[i + 1] == (byte) 0xbb && bytes[i + 2] == (byte) 0xbf;
  }
}
