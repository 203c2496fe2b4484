package io.akashi.register.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/** Texts that mean the same made the same. */
public final class Norm {
  private Norm() {}

  /** Without blanks around it, the wide one and the unbreakable one too. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
  }

  /** Wide digits and letters narrow, narrow kana wide (NFKC), trimmed; zeros and case stay. */
  public static String plain(String text) {
    return trim(Normalizer.normalize(text, Normalizer.Form.NFKC));
  }

  /** A heading as it is compared: letters and digits only, width and case ignored. */
  public static String heading(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(plain.length());
    plain.codePoints().filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
    return kept.toString().replace("ユーザー", "ユーザ");
  }
}
