package io.akashi.store.internal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;

/**
 * A disk that is only looked at. What makes something durable is left out, for nothing was written;
 * whatever would write fails with {@link ReadOnlyFileSystemException}.
 */
public final class ReadOnlyDisk implements Disk {
  private final Disk disk;

  public ReadOnlyDisk(Disk disk) {
    this.disk = disk;
  }

  @Override
  public DiskFile openForWrite(Path file) throws IOException {
    return new ReadOnlyFile(disk.openForRead(file));
  }

  @Override
  public DiskFile openForRead(Path file) throws IOException {
    return disk.openForRead(file);
  }

  @Override
  public byte[] readAll(Path file, long most) throws IOException {
    return disk.readAll(file, most);
  }

  @Override
  public void sync(Path file) {
    // Nothing was written.
  }

  @Override
  public void syncDirectory(Path folder) {
    // Nothing was written.
  }

  @Override
  public void replace(Path file, byte[] content) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void restrict(Path file) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void rename(Path from, Path to) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path file) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void createDirectory(Path folder) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public boolean isFolder(Path path) {
    return disk.isFolder(path);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.size(file);
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public long usableSpace(Path path) throws IOException {
    return disk.usableSpace(path);
  }

  private record ReadOnlyFile(DiskFile file) implements DiskFile {
    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public void truncate(long size) {
      throw new ReadOnlyFileSystemException();
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void sync() {
      // Nothing was written.
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
