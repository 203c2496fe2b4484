package io.akashi.store.internal.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The disk of the operating system. Files are synced by {@code fdatasync} ({@link
 * FileChannel#force} without metadata, which the JDK maps to it on Linux).
 */
public final class OsDisk implements Disk {
  private static final String TEMPORARY = ".tmp";
  private static final boolean WINDOWS = File.separatorChar == '\\';

  @Override
  public DiskFile openForWrite(Path file) throws IOException {
    try {
      return new OsDiskFile(file, FileChannel.open(file, CREATE, WRITE, READ));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw OsDiskFile.understood(e, folderOf(file), 0);
    }
  }

  @Override
  public DiskFile openForRead(Path file) throws IOException {
    return new OsDiskFile(file, FileChannel.open(file, READ));
  }

  @Override
  public byte[] readAll(Path file) throws IOException {
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
  public void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
    try (DiskFile open = openForWrite(temporary)) {
      open.truncate(0);
      open.write(ByteBuffer.wrap(content), 0);
      open.sync();
    }
    rename(temporary, file);
    syncDirectory(folderOf(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw OsDiskFile.understood(e, folderOf(to), 0);
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
      return names.filter(name -> !name.toString().endsWith(TEMPORARY)).sorted().toList();
    }
  }

  @Override
  public void createDirectories(Path folder) throws IOException {
    List<Path> missing = new ArrayList<>();
    Path each = folder.toAbsolutePath();
    while (each != null && !Files.isDirectory(each)) {
      missing.addFirst(each);
      each = each.getParent();
    }
    // An earlier process may have made the last one and ended before its name was durable.
    if (each != null && each.getParent() != null) {
      syncDirectory(folderOf(each));
    }
    for (Path path : missing) {
      if (!Files.isDirectory(path)) {
        createDirectory(path);
      }
      syncDirectory(folderOf(path));
    }
  }

  private static void createDirectory(Path path) throws IOException {
    try {
      Files.createDirectory(path);
    } catch (IOException e) {
      throw OsDiskFile.understood(e, folderOf(path), 0);
    }
  }

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return OsDiskFile.usableSpace(path);
  }

  static Path folderOf(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(path + " is not in a folder");
    }
    return parent;
  }
}
