package io.akashi.store.internal.entry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text in a header: UTF-8, with every byte outside {@code %x21-7E} and the bytes {@code %} and
 * {@code =} written as {@code %} and two upper-case hex digits. There is one way to write a text.
 */
final class PercentText {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private PercentText() {}

  /** Whether the text is written as it is, one byte a character. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int c) {
    return c >= 0x21 && c <= 0x7E && c != '%' && c != '=';
  }

  /** The bytes of a text; a character that has no UTF-8 (half of a surrogate pair) becomes ?. */
  static byte[] encode(String text) {
    var out = new ByteArrayOutputStream(text.length() * 3);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(b)) {
        out.write(b);
      } else {
        out.write('%');
        out.write(HEX[(b >> 4) & 0xF]);
        out.write(HEX[b & 0xF]);
      }
    }
    return out.toByteArray();
  }

  /** The text of these bytes, or null when {@link #encode} would not have written them so. */
  static @Nullable String decode(byte[] from, int start, int end) {
    var out = new ByteArrayOutputStream(end - start);
    int i = start;
    while (i < end) {
      byte b = from[i];
      if (isPlain(b)) {
        out.write(b);
        i++;
        continue;
      }
      int value = b == '%' && i + 2 < end ? hex(from[i + 1]) * 16 + hex(from[i + 2]) : -1;
      if (value < 0 || isPlain((byte) value)) {
        return null;
      }
      out.write(value);
      i += 3;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The digit's value, or so far below zero that no second digit makes it valid. */
  private static int hex(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1_000;
  }
}
