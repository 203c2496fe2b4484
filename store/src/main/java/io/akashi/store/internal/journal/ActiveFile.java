package io.akashi.store.internal.journal;

import io.akashi.store.DiskFullException;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** The file that takes the next group. Owned by the committing thread. */
final class ActiveFile implements Closeable {
  private static final int MAX_BUFFER_BYTES = 4 << 20;

  /** More than the headers, the padding and the longest frame. */
  private static final int MIN_BUFFER_BYTES = 128 << 10;

  private final Disk disk;
  private final JournalFile file;
  private final DiskFile open;
  private final long salt;
  private long position;
  private long entries;

  private ActiveFile(Disk disk, JournalFile file, DiskFile open, long salt, long position) {
    this.disk = disk;
    this.file = file;
    this.open = open;
    this.salt = salt;
    this.position = position;
  }

  /** A new file; what lies there under its name was never acknowledged and is overwritten. */
  static ActiveFile create(Disk disk, JournalFile file, long salt) throws IOException {
    DiskFile open = disk.openForWrite(file.path());
    if (open.size() > 0) {
      open.truncate(0);
    }
    return new ActiveFile(disk, file, open, salt, 0);
  }

  /** Goes on with a file that was read to its clean end. */
  static ActiveFile resume(Disk disk, JournalFile file, TailReading reading) throws IOException {
    var active =
        new ActiveFile(
            disk, file, disk.openForWrite(file.path()), reading.salt(), reading.position());
    active.entries = reading.end() - file.first();
    return active;
  }

  JournalFile file() {
    return file;
  }

  /** Byte behind the last durable group. */
  long position() {
    return position;
  }

  boolean isFull(JournalOptions options) {
    return entries >= options.maxFileEntries() || position >= options.maxFileBytes();
  }

  /**
   * Writes the batches as one group and makes it durable, the file's name included.
   *
   * @throws DiskFullException when there was no room; the file is as before
   * @throws IOException when it is unknown what is on the disk
   */
  void append(long first, List<EntryBatch> batches, ByteBuffer buffer) throws IOException {
    long groupStart = Math.max(position, JournalFormat.FILE_HEADER);
    long end;
    try {
      end = write(first, batches, buffer.clear());
    } catch (DiskFullException e) {
      open.truncate(position);
      throw e;
    }
    open.sync();
    if (position == 0) {
      disk.syncDirectory(Disk.folderOf(file.path()));
    }
    position = end;
    file.remember(first, groupStart);
    for (EntryBatch batch : batches) {
      entries += batch.count();
    }
  }

  /** Lays the group out and writes it at {@link #position}; in one write when it fits. */
  private long write(long first, List<EntryBatch> batches, ByteBuffer buffer) throws IOException {
    int count = 0;
    long bytes = 0;
    for (EntryBatch batch : batches) {
      count = Math.addExact(count, batch.count());
      bytes += batch.frameBytes();
    }
    if (position == 0) {
      JournalFormat.putFileHeader(buffer, file.first(), salt);
    }
    JournalFormat.putGroupHeader(buffer, first, count, bytes, salt);
    long at = position;
    long index = first;
    for (EntryBatch batch : batches) {
      byte[] array = batch.array();
      for (int i = 0; i < batch.count(); i++) {
        int offset = batch.offset(i);
        int length = batch.length(i);
        if (buffer.remaining() < JournalFormat.FRAME_HEADER + length + JournalFormat.ALIGNMENT) {
          at += flush(buffer, at);
        }
        int crc = (int) JournalFormat.INT.get(array, offset - 4);
        buffer.putInt(length).putInt(JournalFormat.check(crc, salt, index++));
        buffer.put(array, offset, length);
      }
    }
    for (int i = JournalFormat.padding(at + buffer.position()); i > 0; i--) {
      buffer.put((byte) 0);
    }
    return at + flush(buffer, at);
  }

  private int flush(ByteBuffer buffer, long at) throws IOException {
    int size = buffer.flip().remaining();
    open.write(buffer, at);
    buffer.clear();
    return size;
  }

  /** A buffer for {@link #append} of that many bytes of frames: the one at hand when it does. */
  static ByteBuffer buffer(ByteBuffer atHand, long frameBytes) {
    long wanted = Math.min(MAX_BUFFER_BYTES, frameBytes + MIN_BUFFER_BYTES);
    return atHand.capacity() >= wanted
        ? atHand
        : ByteBuffer.allocateDirect((int) Math.min(MAX_BUFFER_BYTES, wanted * 2));
  }

  /**
   * Writes behind the last group that everything up to here is durable. Needs no sync: it is true
   * whenever it arrives. The next group overwrites it.
   */
  void receipt(long end) throws IOException {
    ByteBuffer receipt = ByteBuffer.allocate(JournalFormat.GROUP_HEADER);
    JournalFormat.putGroupHeader(receipt, end, 0, 0, salt);
    try {
      open.write(receipt.flip(), position);
    } catch (DiskFullException e) {
      // The receipt only narrows what a later flip of bits can hide; without room it must wait.
      open.truncate(position);
    }
  }

  void sync() throws IOException {
    open.sync();
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
