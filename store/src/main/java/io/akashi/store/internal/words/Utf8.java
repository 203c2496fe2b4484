package io.akashi.store.internal.words;

/** UTF-8 (RFC 3629) read strictly, out of the middle of other bytes. */
public final class Utf8 {
  /** What {@link #at} gives where no character begins. */
  public static final long NONE = -1;

  private static final int FIRST_SURROGATE = 0xd800;
  private static final int LAST_SURROGATE = 0xdfff;

  private Utf8() {}

  /** Whether bytes are valid UTF-8 without NUL. */
  public static boolean isText(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int octet = bytes[at];
      if (octet > 0) {
        at++;
        continue;
      }
      long next = octet == 0 ? NONE : at(bytes, at, to);
      if (next == NONE) {
        return false;
      }
      at = end(next);
    }
    return true;
  }

  /** The character that begins at a byte, as {@link #point} and {@link #end} read it, or none. */
  public static long at(byte[] bytes, int at, int to) {
    int first = bytes[at];
    if (first >= 0) {
      return packed(first, at + 1);
    }
    int second = rest(bytes, at + 1, to);
    if (first < (byte) 0xe0) {
      return first < (byte) 0xc2 || second < 0
          ? NONE
          : packed((first & 0x1f) << 6 | second, at + 2);
    }
    int third = rest(bytes, at + 2, to);
    if ((second | third) < 0) {
      return NONE;
    }
    if (first < (byte) 0xf0) {
      int point = (first & 0xf) << 12 | second << 6 | third;
      return point < 0x800 || (point >= FIRST_SURROGATE && point <= LAST_SURROGATE)
          ? NONE
          : packed(point, at + 3);
    }
    int fourth = rest(bytes, at + 3, to);
    int point = (first & 0xf) << 18 | second << 12 | third << 6 | fourth;
    return fourth < 0 || point < Character.MIN_SUPPLEMENTARY_CODE_POINT || point > 0x10ffff
        ? NONE
        : packed(point, at + 4);
  }

  /** The bits of a byte that goes on; negative when it does not. */
  private static int rest(byte[] bytes, int at, int to) {
    return at < to && bytes[at] < (byte) 0xc0 ? bytes[at] & 0x3f : -1;
  }

  private static long packed(int point, int end) {
    return (long) point << Integer.SIZE | end;
  }

  public static int point(long character) {
    return (int) (character >>> Integer.SIZE);
  }

  /** Where the next one begins. */
  public static int end(long character) {
    return (int) character;
  }
}
