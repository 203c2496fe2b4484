package io.akashi.store.internal.segment;

import java.io.IOException;

/** A segment that could not be written as it must be. Nothing was published; the journal stays. */
public final class SegmentException extends IOException {
  private static final long serialVersionUID = 1L;

  SegmentException(String message) {
    super(message);
  }
}
