package io.akashi.tlog;

import java.io.IOException;

/**
 * Bytes are not what they claim to be: a note, a checkpoint, a proof, a tile, a key. The message is
 * one sentence that says what was expected and where.
 */
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }
}
