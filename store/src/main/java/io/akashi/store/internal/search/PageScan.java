package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.parquet.PayloadPages;
import io.akashi.store.internal.words.HeaderWords;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Finds a text in the payloads of a segment, a page at a time: first its bytes among those of all
 * payloads of the page, and only where they are, the entry is looked at. For one thread.
 */
final class PageScan implements TwoThreads.Worker {
  private final Lease lease;
  private final PayloadText text;
  private final Unsealed besides;
  private final Declared declared;
  private final TextPlan plan;
  private final PayloadPages pages;
  private LongStream.Builder found = LongStream.builder();

  PageScan(
      Lease lease, PayloadText text, Search.Charsets charsets, Unsealed besides, TextPlan plan) {
    this.lease = lease;
    this.text = text;
    this.besides = besides;
    this.declared = new Declared(charsets);
    this.plan = plan;
    this.pages = plan.segment().payloads(plan.segment()::lose);
  }

  /** Indexes of the entries of a range that hold the text, growing. */
  @Override
  public long[] work(IndexRange range) {
    found = LongStream.builder();
    IndexRange piece = plan.next(range);
    while (!piece.isEmpty()) {
      pages.seek(piece);
      while (pages.next()) {
        lease.check();
        scanPage(pages);
      }
      piece = plan.next(IndexRange.between(piece.end(), range.end()));
    }
    return found.build().toArray();
  }

  private void scanPage(PayloadPages page) {
    IndexRange range = page.range();
    boolean close = plan.isClose(range);
    boolean beside = close || plan.hasBeside(range);
    BitSet rows = rows(page, close || plan.isForeign(range));
    int[] starts = page.starts();
    BitSet looked = new BitSet();
    for (int row = page.row(); row < page.endRow(); row++) {
      boolean empty = starts[row] == starts[row + 1];
      looked.set(row, empty ? beside : close || rows.get(row));
    }
    if (looked.isEmpty()) {
      return;
    }
    boolean uniform = !beside && plan.isUniform(range);
    if (uniform ? !page.readIndexes() : !page.readHeaders()) {
      return;
    }
    Charset common = uniform ? plan.declared(range) : null;
    for (int row = looked.nextSetBit(0); row >= 0; row = looked.nextSetBit(row + 1)) {
      if (starts[row] == starts[row + 1]) {
        lookBeside(page.header(row), page.index(row));
        continue;
      }
      Charset charset = uniform ? common : declared.in(page.header(row));
      if ((rows.get(row) || text.isUnsure(charset))
          && text.isIn(page.bytes(), starts[row], starts[row + 1], charset)) {
        found.add(page.index(row));
      }
    }
  }

  private void lookBeside(byte[] header, long index) {
    HeaderWords.Beside place = HeaderWords.beside(header);
    if (place != null) {
      byte[] payload = besides.beside(place.digest(), place.length()).orElse(new byte[0]);
      Charset charset = declared.in(header);
      if (text.mayBeIn(payload, 0, payload.length, charset)
          && text.isIn(payload, 0, payload.length, charset)) {
        found.add(index);
      }
    }
  }

  /** Rows of the page whose bytes may hold the text. */
  private BitSet rows(PayloadPages page, boolean foreign) {
    BitSet rows = new BitSet();
    Needles needles = text.needles();
    int[] starts = page.starts();
    if (needles == null) {
      for (int row = page.row(); row < page.endRow(); row++) {
        rows.set(row, text.mayBeIn(page.bytes(), starts[row], starts[row + 1], null));
      }
    } else if (!foreign && needles.isText()) {
      mark(page, List.of(needles.utf8()), rows);
    } else {
      needles
          .all()
          .ifPresentOrElse(all -> mark(page, all, rows), () -> rows.set(page.row(), page.endRow()));
    }
    return rows;
  }

  /** Marks the rows in which one of the needles stands. */
  private static void mark(PayloadPages page, List<byte[]> needles, BitSet rows) {
    int[] starts = page.starts();
    int from = starts[page.row()];
    // As a string of octets, for the machine code that looks for one string in another.
    String block =
        new String(page.bytes(), from, starts[page.endRow()] - from, StandardCharsets.ISO_8859_1);
    for (byte[] needle : needles) {
      String wanted = new String(needle, StandardCharsets.ISO_8859_1);
      int row = page.row();
      int at = block.indexOf(wanted);
      while (at >= 0) {
        while (starts[row + 1] <= at + from) {
          row++;
        }
        boolean whole = at + from + needle.length <= starts[row + 1];
        rows.set(row, whole || rows.get(row));
        at = block.indexOf(wanted, whole ? starts[row + 1] - from : at + 1);
      }
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
