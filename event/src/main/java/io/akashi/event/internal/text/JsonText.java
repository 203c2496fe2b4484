package io.akashi.event.internal.text;

import java.util.Arrays;

/** Writes JSON (RFC 8259) that fits on one line. Stateless. */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  /** Which characters of ASCII stand for themselves. */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    Arrays.fill(PLAIN, ' ', 0x7f, true);
    PLAIN['"'] = false;
    PLAIN['\\'] = false;
  }

  private JsonText() {}

  /**
   * Appends {@code text} as a JSON string. Control characters and lone surrogates are escaped, so
   * the result is one line and can be encoded as UTF-8 without loss.
   */
  public static void quote(StringBuilder out, String text) {
    int length = text.length();
    int plain = 0;
    while (plain < length && isPlain(text.charAt(plain))) {
      plain++;
    }
    out.append('"');
    if (plain == length) {
      out.append(text);
    } else {
      escapeFrom(out, text, plain);
    }
    out.append('"');
  }

  /** Appends a text of which {@code first} is the first character that may need escaping. */
  private static void escapeFrom(StringBuilder out, String text, int first) {
    int plain = 0;
    int length = text.length();
    for (int i = first; i < length; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        continue;
      }
      if (Character.isSurrogate(c) && isPair(text, i)) {
        i++;
        continue;
      }
      out.append(text, plain, i);
      escape(out, c);
      plain = i + 1;
    }
    out.append(text, plain, length);
  }

  private static boolean isPlain(char c) {
    return c < PLAIN.length ? PLAIN[c] : c < 0xd800 || c > 0xdfff;
  }

  private static boolean isPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xf));
        }
      }
    }
  }
}
