package io.akashi.server.internal.page.events;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that somebody else wrote, so that it shows what it is and does nothing: control characters,
 * marks of direction, blanks without width and characters that are none are given as their code,
 * {@code U+202E}. To be escaped as HTML by whoever shows it. Stateless.
 */
public final class VisibleText {
  private static final int MOST_MARKS = 5_000;
  private static final int LONGEST_LINE = 200;

  private VisibleText() {}

  /**
   * A stretch of a text.
   *
   * @param text what is shown
   * @param mark whether it is the code of a character instead of characters
   */
  public record Piece(String text, boolean mark) {}

  /**
   * The whole text, its lines and tabs kept. Behind {@value #MOST_MARKS} codes further ones are not
   * told from text: they are still shown as codes.
   */
  public static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int marks = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int c = text.codePointAt(at);
      if (isLineEnd(text, at)) {
        continue;
      }
      if (c == '\n' || c == '\t' || isShown(c)) {
        plain.appendCodePoint(c);
      } else if (++marks > MOST_MARKS) {
        plain.append('[').append(code(c)).append(']');
      } else {
        add(pieces, plain);
        pieces.add(new Piece(code(c), true));
      }
    }
    add(pieces, plain);
    return pieces;
  }

  private static void add(List<Piece> pieces, StringBuilder plain) {
    if (!plain.isEmpty()) {
      pieces.add(new Piece(plain.toString(), false));
      plain.setLength(0);
    }
  }

  /** CR before LF, as Windows ends lines. */
  private static boolean isLineEnd(String text, int at) {
    return text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
  }

  /** A value on one line of at most {@value #LONGEST_LINE} characters; codes stand in brackets. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    int shown = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      if (++shown > LONGEST_LINE) {
        return line.append('…').toString();
      }
      int c = text.codePointAt(at);
      if (isShown(c)) {
        line.appendCodePoint(c);
      } else {
        line.append('[').append(code(c)).append(']');
      }
    }
    return line.toString();
  }

  /**
   * The whole text, its lines and tabs kept; codes stand in brackets. The same text if it has none.
   */
  static String whole(String text) {
    StringBuilder shown = null;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean plain = c == '\n' || c == '\t' || c == '\r' || isShown(c);
      if (!plain && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, at);
      }
      if (shown != null && plain) {
        shown.appendCodePoint(c);
      } else if (shown != null) {
        shown.append('[').append(code(c)).append(']');
      }
      at += Character.charCount(c);
    }
    return shown == null ? text : shown.toString();
  }

  /** Letters and marks that show nothing: Hangul fillers, blanks of Braille and Khmer, joiners. */
  private static final String EMPTY = "\u115F\u1160\u3164\uFFA0\u034F\u17B4\u17B5\u2800";

  private static boolean isShown(int c) {
    return (c >= ' ' && c <= '~') || (EMPTY.indexOf(c) < 0 && isShownByItsType(c));
  }

  private static boolean isShownByItsType(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String code(int c) {
    return "U+%04X".formatted(c);
  }
}
