package io.akashi.server;

/**
 * A certificate or key cannot be used. The message is one sentence in Japanese and English with
 * cause and next step.
 */
public final class UnusableCertificateException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableCertificateException(String message) {
    super(message);
  }

  public UnusableCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
