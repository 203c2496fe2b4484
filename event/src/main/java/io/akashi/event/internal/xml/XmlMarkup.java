package io.akashi.event.internal.xml;

/** Finds the ends of what begins with {@code <!} or {@code <?}. Each search is one pass. */
final class XmlMarkup {
  static final int CDATA_LENGTH = 9;
  private static final String CDATA = "<![CDATA[";
  private static final String COMMENT = "<!--";

  private XmlMarkup() {}

  static boolean isCdata(byte[] bytes, int at, int end) {
    return startsWith(bytes, CDATA, at, end);
  }

  static boolean isDoctype(byte[] bytes, int at) {
    return bytes[at + 1] == '!' && bytes[at + 2] != '-';
  }

  /** The index behind a comment, an instruction or a declaration, or -1 when it is not closed. */
  static int after(byte[] bytes, int at, int end) {
    if (bytes[at + 1] == '?') {
      return behind(bytes, "?>", at + 2, end);
    }
    if (startsWith(bytes, COMMENT, at, end)) {
      return behind(bytes, "-->", at + COMMENT.length(), end);
    }
    return afterDeclaration(bytes, at + 2, end);
  }

  /** Over quotes, comments and an internal subset ({@code [ … ]}) to the {@code >}. */
  private static int afterDeclaration(byte[] bytes, int from, int end) {
    int subset = 0;
    int i = from;
    while (i >= 0 && i < end) {
      switch (bytes[i]) {
        case '"', '\'' -> {
          int close = XmlAttributes.indexOf(bytes, (char) bytes[i], i + 1, end);
          i = close < 0 ? -1 : close + 1;
        }
        case '[' -> {
          subset++;
          i++;
        }
        case ']' -> {
          subset--;
          i++;
        }
        case '<' -> {
          boolean nested =
              startsWith(bytes, COMMENT, i, end) || (i + 1 < end && bytes[i + 1] == '?');
          i = nested ? after(bytes, i, end) : i + 1;
        }
        case '>' -> {
          i++;
          if (subset <= 0) {
            return i;
          }
        }
        default -> i++;
      }
    }
    return -1;
  }

  private static int behind(byte[] bytes, String wanted, int from, int end) {
    int found = find(bytes, wanted, from, end);
    return found < 0 ? -1 : found + wanted.length();
  }

  /** The index of an ASCII text, or -1. */
  static int find(byte[] bytes, String wanted, int from, int end) {
    for (int i = from; i <= end - wanted.length(); i++) {
      if (bytes[i] == wanted.charAt(0) && startsWith(bytes, wanted, i, end)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, String wanted, int at, int end) {
    if (end - at < wanted.length()) {
      return false;
    }
    for (int i = 0; i < wanted.length(); i++) {
      if (bytes[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
