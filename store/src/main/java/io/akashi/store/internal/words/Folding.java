package io.akashi.store.internal.words;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Makes one of the ways in which the same characters are written: width, kind of kana, case and
 * composition. Each code point is folded by itself, so that the folding of a text that stands in
 * another stands in the other's folding, wherever it begins and ends.
 *
 * <p>{@link #form} keeps marks ({@code ガ} and {@code ｶﾞ} become {@code カ} and U+3099), {@link
 * #skeleton} leaves them out, so that {@code ｶ} is found in {@code ｶﾞ}.
 */
public final class Folding {
  // By code point: its skeleton and its form where these are one character; 0 for all others.
  private static final char[] SKELETONS = new char[0x1_0000];
  private static final char[] FORMS = new char[SKELETONS.length];

  static {
    for (int point = 1; point < FORMS.length; point++) {
      if (!isHangul(point)) {
        int[] form = formOf(point);
        FORMS[point] = single(form);
        SKELETONS[point] = single(withoutMarks(form));
      }
    }
  }

  private static char single(int[] points) {
    return points.length == 1 && points[0] < FORMS.length ? (char) points[0] : 0;
  }

  private Folding() {}

  /** The form of a text, as code points. */
  public static int[] form(CharSequence text) {
    int[] form = new int[text.length()];
    int length = 0;
    for (int at = 0; at < text.length(); ) {
      int point = Character.codePointAt(text, at);
      at += Character.charCount(point);
      int single = point < FORMS.length ? FORMS[point] : 0;
      if (single != 0 && length < form.length) {
        form[length++] = single;
        continue;
      }
      int[] several = formOf(point);
      if (form.length - length < several.length) {
        form = Arrays.copyOf(form, 2 * (form.length + several.length));
      }
      System.arraycopy(several, 0, form, length, several.length);
      length += several.length;
    }
    return Arrays.copyOf(form, length);
  }

  /** The form of a text without its marks, as code points. */
  public static int[] skeleton(CharSequence text) {
    return withoutMarks(form(text));
  }

  private static int[] withoutMarks(int[] form) {
    return Arrays.stream(form).filter(point -> !isMark(point)).toArray();
  }

  /** Whether a code point of a form belongs to the one before it. */
  public static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /**
   * The skeletons of the code points below U+10000, by code point; 0 where it is not one character:
   * ask {@link #skeletonOf}. Not to be changed.
   */
  static char[] skeletons() {
    return SKELETONS;
  }

  /** The skeleton of one code point. */
  static int[] skeletonOf(int point) {
    return withoutMarks(formOf(point));
  }

  private static int[] formOf(int point) {
    if (isPlain(point)) {
      return new int[] {point};
    }
    String text = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
    // Down, up and down: ẞ, ß and SS become ss.
    String lower = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return lower.codePoints().flatMap(Folding::oneWay).toArray();
  }

  /** What NFKD and case leave in two ways. */
  private static IntStream oneWay(int point) {
    boolean selectsVariant =
        (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
    if (selectsVariant) {
      return IntStream.empty();
    }
    boolean hiragana = (point >= 'ぁ' && point <= 'ゖ') || point == 'ゝ';
    // CP932 and other charsets read the same bytes as one or the other.
    return IntStream.of(
        hiragana ? point + ('ァ' - 'ぁ') : point == '〜' ? '~' : point == '−' ? '-' : point);
  }

  /** Characters without case, marks or another width. */
  private static boolean isPlain(int point) {
    return (point >= 0x3400 && point <= 0x4dbf)
        || (point >= 0x4e00 && point <= 0x9fff)
        || (point >= 0xd800 && point <= 0xf8ff);
  }

  private static boolean isHangul(int point) {
    return point >= 0xac00 && point <= 0xd7a3;
  }
}
