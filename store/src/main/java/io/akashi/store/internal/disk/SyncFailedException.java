package io.akashi.store.internal.disk;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The operating system could not say that written data is on the disk. It may have thrown the data
 * away and forgotten the error, so the next sync may succeed without them: never retry, halt.
 */
public final class SyncFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public SyncFailedException(Path path, Throwable cause) {
    super("sync of " + path + " failed", cause);
  }
}
