package io.akashi.intake.internal.framing;

/** What is known about the bytes behind the last one read. The order is one of certainty. */
enum End {
  /** More may follow at once. */
  OPEN,
  /** The sender paused: what ends exactly here is complete. */
  QUIET,
  /** The sender has been silent for long: a message without trailer is complete. */
  STALLED,
  /** Nothing follows. */
  CLOSED;

  /** Whether a message that looks unfinished is finished now. */
  boolean isFinal() {
    return this == STALLED || this == CLOSED;
  }
}
