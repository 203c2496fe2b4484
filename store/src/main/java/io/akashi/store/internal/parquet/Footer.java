package io.akashi.store.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind the pages: where they lie. Source: parquet.thrift, FileMetaData and
 * OffsetIndex.
 */
final class Footer {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final int REQUIRED = 0;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;
  private static final int ZSTD = 6;
  private static final int VERSION = 2;

  private Footer() {}

  /**
   * A page of one column.
   *
   * @param offset in the file
   * @param bytes with its header
   * @param firstRow within its row group
   */
  record Page(long offset, int bytes, int firstRow) {}

  /**
   * The pages of one column in a row group.
   *
   * @param pages empty when they were not read yet
   * @param indexOffset where the offset index lies, when {@code pages} is empty
   * @param indexBytes its size
   */
  record Chunk(
      long offset,
      long bytes,
      long uncompressed,
      List<Page> pages,
      long indexOffset,
      int indexBytes) {}

  /**
   * Consecutive entries.
   *
   * @param chunks one for each {@link EntryColumn}
   */
  record RowGroup(long firstIndex, int rows, List<Chunk> chunks) {}

  /** Writes the offset indexes, the metadata, its length and the magic. */
  static void write(List<RowGroup> rowGroups, long position, Octets into) {
    List<RowGroup> placed = new ArrayList<>();
    for (RowGroup group : rowGroups) {
      List<Chunk> chunks = new ArrayList<>();
      for (Chunk chunk : group.chunks()) {
        long offset = position + into.size();
        into.put(offsetIndex(chunk.pages()).octets());
        int bytes = (int) (position + into.size() - offset);
        chunks.add(
            new Chunk(
                chunk.offset(), chunk.bytes(), chunk.uncompressed(), List.of(), offset, bytes));
      }
      placed.add(new RowGroup(group.firstIndex(), group.rows(), chunks));
    }
    int start = into.size();
    into.put(metadata(placed).octets());
    int length = into.size() - start;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      into.put(length >>> shift);
    }
    into.put(MAGIC, 0, MAGIC.length);
  }

  private static CompactWriter offsetIndex(List<Page> pages) {
    CompactWriter out = new CompactWriter().begin().list(1, CompactWriter.STRUCT, pages.size());
    for (Page page : pages) {
      out.begin().i64(1, page.offset()).i32(2, page.bytes()).i64(3, page.firstRow()).end();
    }
    return out.end();
  }

  private static CompactWriter metadata(List<RowGroup> rowGroups) {
    EntryColumn[] columns = EntryColumn.values();
    CompactWriter out = new CompactWriter().begin().i32(1, VERSION);
    out.list(2, CompactWriter.STRUCT, columns.length + 1);
    out.begin().text(4, "entries").i32(5, columns.length).end();
    for (EntryColumn column : columns) {
      out.begin().i32(1, column.type).i32(3, REQUIRED).text(4, column.id);
      if (column == EntryColumn.HEADER) {
        out.i32(6, UTF8);
      } else if (column == EntryColumn.RECEIVED) {
        out.i32(6, TIMESTAMP_MICROS);
      }
      out.end();
    }
    out.i64(3, rowGroups.stream().mapToLong(RowGroup::rows).sum());
    out.list(4, CompactWriter.STRUCT, rowGroups.size());
    for (RowGroup group : rowGroups) {
      out.begin().list(1, CompactWriter.STRUCT, columns.length);
      for (EntryColumn column : columns) {
        chunk(column, group, out);
      }
      out.i64(2, group.chunks().stream().mapToLong(Chunk::uncompressed).sum());
      out.i64(3, group.rows()).end();
    }
    return out.text(6, "akashi").end();
  }

  private static void chunk(EntryColumn column, RowGroup group, CompactWriter out) {
    Chunk chunk = group.chunks().get(column.ordinal());
    out.begin().i64(2, chunk.offset()).struct(3).i32(1, column.type);
    out.list(2, CompactWriter.I32, 1).element(column.encoding);
    out.list(3, CompactWriter.BINARY, 1).element(column.id.getBytes(StandardCharsets.UTF_8));
    out.i32(4, ZSTD).i64(5, group.rows()).i64(6, chunk.uncompressed()).i64(7, chunk.bytes());
    out.i64(9, chunk.offset());
    if (column == EntryColumn.INDEX) {
      out.struct(12).binary(5, bytes(group.firstIndex() + group.rows() - 1));
      out.binary(6, bytes(group.firstIndex())).end();
    }
    out.end().i64(4, chunk.indexOffset()).i32(5, chunk.indexBytes()).end();
  }

  private static byte[] bytes(long number) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >>> (i * Byte.SIZE));
    }
    return bytes;
  }

  /**
   * Reads metadata that {@link #write} wrote.
   *
   * @param first index of the first entry of the file
   */
  static List<RowGroup> read(OctetReader in, long first) throws DamagedFileException {
    List<RowGroup> rowGroups = new ArrayList<>();
    long index = first;
    for (CompactReader.Struct group : new CompactReader(in).struct().structs(4)) {
      List<Chunk> chunks = new ArrayList<>();
      for (CompactReader.Struct chunk : group.structs(1)) {
        CompactReader.Struct data = chunk.struct(3);
        chunks.add(
            new Chunk(
                data.number(9),
                data.number(7),
                data.number(6),
                List.of(),
                chunk.number(4),
                chunk.count(5, 1 << 24)));
      }
      int rows = group.count(3, EntryFileWriter.ROW_GROUP);
      if (chunks.size() != EntryColumn.values().length) {
        throw new DamagedFileException("it has %d columns".formatted(chunks.size()));
      }
      rowGroups.add(new RowGroup(index, rows, chunks));
      index += rows;
    }
    return rowGroups;
  }

  /** Reads an offset index. */
  static List<Page> readPages(OctetReader in) throws DamagedFileException {
    List<Page> pages = new ArrayList<>();
    for (CompactReader.Struct page : new CompactReader(in).struct().structs(1)) {
      pages.add(
          new Page(
              page.number(1), page.count(2, 1 << 25), page.count(3, EntryFileWriter.ROW_GROUP)));
    }
    return pages;
  }
}
