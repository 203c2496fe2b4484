package io.akashi.event.windows.evtx;

/**
 * Binary XML cannot be read from here on: caught where the record ends, never leaves the package.
 */
final class DamageException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason one sentence, Japanese and English
   * @param offset where, from the start of the chunk
   */
  DamageException(String reason, int offset) {
    super(reason + " (offset " + offset + ")", null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
