package io.akashi.event.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text that audit messages carry as base64: queries, details. Stateless. */
public final class Base64Text {
  private static final int LONGEST_TEXT = 4_096;

  private Base64Text() {}

  /** The text that short base64 stands for; anything else as it is. */
  public static @Nullable String decoded(@Nullable String base64) {
    if (base64 == null || base64.isEmpty() || base64.length() > LONGEST_TEXT) {
      return base64;
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return base64;
    }
    return bytes.length > 0 && isBase64(base64) && isText(bytes)
        ? new String(bytes, UTF_8)
        : base64;
  }

  private static boolean isBase64(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (digit || c == '+' || c == '/' || c == '=') {
        digits++;
      } else if (c > ' ') {
        return false;
      }
    }
    return digits % 4 == 0;
  }

  private static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return Utf8.isValid(bytes, 0, bytes.length);
  }
}
