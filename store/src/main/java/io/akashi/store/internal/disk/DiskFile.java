package io.akashi.store.internal.disk;

import io.akashi.store.DiskFullException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file. Positions are absolute; there is no current one. Reads are safe for use by many
 * threads, beside one writer.
 */
public interface DiskFile extends Closeable {
  /**
   * Reads until {@code into} is full or the file ends.
   *
   * @return bytes read, 0 at or behind the end of the file
   */
  int read(ByteBuffer into, long position) throws IOException;

  /**
   * Writes all of {@code from}. Visible to readers at once; survives the end of the process, but a
   * power cut only after {@link #sync}.
   *
   * @throws DiskFullException when there is no room; part of the data may have been written
   */
  void write(ByteBuffer from, long position) throws IOException;

  /** Cuts the file to {@code size} bytes. Durable after {@link #sync}. */
  void truncate(long size) throws IOException;

  /** Bytes in the file now. */
  long size() throws IOException;

  /**
   * Makes everything written so far survive a power cut, the length of the file included
   * (fdatasync). The name of a new file is another matter: {@link Disk#syncDirectory}.
   *
   * @throws SyncFailedException when the system reports an error; never to be retried
   */
  void sync() throws SyncFailedException;
}
