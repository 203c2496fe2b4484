package io.akashi.store.internal.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The files of one data directory: below it there are only folders and regular files. A link, a
 * pipe, a device or a folder in a file's place is refused before it is opened, so that nothing is
 * read that lies elsewhere, never ends, or is waited for. The directory itself, what lies above it
 * and what lies outside may be links.
 */
public final class DataDisk implements Disk {
  private final Disk disk;
  private final Path root;

  /**
   * @param root the data directory
   */
  public DataDisk(Disk disk, Path root) {
    this.disk = disk;
    this.root = root.toAbsolutePath();
  }

  @Override
  public DiskFile openForWrite(Path file) throws IOException {
    regular(file);
    return disk.openForWrite(file);
  }

  @Override
  public DiskFile openForRead(Path file) throws IOException {
    regular(file);
    return disk.openForRead(file);
  }

  @Override
  public byte[] readAll(Path file, long most) throws IOException {
    regular(file);
    return disk.readAll(file, most);
  }

  @Override
  public void sync(Path file) throws IOException {
    regular(file);
    disk.sync(file);
  }

  @Override
  public void syncDirectory(Path folder) throws IOException {
    disk.syncDirectory(folder);
  }

  @Override
  public void restrict(Path file) throws IOException {
    regular(file);
    disk.restrict(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    Optional<BasicFileAttributes> found = look(folder);
    if (found.isPresent() && !found.get().isDirectory()) {
      throw new UnexpectedFileException(folder, kind(found.get()) + ", not a folder");
    }
    return disk.list(folder);
  }

  @Override
  public void createDirectory(Path folder) throws IOException {
    disk.createDirectory(folder);
  }

  /** Also true of a link that leads nowhere: its name is taken. */
  @Override
  public boolean exists(Path path) {
    return disk.exists(path) || Files.isSymbolicLink(path);
  }

  @Override
  public boolean isFolder(Path path) {
    return disk.isFolder(path);
  }

  @Override
  public long size(Path file) throws IOException {
    regular(file);
    return disk.size(file);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return disk.usableSpace(path);
  }

  @Override
  public boolean isReadOnly() {
    return disk.isReadOnly();
  }

  /** Refuses what is there and is not a regular file. */
  private void regular(Path file) throws IOException {
    Optional<BasicFileAttributes> found = look(file);
    if (found.isPresent() && !found.get().isRegularFile()) {
      throw new UnexpectedFileException(file, kind(found.get()) + ", not a regular file");
    }
  }

  /** What lies there; empty when nothing does. Every folder on the way must be one. */
  private Optional<BasicFileAttributes> look(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    if (!absolute.startsWith(root) || absolute.equals(root)) {
      return attributes(path);
    }
    Path at = root;
    Path names = root.relativize(absolute);
    for (int i = 0; i + 1 < names.getNameCount(); i++) {
      at = at.resolve(names.getName(i));
      Optional<BasicFileAttributes> folder = attributes(at, LinkOption.NOFOLLOW_LINKS);
      if (folder.isEmpty()) {
        return folder;
      }
      if (!folder.get().isDirectory()) {
        throw new UnexpectedFileException(at, kind(folder.get()) + ", not a folder");
      }
    }
    return attributes(absolute, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options)
      throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static String kind(BasicFileAttributes found) {
    if (found.isSymbolicLink()) {
      return "a symbolic link";
    }
    if (found.isDirectory()) {
      return "a folder";
    }
    return found.isRegularFile() ? "a file" : "a pipe or device";
  }
}
