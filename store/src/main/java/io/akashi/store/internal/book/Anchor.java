package io.akashi.store.internal.book;

import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The newest {@code root} checkpoint, kept where the administrator of this machine does not write
 * alone: a folder on another host. It is asked at every start, so that a data directory older than
 * what was once signed (a restored VM) does not sign a second history. One file a log, named after
 * the origin. Used by one thread.
 */
final class Anchor {
  private static final int MOST = 1_000_000;

  private final Disk disk;
  private final Path folder;
  private final Path file;

  Anchor(Disk disk, Path folder, String origin) {
    this.disk = disk;
    this.folder = folder;
    this.file = folder.resolve(origin.replace('/', '_') + ".checkpoint");
  }

  Path folder() {
    return folder;
  }

  /**
   * The note kept there, or empty when none ever was.
   *
   * @throws IOException when the folder cannot be read: nobody knows then what was signed
   */
  Optional<String> read() throws IOException {
    if (!disk.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    try {
      return Optional.of(new String(disk.readAll(file, MOST), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Keeps a note; on return it is durable as far as the other host says so. */
  void keep(String note) throws IOException {
    disk.replace(file, note.getBytes(StandardCharsets.UTF_8));
  }
}
