package io.akashi.intake.internal.records;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How ASCII characters stand in the bytes of a charset, as far as line breaks and quotes need it.
 * In CP932, EUC-JP and UTF-8 no other character contains these bytes.
 */
enum Units {
  BYTES(1, 0),
  UTF16_LITTLE_ENDIAN(2, 0),
  UTF16_BIG_ENDIAN(2, 1);

  /** Bytes of one unit. */
  final int width;

  /** Where the significant byte of an ASCII character lies in its unit. */
  private final int low;

  Units(int width, int low) {
    this.width = width;
    this.low = low;
  }

  /**
   * The units of a charset.
   *
   * @param charset its name, or null for one that contains ASCII
   * @param head the first bytes; a byte order mark decides for {@code UTF-16}
   */
  static Units of(@Nullable String charset, byte[] head, int length) {
    String name =
        charset == null ? "" : charset.toUpperCase(Locale.ROOT).replace("_", "").replace("-", "");
    boolean markLittle = length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe;
    boolean markBig = length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff;
    return switch (name) {
      case "UTF16LE", "XUTF16LEBOM" -> UTF16_LITTLE_ENDIAN;
      case "UTF16BE" -> UTF16_BIG_ENDIAN;
      case "UTF16", "UNICODE" -> markLittle ? UTF16_LITTLE_ENDIAN : UTF16_BIG_ENDIAN;
      case "" -> markLittle ? UTF16_LITTLE_ENDIAN : markBig ? UTF16_BIG_ENDIAN : BYTES;
      default -> BYTES;
    };
  }

  /** The ASCII character of the unit at {@code at}, or {@link RecordBounds#OTHER}. */
  char ascii(byte[] bytes, int at) {
    byte high = width == 1 ? 0 : bytes[at + 1 - low];
    byte c = bytes[at + (width == 1 ? 0 : low)];
    return high == 0 && c >= 0 ? (char) c : RecordBounds.OTHER;
  }

  /** How many of the first bytes are a byte order mark. */
  int markLength(byte[] head, int length) {
    if (width == 1) {
      boolean utf8 =
          length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
      return utf8 ? 3 : 0;
    }
    return length >= 2 && (head[low] & 0xff) == 0xff && (head[1 - low] & 0xff) == 0xfe ? 2 : 0;
  }

  /** Whether the unit at {@code at} is the ASCII character {@code c}. */
  boolean is(byte[] bytes, int at, char c) {
    return width == 1 ? bytes[at] == c : bytes[at + low] == c && bytes[at + 1 - low] == 0;
  }
}
