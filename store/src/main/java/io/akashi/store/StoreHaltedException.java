package io.akashi.store;

/**
 * The store has stopped for good, because it can no longer say what is on the disk: a sync failed,
 * or a write failed for another reason than a full disk. Only a new start, which reads everything
 * again, ends this; retrying is forbidden, because a second sync may succeed without the data.
 */
public final class StoreHaltedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreHaltedException(String message, Throwable cause) {
    super(message, cause);
  }
}
