package io.akashi.cli.internal.show;

/**
 * How many columns of a terminal a text takes: Japanese characters take two (Unicode UAX #11, wide
 * and full-width).
 */
final class Width {
  /** First and last code point of the wide ranges, in order. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
    0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F900,
    0x1F9FF, 0x20000, 0x3FFFD
  };

  private static final String CUT = "…";

  private Width() {}

  /** Columns of a text without control characters. */
  static int of(String text) {
    return text.codePoints().map(Width::of).sum();
  }

  /** The text, or its beginning and an ellipsis when it is wider than that. */
  static String cut(String text, int most) {
    if (of(text) <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int left = most - 1;
    for (int c : text.codePoints().toArray()) {
      left -= of(c);
      if (left < 0) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept.append(CUT).toString();
  }

  /**
   * The text without anything that would steer a terminal: a log is written by strangers. Controls
   * show as their pictures, invisible format characters as a dot.
   */
  static String tame(String text) {
    StringBuilder tame = new StringBuilder(text.length());
    text.codePoints().forEach(c -> tame.appendCodePoint(tame(c)));
    return tame.toString();
  }

  private static int tame(int c) {
    if (c < ' ') {
      return 0x2400 + c;
    }
    boolean hidden =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              true;
          default -> false;
        };
    return hidden ? '·' : c;
  }

  private static int of(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }
}
