package io.akashi.register.internal.text;

/** A text is no value of its kind. The message is a sentence in Japanese and English. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param ja the sentence in Japanese
   * @param en the same in English
   */
  public UnreadableException(String ja, String en) {
    super(ja + " / " + en);
  }
}
