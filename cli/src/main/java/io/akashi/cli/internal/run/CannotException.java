package io.akashi.cli.internal.run;

/**
 * The command cannot do its work. The message is one sentence, ja / en, with cause and next step.
 */
public final class CannotException extends Exception {
  private static final long serialVersionUID = 1L;

  public CannotException(String message) {
    super(message);
  }

  public CannotException(String message, Throwable cause) {
    super(message, cause);
  }
}
