package io.akashi.intake;

/** An HTTP body that is not taken; nothing of it was. The message is for the sender. */
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, in HTTP's terms. */
  public enum Reason {
    /** The body is not what its header says. */
    MALFORMED(400),
    /** The body is longer than allowed, before or after decompression. */
    TOO_LARGE(413),
    /** The Content-Encoding is unknown. */
    UNSUPPORTED_ENCODING(415);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status code. */
    public int status() {
      return status;
    }
  }

  private final Reason reason;

  public BodyException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public BodyException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
