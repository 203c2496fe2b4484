package io.akashi.store.internal.parquet;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.engine.EntryCursor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An entries file, opened for reading. Where its footer is damaged the pages are found without it.
 * For one thread.
 */
public final class EntryFile implements Closeable {
  private static final int TAIL = Integer.BYTES + Footer.MAGIC.length;
  private static final int MOST_METADATA = 1 << 26;

  private final DiskFile file;
  private final List<Footer.RowGroup> rowGroups;

  private EntryFile(DiskFile file, List<Footer.RowGroup> rowGroups) {
    this.file = file;
    this.rowGroups = rowGroups;
  }

  /**
   * The entries of a range, in order. What cannot be read is told and stepped over, page by page.
   *
   * @param first index of the first entry of the file
   * @param unreadable takes what cannot be read, and why
   */
  public static EntryCursor read(
      Disk disk,
      Path path,
      long first,
      IndexRange range,
      BiConsumer<IndexRange, String> unreadable) {
    return new EntryFileCursor(new PagePlaces(() -> open(disk, path, first)), range, unreadable);
  }

  static EntryFile open(Disk disk, Path path, long first) throws IOException {
    DiskFile file = disk.openForRead(path);
    try {
      List<Footer.RowGroup> rowGroups;
      try {
        rowGroups = footer(file, first);
      } catch (DamagedFileException e) {
        rowGroups = PageWalk.of(file, first);
        if (rowGroups.isEmpty()) {
          throw e;
        }
      }
      return new EntryFile(file, rowGroups);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static List<Footer.RowGroup> footer(DiskFile file, long first) throws IOException {
    long size = file.size();
    byte[] tail = bytes(file, size - TAIL, TAIL);
    if (!Arrays.equals(tail, Integer.BYTES, TAIL, Footer.MAGIC, 0, Footer.MAGIC.length)) {
      throw new DamagedFileException("it does not end as a Parquet file does");
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > Math.min(MOST_METADATA, size - TAIL)) {
      throw new DamagedFileException("its metadata cannot have %d bytes".formatted(length));
    }
    byte[] metadata = bytes(file, size - TAIL - length, length);
    return Footer.read(new OctetReader(metadata, 0, length), first);
  }

  /** All of those bytes. */
  private static byte[] bytes(DiskFile file, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    if (position < 0 || file.read(ByteBuffer.wrap(bytes), position) < length) {
      throw new DamagedFileException("it ends too early");
    }
    return bytes;
  }

  /** The row group that holds an entry, or null. */
  Footer.@Nullable RowGroup groupOf(long index) {
    for (Footer.RowGroup group : rowGroups) {
      if (index >= group.firstIndex() && index < group.firstIndex() + group.rows()) {
        return group;
      }
    }
    return null;
  }

  /** Where the pages of a column lie. */
  List<Footer.Page> pages(Footer.RowGroup group, EntryColumn column) throws IOException {
    Footer.Chunk chunk = group.chunks().get(column.ordinal());
    if (!chunk.pages().isEmpty()) {
      return chunk.pages();
    }
    try {
      byte[] index = bytes(file, chunk.indexOffset(), chunk.indexBytes());
      return Footer.readPages(new OctetReader(index, 0, index.length));
    } catch (DamagedFileException e) {
      for (Footer.RowGroup found : PageWalk.of(file, rowGroups.getFirst().firstIndex())) {
        if (found.firstIndex() == group.firstIndex()) {
          return found.chunks().get(column.ordinal()).pages();
        }
      }
      throw e;
    }
  }

  /** A page with its header. */
  byte[] page(Footer.Page page) throws IOException {
    return bytes(file, page.offset(), page.bytes());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
