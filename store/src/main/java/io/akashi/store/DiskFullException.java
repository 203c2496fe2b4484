package io.akashi.store;

import java.io.IOException;

/**
 * There is no room for what should be kept, or less than the reserve. Nothing that was acknowledged
 * is touched, and the store goes on by itself when there is room: try again later.
 */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  public DiskFullException(String message) {
    super(message);
  }

  public DiskFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
