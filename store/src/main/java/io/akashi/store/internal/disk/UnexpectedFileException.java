package io.akashi.store.internal.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Where a regular file or a folder should lie, something else does; it was not opened. */
public final class UnexpectedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  UnexpectedFileException(Path path, String what) {
    super("%s is %s".formatted(path, what));
  }
}
