package io.akashi.server.internal.endpoint;

import io.akashi.server.internal.web.Problem;

/**
 * What a manager answers to a duty, whatever was computed.
 *
 * @param yes はい or いいえ
 * @param comment at most {@value #LONGEST_COMMENT} characters, maybe none
 */
public record OwnAnswer(boolean yes, String comment) {
  private static final int LONGEST_COMMENT = 2_000;

  /**
   * As a form says it.
   *
   * @throws Problem 400 when the answer is neither {@code yes} nor {@code no}, or the comment is
   *     too long
   */
  public static OwnAnswer of(String answer, String comment) {
    if (!answer.equals("yes") && !answer.equals("no")) {
      throw new Problem(400, "answer は yes か no です。 / answer is yes or no");
    }
    if (comment.length() > LONGEST_COMMENT) {
      throw new Problem(400, "comment が長すぎます。 / the comment is too long");
    }
    return new OwnAnswer(answer.equals("yes"), comment);
  }
}
