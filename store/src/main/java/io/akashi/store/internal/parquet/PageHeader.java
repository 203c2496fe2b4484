package io.akashi.store.internal.parquet;

/**
 * What stands before the body of a page. Source: parquet.thrift, PageHeader and DataPageHeader.
 *
 * @param encoding of its values
 * @param rows values of the page
 * @param uncompressed bytes of the body when unpacked
 * @param compressed bytes of the body as it follows
 */
record PageHeader(int encoding, int rows, int uncompressed, int compressed) {
  private static final int DATA_PAGE = 0;
  private static final int RLE = 3;
  private static final int MOST_ENCODINGS = 16;

  /** More than a page can have: up to a MiB and one entry. */
  private static final int MOST_BYTES = 1 << 24;

  static CompactWriter of(EntryColumn column, int rows, int uncompressed, int compressed) {
    return new CompactWriter()
        .begin()
        .i32(1, DATA_PAGE)
        .i32(2, uncompressed)
        .i32(3, compressed)
        .struct(5)
        .i32(1, rows)
        .i32(2, column.encoding)
        .i32(3, RLE)
        .i32(4, RLE)
        .end()
        .end();
  }

  /** Reads a header; the reader then stands before the body. */
  static PageHeader read(OctetReader in) throws DamagedFileException {
    CompactReader.Struct header = new CompactReader(in).struct();
    CompactReader.Struct data = header.struct(5);
    if (header.number(1) != DATA_PAGE) {
      throw new DamagedFileException("a page is not of a kind it should be");
    }
    return new PageHeader(
        data.count(2, MOST_ENCODINGS),
        data.count(1, EntryPage.MOST),
        header.count(2, MOST_BYTES),
        header.count(3, MOST_BYTES));
  }
}
