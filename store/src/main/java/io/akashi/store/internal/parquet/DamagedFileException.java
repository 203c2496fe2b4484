package io.akashi.store.internal.parquet;

import java.io.IOException;

/** A part of an entries file is not what its format says; the message is a clause. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }

  DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
