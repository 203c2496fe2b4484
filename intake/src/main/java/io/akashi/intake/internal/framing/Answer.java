package io.akashi.intake.internal.framing;

/** What a framing rule says about the bytes at the beginning of the window. */
enum Answer {
  /** A message was found, see {@link Cut}. */
  TAKEN,
  /** It takes more bytes to tell. */
  MORE,
  /** It takes more bytes, or a pause of the sender, to tell. */
  MORE_OR_PAUSE,
  /** The rule does not apply. */
  NO
}
