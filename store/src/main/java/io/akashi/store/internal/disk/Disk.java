package io.akashi.store.internal.disk;

import io.akashi.store.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The only way the store touches files. Safe for use by many threads, as far as they touch
 * different files.
 */
public interface Disk {
  /** Ends the names of files that {@link #replace} has not yet put in place. */
  String TEMPORARY = ".tmp";

  /**
   * Opens a file for writing and reading, made when it is not there. The name of a new file is
   * durable after {@link #syncDirectory} of its folder.
   */
  DiskFile openForWrite(Path file) throws IOException;

  /**
   * Opens a file for reading.
   *
   * @throws NoSuchFileException when it is not there
   */
  DiskFile openForRead(Path file) throws IOException;

  /**
   * The whole content of a small file.
   *
   * @param most bytes it may have; nothing is read of a larger one
   * @throws NoSuchFileException when it is not there
   * @throws UnexpectedFileException when it is larger
   */
  byte[] readAll(Path file, long most) throws IOException;

  /**
   * Makes the data of a file survive a power cut, whoever wrote it (DuckDB); not its name.
   *
   * @throws SyncFailedException when the system reports an error; never to be retried
   */
  void sync(Path file) throws IOException;

  /**
   * Makes the names in a folder (new, renamed, deleted) survive a power cut; not the data of the
   * files.
   *
   * @throws SyncFailedException when the system reports an error; never to be retried
   */
  void syncDirectory(Path folder) throws IOException;

  /**
   * Replaces or makes a small file: a reader sees the old or the new content, also after a power
   * cut at any moment, and on return the new content is durable. The content is written beside as
   * {@code <name>.tmp}, synced, renamed, and the folder synced. Only one thread at a time may
   * replace a file.
   *
   * @throws DiskFullException when there is no room; the old content stands
   * @throws SyncFailedException when a sync failed; which content stands is unknown
   */
  default void replace(Path file, byte[] content) throws IOException {
    replace(file, content, false);
  }

  /** As {@link #replace}, and nobody but its owner has any right to the file or ever had. */
  default void replacePrivate(Path file, byte[] content) throws IOException {
    replace(file, content, true);
  }

  private void replace(Path file, byte[] content, boolean secret) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
    try (DiskFile open = openForWrite(temporary)) {
      open.truncate(0);
      if (secret) {
        restrict(temporary);
      }
      open.write(ByteBuffer.wrap(content), 0);
      open.sync();
    }
    rename(temporary, file);
    syncDirectory(folderOf(file));
  }

  /** Takes every right to a file from everybody but its owner, who may read and write it. */
  void restrict(Path file) throws IOException;

  /**
   * Gives a file or folder another name on the same file system, atomically; a file of that name is
   * replaced, a folder must be empty. Durable after {@link #syncDirectory} of both folders.
   */
  void rename(Path from, Path to) throws IOException;

  /**
   * Deletes a file or an empty folder; nothing happens when it is not there. Durable after {@link
   * #syncDirectory}.
   */
  void delete(Path file) throws IOException;

  /**
   * The names in a folder, sorted, as full paths; empty when there is no such folder. Names of
   * {@link #replace} that was interrupted ({@code .tmp}) are left out.
   */
  List<Path> list(Path folder) throws IOException;

  /**
   * Makes one folder in a folder that is there. Durable after {@link #syncDirectory} of the latter.
   */
  void createDirectory(Path folder) throws IOException;

  /** Makes a folder and those above it as needed; durable on return. */
  default void createDirectories(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    Path each = folder.toAbsolutePath();
    while (each != null && !exists(each)) {
      missing.addFirst(each);
      each = each.getParent();
    }
    if (each != null && each.getParent() != null) {
      // An earlier process may have made it and ended before its name was durable.
      syncDirectory(folderOf(each));
    }
    for (Path path : missing) {
      createDirectory(path);
      syncDirectory(folderOf(path));
    }
  }

  /** Whether there is a file or folder of that name. */
  boolean exists(Path path);

  /** Whether there is a folder of that name; a link to one is none. */
  boolean isFolder(Path path);

  /** Bytes of a file. */
  long size(Path file) throws IOException;

  /**
   * Bytes an ordinary process may still write on the file system that holds {@code path}, or will
   * when it is made.
   */
  long usableSpace(Path path) throws IOException;

  /** Whether nothing can be written. */
  default boolean isReadOnly() {
    return false;
  }

  /** The folder a path lies in. */
  static Path folderOf(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " is not in a folder");
    }
    return parent;
  }
}
