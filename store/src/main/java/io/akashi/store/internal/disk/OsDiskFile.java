package io.akashi.store.internal.disk;

import io.akashi.store.DiskFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of the operating system. */
final class OsDiskFile implements DiskFile {
  /** Less room than this after a failed write: the disk was full, whatever the error's text. */
  private static final long AS_GOOD_AS_FULL = 1 << 20;

  private final Path path;
  private final FileChannel channel;

  OsDiskFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    int start = into.position();
    while (into.hasRemaining()) {
      if (channel.read(into, position + into.position() - start) < 0) {
        break;
      }
    }
    return into.position() - start;
  }

  @Override
  public void write(ByteBuffer from, long position) throws IOException {
    int start = from.position();
    try {
      while (from.hasRemaining()) {
        channel.write(from, position + from.position() - start);
      }
    } catch (IOException e) {
      throw understood(e, path, from.remaining());
    }
  }

  /**
   * The same failure, as {@link DiskFullException} when that is what it is. The text of the error
   * comes in the language of the machine; the room left does not.
   */
  static IOException understood(IOException e, Path path, long wanted) {
    String text = String.valueOf(e.getMessage());
    boolean full =
        text.contains("No space left")
            || text.contains("quota")
            || usableSpace(path) < wanted + AS_GOOD_AS_FULL;
    return full ? new DiskFullException("no room to write " + path, e) : e;
  }

  static long usableSpace(Path path) {
    // File and not FileStore: one statvfs, no search for the mount point.
    return path.toFile().getUsableSpace();
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void sync() throws SyncFailedException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new SyncFailedException(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
