package io.akashi.store.internal.parquet;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * The payloads of an entries file, page by page, each page as the bytes in which they lie one
 * behind the other. What else an entry has is read when it is asked for. For one thread.
 */
public final class PayloadPages implements AutoCloseable {
  private final PagePlaces places;
  private final BiConsumer<IndexRange, String> unreadable;
  private final PageRows rows = new PageRows();
  private long next;
  private long end;

  // Of the page.
  private PagePlaces.Place place = new PagePlaces.Place(0, 0);
  private int row;
  private int endRow;
  private final int[] starts = new int[EntryPage.MOST + 1];
  private int stepped;

  /**
   * @param first index of the first entry of the file
   * @param unreadable takes what cannot be read, and why; reading goes on behind it
   */
  public PayloadPages(Disk disk, Path path, long first, BiConsumer<IndexRange, String> unreadable) {
    this.places = new PagePlaces(() -> EntryFile.open(disk, path, first));
    this.unreadable = unreadable;
  }

  /** Goes before the first page of a range of entries of the file. */
  public void seek(IndexRange range) {
    next = range.first();
    end = range.end();
  }

  /** Steps to the next page of the range; false behind the last. */
  public boolean next() {
    while (next < end) {
      try {
        place = places.find(next, end);
        rows.loadPayloadsOnly(places.read(EntryColumn.PAYLOAD));
        if (rows.rows() < place.end() - place.first()) {
          throw new DamagedFileException("a page has too few rows");
        }
        row = (int) (next - place.first());
        endRow = (int) (Math.min(end, place.end()) - place.first());
        rows.payloadStarts(starts);
        next = place.end();
        return true;
      } catch (IOException e) {
        next = lose(next, e);
      }
    }
    return false;
  }

  private long lose(long first, IOException why) {
    long to = Math.min(end, places.lostTo());
    unreadable.accept(IndexRange.between(first, to), String.valueOf(why.getMessage()));
    return to;
  }

  /** First row of the page that is in the range. */
  public int row() {
    return row;
  }

  /** The row behind the last of the page that is in the range. */
  public int endRow() {
    return endRow;
  }

  /** The bytes of the payloads; good until the next page. */
  public byte[] bytes() {
    return rows.payloads();
  }

  /**
   * Where the payload of each row begins; it ends where the next begins. One place more than there
   * are rows; good until the next page.
   */
  public int[] starts() {
    return starts;
  }

  /** The entries of the page that are in the range, by their places. */
  public IndexRange range() {
    return IndexRange.between(place.first() + row, place.first() + endRow);
  }

  /**
   * Reads the indexes of the page.
   *
   * @return false when they cannot be read, which was told
   */
  public boolean readIndexes() {
    return also(() -> rows.loadIndexes(places.read(EntryColumn.INDEX)));
  }

  /**
   * Reads indexes and headers of the page.
   *
   * @return false when they cannot be read, which was told
   */
  public boolean readHeaders() {
    return also(() -> rows.complete(places.read()));
  }

  private interface Loading {
    void load() throws IOException;
  }

  private boolean also(Loading more) {
    try {
      more.load();
      stepped = -1;
      return true;
    } catch (IOException e) {
      lose(place.first() + row, e);
      return false;
    }
  }

  /** Index of a row; the indexes were read. */
  public long index(int of) {
    // Where entries were taken out, those behind them still say which they are.
    long by = place.first() + of;
    long said = rows.indexOf(of);
    return said >= by && said < end ? said : by;
  }

  /** Header line of a row, not before the last one asked for, without LF; the headers were read. */
  public byte[] header(int of) {
    while (stepped < of) {
      rows.next();
      stepped++;
    }
    return rows.header();
  }

  @Override
  public void close() {
    rows.close();
    try {
      places.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
