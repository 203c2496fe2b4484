package io.akashi.store.internal.head;

import io.akashi.store.Book;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The last signed checkpoint of each book, one small file each, replaced atomically and only by who
 * knows the present one. What is published was here before. Safe for use by many threads of one
 * process; the lock of the data directory keeps other processes away.
 */
public final class HeadStore {
  /** What a signed note may have (docs/formats/checkpoint.md). */
  private static final int MOST = 1_000_000;

  private final Disk disk;
  private final Path folder;

  private HeadStore(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** The heads in {@code folder}, which is made when the first is kept. */
  public static HeadStore open(Disk disk, Path folder) {
    return new HeadStore(disk, folder);
  }

  /** The head of a book, or empty when it was never signed. */
  public synchronized Optional<byte[]> read(Book book) throws IOException {
    Path file = file(book);
    return disk.exists(file) ? Optional.of(disk.readAll(file, MOST)) : Optional.empty();
  }

  /**
   * Replaces the head of a book when it still is {@code expected}. Durable on return of {@code
   * true}; a crash leaves the old or the new head.
   *
   * @param expected the head as it was read; empty for the first
   * @return false when the head is another one, and nothing was done
   * @throws io.akashi.store.DiskFullException when there is no room; the old head stands
   * @throws io.akashi.store.internal.disk.SyncFailedException when it is unknown which head stands;
   *     never to be retried
   */
  public synchronized boolean swap(Book book, Optional<byte[]> expected, byte[] head)
      throws IOException {
    Optional<byte[]> present = read(book);
    boolean same =
        present.isPresent()
            ? expected.isPresent() && Arrays.equals(present.get(), expected.get())
            : expected.isEmpty();
    if (!same) {
      return false;
    }
    if (!disk.exists(folder)) {
      disk.createDirectories(folder);
    }
    disk.replace(file(book), head);
    return true;
  }

  private Path file(Book book) {
    return folder.resolve(book.id());
  }
}
