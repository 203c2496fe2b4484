package io.akashi.server.account;

/**
 * Something about an account that cannot be done. The message is one sentence in Japanese and
 * English with cause and next step, fit to be shown, and has no secret in it.
 */
public class AccountException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AccountException(String message) {
    super(message);
  }

  public AccountException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Somebody else has changed the account meanwhile. */
  public static final class Changed extends AccountException {
    private static final long serialVersionUID = 1L;

    public Changed() {
      super(
          "ほかの人が先にこのアカウントを変更しました。下は今の内容とあなたの入力です。確かめてもう一度保存してください。"
              + " / somebody else has changed this account meanwhile: compare, and save again");
    }
  }

  /** Too many sign in at this moment. */
  public static final class Busy extends AccountException {
    private static final long serialVersionUID = 1L;
    private static final String SENTENCE =
        "サインインが混み合っています。少し待ってやり直してください。 / many sign in now: try again in a moment";

    public Busy() {
      super(SENTENCE);
    }

    Busy(Throwable cause) {
      super(SENTENCE, cause);
    }
  }
}
