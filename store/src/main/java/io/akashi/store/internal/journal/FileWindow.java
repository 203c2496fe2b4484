package io.akashi.store.internal.journal;

import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A moving part of a file in memory, read in large blocks. Not safe for use by many threads. */
final class FileWindow {
  private final DiskFile file;
  private final int block;
  private byte[] buffer = {};
  private long start;
  private int length;
  private long limit;

  /**
   * @param block bytes read at once
   */
  FileWindow(DiskFile file, int block) {
    this.file = file;
    this.block = block;
  }

  /** Bytes of the file that may be looked at; only grows, so nothing read early goes stale. */
  void limit(long bytes) {
    limit = bytes;
  }

  long limit() {
    return limit;
  }

  /** The bytes around the position last asked for. */
  byte[] array() {
    return buffer;
  }

  /**
   * Where {@code size} bytes at {@code position} lie in {@link #array}, or -1 when the file does
   * not hold them all. Valid until the next call.
   */
  int at(long position, int size) throws IOException {
    if (size < 0 || position < 0 || position > limit - size) {
      return -1;
    }
    if (position < start || position + size > start + length) {
      load(position, size);
      if (size > length) {
        return -1;
      }
    }
    return (int) (position - start);
  }

  private void load(long position, int size) throws IOException {
    int wanted = (int) Math.min(limit - position, Math.max(block, size));
    if (buffer.length < wanted) {
      buffer = Arrays.copyOf(buffer, wanted);
    }
    start = position;
    length = file.read(ByteBuffer.wrap(buffer, 0, wanted), position);
  }
}
