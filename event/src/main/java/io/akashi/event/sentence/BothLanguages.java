package io.akashi.event.sentence;

/** Takes sentences in two languages apart, {@code 日本語。 / English}. Stateless. */
public final class BothLanguages {
  private static final String BETWEEN = " / ";

  private BothLanguages() {}

  /**
   * The half in one language: the Japanese one ends before the last {@code " / "} behind which no
   * Japanese stands. Text without such a place is returned whole.
   */
  public static String half(String both, Language language) {
    for (int at = both.indexOf(BETWEEN); at >= 0; at = both.indexOf(BETWEEN, at + 1)) {
      String english = both.substring(at + BETWEEN.length());
      if (isJapanese(both.substring(0, at)) && !isJapanese(english)) {
        return language == Language.JAPANESE ? both.substring(0, at).strip() : english.strip();
      }
    }
    return both;
  }

  private static boolean isJapanese(String text) {
    return text.codePoints()
        .mapToObj(Character.UnicodeScript::of)
        .anyMatch(script ->
            script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HAN);
  }
}
