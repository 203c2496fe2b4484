package io.akashi.store.internal.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an entries file from its beginning to its end. Nothing is durable before the caller syncs
 * the file. For one thread.
 */
public final class EntryFileWriter implements AutoCloseable {
  /** Entries of a row group: one tile of level 1. */
  public static final int ROW_GROUP = 65_536;

  /** A row group whose pages take this much is ended early, so that memory stays bounded. */
  private static final int FULL_BYTES = 32 << 20;

  private final DiskFile file;
  private final ZstdCompressCtx zstd;
  private final EntryPage page = new EntryPage();
  private final Octets body = new Octets(1 << 18);
  private byte[] compressed = {};
  private final List<Footer.RowGroup> rowGroups = new ArrayList<>();

  // Of the row group that is being filled, for each column.
  private final List<Octets> chunks = new ArrayList<>();
  private final List<List<Footer.Page>> pages = new ArrayList<>();
  private final long[] uncompressed = new long[EntryColumn.values().length];
  private int rows;
  private long firstIndex;

  private long position;

  /**
   * @param file empty; closed by the caller
   * @param level of zstd
   */
  public EntryFileWriter(DiskFile file, int level) throws IOException {
    this.file = file;
    this.zstd = new ZstdCompressCtx();
    zstd.setLevel(level);
    for (int i = 0; i < EntryColumn.values().length; i++) {
      chunks.add(new Octets(1 << 16));
      pages.add(new ArrayList<>());
    }
    write(Footer.MAGIC, Footer.MAGIC.length);
  }

  /**
   * Appends an entry. Indexes grow by one.
   *
   * @param header without its LF
   */
  public void append(long index, byte[] header, byte[] payload) throws IOException {
    if (rows == 0 && page.count() == 0) {
      firstIndex = index;
    }
    page.append(index, header, payload);
    if (page.isFull() || rows + page.count() == ROW_GROUP) {
      endPage();
      if (rows == ROW_GROUP || held() >= FULL_BYTES) {
        endRowGroup();
      }
    }
  }

  private long held() {
    return chunks.stream().mapToLong(Octets::size).sum();
  }

  private void endPage() {
    for (EntryColumn column : EntryColumn.values()) {
      body.clear();
      page.write(column, body);
      int size = compress();
      CompactWriter header = PageHeader.of(column, page.count(), body.size(), size);
      Octets chunk = chunks.get(column.ordinal());
      int start = chunk.size();
      chunk.put(header.octets());
      chunk.put(compressed, 0, size);
      pages.get(column.ordinal()).add(new Footer.Page(start, chunk.size() - start, rows));
      uncompressed[column.ordinal()] += (long) header.octets().size() + body.size();
    }
    rows += page.count();
    page.clear();
  }

  private int compress() {
    int bound = (int) com.github.luben.zstd.Zstd.compressBound(body.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    return zstd.compressByteArray(compressed, 0, compressed.length, body.array(), 0, body.size());
  }

  private void endRowGroup() throws IOException {
    List<Footer.Chunk> written = new ArrayList<>();
    for (EntryColumn column : EntryColumn.values()) {
      Octets chunk = chunks.get(column.ordinal());
      long start = position;
      write(chunk.array(), chunk.size());
      List<Footer.Page> placed =
          pages.get(column.ordinal()).stream()
              .map(p -> new Footer.Page(start + p.offset(), p.bytes(), p.firstRow()))
              .toList();
      written.add(
          new Footer.Chunk(start, chunk.size(), uncompressed[column.ordinal()], placed, 0, 0));
      chunk.clear();
      pages.get(column.ordinal()).clear();
      uncompressed[column.ordinal()] = 0;
    }
    rowGroups.add(new Footer.RowGroup(firstIndex, rows, written));
    rows = 0;
  }

  /** Writes what is left, and the footer. */
  public void finish() throws IOException {
    if (page.count() > 0) {
      endPage();
    }
    if (rows > 0) {
      endRowGroup();
    }
    Octets end = new Octets(1 << 16);
    Footer.write(rowGroups, position, end);
    write(end.array(), end.size());
  }

  private void write(byte[] bytes, int size) throws IOException {
    file.write(ByteBuffer.wrap(bytes, 0, size), position);
    position += size;
  }

  @Override
  public void close() {
    zstd.close();
  }
}
