package io.akashi.server;

/**
 * The house cannot be opened. The message has a line for each thing that is wrong, in Japanese and
 * English, with cause and next step; the command line prints it and ends with exit code 2.
 */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
