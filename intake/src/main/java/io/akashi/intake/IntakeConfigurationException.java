package io.akashi.intake;

/**
 * Something in the configuration keeps a listener from starting. The message is one sentence in
 * Japanese and in English with the cause and what to do next, meant for the operator's eyes.
 */
public final class IntakeConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public IntakeConfigurationException(String message) {
    super(message);
  }

  public IntakeConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
