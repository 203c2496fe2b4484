package io.akashi.cli.internal.demo;

/** The hospital's messages did not arrive; what did is kept, and the next start goes on. */
final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1;

  DeliveryException(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
