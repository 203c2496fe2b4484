package io.akashi.store;

/**
 * A question that cannot be answered as it was asked. The message is one sentence in Japanese and
 * English with cause and next step, fit to be shown.
 */
public final class QueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is. */
  public enum Reason {
    /** The question is wrong: change it. */
    INVALID,
    /** It took too long: narrow it, above all the time range. */
    TOO_LONG,
    /** It had no turn, for many others ask: ask again later. */
    BUSY,
    /** It needs more memory than there is: narrow it, or ask when less is asked. */
    NO_MEMORY,
    /** It was cancelled. */
    CANCELLED
  }

  private final Reason reason;

  public QueryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public QueryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
