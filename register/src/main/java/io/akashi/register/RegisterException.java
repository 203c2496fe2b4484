package io.akashi.register;

/**
 * Something that could not be done with a register. The message is one sentence in Japanese and
 * English with cause and next step; nothing was changed.
 */
public final class RegisterException extends Exception {
  private static final long serialVersionUID = 1L;

  public RegisterException(String message) {
    super(message);
  }

  public RegisterException(String message, Throwable cause) {
    super(message, cause);
  }
}
