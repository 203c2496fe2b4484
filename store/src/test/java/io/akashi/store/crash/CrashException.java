package io.akashi.store.crash;

/** The process ended here. An error, so that no code under test mistakes it for a failure. */
public final class CrashException extends Error {
  private static final long serialVersionUID = 1L;

  CrashException(String operation) {
    super("the process ended before: " + operation, null, false, false);
  }
}
