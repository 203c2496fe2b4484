package io.akashi.store.internal.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.List;

/**
 * The headers and payloads of one page of entries, unpacked. Used again and again by one thread.
 */
final class PageRows implements AutoCloseable {
  private static final String OTHER_ROWS = "its pages hold other rows";

  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private final long[] indexes = new long[EntryPage.MOST];
  private final long[] received = new long[EntryPage.MOST];
  private final HeaderLine line = new HeaderLine();
  private final long[] prefixes = new long[EntryPage.MOST];
  private final long[] suffixes = new long[EntryPage.MOST];
  private final long[] lengths = new long[EntryPage.MOST];
  private byte[] headers = {};
  private byte[] payloads = {};
  private int headerAt;
  private int payloadAt;
  private byte[] numbers = {};
  private byte[] rest = new byte[256];
  private int restLength;
  private int rows;
  private int row = -1;

  /** Takes the pages of all columns, in their order; they hold the same rows. */
  void load(List<byte[]> pages) throws DamagedFileException {
    int count = loadPayloads(pages.get(EntryColumn.PAYLOAD.ordinal()));
    loadRest(pages, count);
    rows = count;
  }

  /** Takes the page of payloads alone; steps and headers follow with {@link #complete}. */
  void loadPayloadsOnly(byte[] page) throws DamagedFileException {
    row = -1;
    rows = 0;
    rows = loadPayloads(page);
  }

  /** Takes the column of indexes beside the payloads. */
  void loadIndexes(byte[] page) throws DamagedFileException {
    if (loadNumbers(page, EntryColumn.INDEX, indexes) != rows) {
      throw new DamagedFileException(OTHER_ROWS);
    }
  }

  /** What a row of the column of indexes says. */
  long indexOf(int of) {
    return indexes[of];
  }

  /** Takes the other columns beside the payloads. */
  void complete(List<byte[]> pages) throws DamagedFileException {
    loadRest(pages, rows);
  }

  private void loadRest(List<byte[]> pages, int count) throws DamagedFileException {
    row = -1;
    rows = 0;
    restLength = 0;
    if (count != loadHeaders(pages.get(EntryColumn.HEADER.ordinal()))
        || count != loadNumbers(pages.get(EntryColumn.INDEX.ordinal()), EntryColumn.INDEX, indexes)
        || count
            != loadNumbers(
                pages.get(EntryColumn.RECEIVED.ordinal()), EntryColumn.RECEIVED, received)) {
      throw new DamagedFileException(OTHER_ROWS);
    }
    rows = count;
  }

  private int loadNumbers(byte[] page, EntryColumn column, long[] into)
      throws DamagedFileException {
    OctetReader in = new OctetReader(page, 0, page.length);
    PageHeader header = PageHeader.read(in);
    numbers = unpack(header, column, in, numbers);
    DeltaPacking.read(new OctetReader(numbers, 0, header.uncompressed()), into, header.rows());
    return header.rows();
  }

  private int loadHeaders(byte[] page) throws DamagedFileException {
    OctetReader in = new OctetReader(page, 0, page.length);
    PageHeader first = PageHeader.read(in);
    headers = unpack(first, EntryColumn.HEADER, in, headers);
    OctetReader body = new OctetReader(headers, 0, first.uncompressed());
    DeltaPacking.read(body, prefixes, first.rows());
    DeltaPacking.read(body, suffixes, first.rows());
    headerAt = body.at();
    fits(suffixes, first.rows(), body.left());
    long length = 0;
    for (int i = 0; i < first.rows(); i++) {
      if (prefixes[i] < 0 || prefixes[i] > length) {
        throw new DamagedFileException("a header shares more than there is");
      }
      length = prefixes[i] + suffixes[i];
    }
    return first.rows();
  }

  private int loadPayloads(byte[] page) throws DamagedFileException {
    OctetReader in = new OctetReader(page, 0, page.length);
    PageHeader header = PageHeader.read(in);
    payloads = unpack(header, EntryColumn.PAYLOAD, in, payloads);
    OctetReader body = new OctetReader(payloads, 0, header.uncompressed());
    DeltaPacking.read(body, lengths, header.rows());
    payloadAt = body.at();
    fits(lengths, header.rows(), body.left());
    return header.rows();
  }

  private static void fits(long[] lengths, int rows, int bytes) throws DamagedFileException {
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += lengths[i];
      if (lengths[i] < 0 || sum > bytes) {
        throw new DamagedFileException("a value is longer than its page");
      }
    }
  }

  private byte[] unpack(PageHeader page, EntryColumn column, OctetReader in, byte[] old)
      throws DamagedFileException {
    if (page.encoding() != column.encoding) {
      throw new DamagedFileException("a page is not of the column it should be");
    }
    byte[] into = old.length < page.uncompressed() ? new byte[page.uncompressed()] : old;
    int from = in.skip(page.compressed());
    try {
      int size =
          zstd.decompressByteArray(
              into, 0, page.uncompressed(), in.array(), from, page.compressed());
      if (size != page.uncompressed()) {
        throw new DamagedFileException("a page unpacks to %d bytes".formatted(size));
      }
    } catch (ZstdException e) {
      throw new DamagedFileException("a page does not unpack: " + e.getMessage(), e);
    }
    return into;
  }

  /** Rows of the page. */
  int rows() {
    return rows;
  }

  /** Steps to the next row; false behind the last. */
  boolean next() {
    if (row >= 0 && row < rows) {
      payloadAt += (int) lengths[row];
    }
    row++;
    if (row >= rows) {
      return false;
    }
    int prefix = (int) prefixes[row];
    int suffix = (int) suffixes[row];
    if (rest.length < prefix + suffix) {
      rest = Arrays.copyOf(rest, 2 * (prefix + suffix));
    }
    System.arraycopy(headers, headerAt, rest, prefix, suffix);
    headerAt += suffix;
    restLength = prefix + suffix;
    return true;
  }

  long index() {
    return indexes[row];
  }

  byte[] header() {
    return line.join(received[row], Arrays.copyOf(rest, restLength), (int) lengths[row]);
  }

  /** The bytes in which the payloads of the page lie one behind the other. */
  byte[] payloads() {
    return payloads;
  }

  /** Where in them each row's begins, and where the last ends; before the first step. */
  void payloadStarts(int[] into) {
    into[0] = payloadAt;
    for (int of = 0; of < rows; of++) {
      into[of + 1] = into[of] + (int) lengths[of];
    }
  }

  byte[] payload() {
    return Arrays.copyOfRange(payloads, payloadAt, payloadAt + (int) lengths[row]);
  }

  @Override
  public void close() {
    zstd.close();
  }
}
