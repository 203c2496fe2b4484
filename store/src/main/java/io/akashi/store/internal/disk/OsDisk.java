package io.akashi.store.internal.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The disk of the operating system. Files are synced by {@code fdatasync} ({@link
 * FileChannel#force} without metadata, which the JDK maps to it on Linux).
 */
public final class OsDisk implements Disk {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  @Override
  public DiskFile openForWrite(Path file) throws IOException {
    try {
      return new OsDiskFile(file, FileChannel.open(file, CREATE, WRITE, READ));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw OsDiskFile.understood(e, Disk.folderOf(file), 0);
    }
  }

  @Override
  public DiskFile openForRead(Path file) throws IOException {
    return new OsDiskFile(file, FileChannel.open(file, READ));
  }

  @Override
  public byte[] readAll(Path file, long most) throws IOException {
    long size = Files.size(file);
    if (size > most) {
      throw new UnexpectedFileException(
          file, "larger than it can be: %d bytes, not up to %d".formatted(size, most));
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void sync(Path file) throws IOException {
    try (DiskFile open = new OsDiskFile(file, FileChannel.open(file, WRITE))) {
      open.sync();
    }
  }

  @Override
  public void syncDirectory(Path folder) throws IOException {
    if (WINDOWS) {
      return; // NTFS journals names itself, and a folder cannot be opened there.
    }
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw new SyncFailedException(folder, e);
    }
  }

  @Override
  public void restrict(Path file) throws IOException {
    if (!WINDOWS) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw OsDiskFile.understood(e, Disk.folderOf(to), 0);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(folder)) {
      return names.filter(name -> !name.toString().endsWith(Disk.TEMPORARY)).sorted().toList();
    }
  }

  @Override
  public void createDirectory(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw OsDiskFile.understood(e, Disk.folderOf(folder), 0);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return OsDiskFile.usableSpace(there);
  }
}
