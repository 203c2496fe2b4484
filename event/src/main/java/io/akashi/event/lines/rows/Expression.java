package io.akashi.event.lines.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;

/**
 * A regular expression and the bytes with which every match of the whole begins, so that most lines
 * are refused without asking it.
 */
public record Expression(Pattern pattern, byte[] prefix) {
  private static final String SIGNS = "\\.[]()*+?{}|^$";

  public static Expression of(Pattern pattern) {
    return new Expression(pattern, prefix(pattern.pattern()).getBytes(UTF_8));
  }

  /** Whether {@code bytes[from, to)} begins as a match must. */
  boolean mayMatch(byte[] bytes, int from, int to) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** The letters at the beginning that stand for themselves and come exactly once. */
  private static String prefix(String regex) {
    if (hasChoice(regex)) {
      return "";
    }
    int from = regex.startsWith("^") ? 1 : 0;
    StringBuilder letters = new StringBuilder();
    for (int i = from; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (SIGNS.indexOf(c) < 0) {
        letters.append(c);
      } else if (c == '\\' && i + 1 < regex.length() && SIGNS.indexOf(regex.charAt(i + 1)) >= 0) {
        letters.append(regex.charAt(++i));
      } else {
        boolean repeated = c == '*' || c == '?' || c == '{';
        if (repeated && !letters.isEmpty()) {
          letters.setLength(letters.offsetByCodePoints(letters.length(), -1));
        }
        break;
      }
    }
    return letters.toString();
  }

  /** Whether there is a {@code |} outside of groups; one in a class counts too, which is safe. */
  private static boolean hasChoice(String regex) {
    int depth = 0;
    for (int i = 0; i < regex.length(); i++) {
      switch (regex.charAt(i)) {
        case '\\' -> i++;
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth <= 0) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }
}
