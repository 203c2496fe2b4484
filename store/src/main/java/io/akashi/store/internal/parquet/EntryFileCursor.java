package io.akashi.store.internal.parquet;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/** Reads a range of an entries file page by page. For one thread. */
final class EntryFileCursor implements EntryCursor {
  private final PagePlaces places;
  private final BiConsumer<IndexRange, String> unreadable;
  private final long end;
  private final PageRows rows = new PageRows();

  /** Index of the next entry to give, by its place in the file. */
  private long next;

  /** Index behind the page that is loaded. */
  private long loaded;

  private long index = -1;

  EntryFileCursor(PagePlaces places, IndexRange range, BiConsumer<IndexRange, String> unreadable) {
    this.places = places;
    this.unreadable = unreadable;
    this.next = range.first();
    this.loaded = range.first();
    this.end = range.end();
  }

  @Override
  public boolean next() {
    while (next < end) {
      if (next < loaded && rows.next()) {
        // Where entries were taken out, those behind them still say which they are.
        long said = rows.index();
        index = said > index && said >= next && said < end ? said : next;
        next++;
        return true;
      }
      load();
    }
    return false;
  }

  /** Loads the page of the next entry and steps to it, or steps behind what cannot be read. */
  private void load() {
    try {
      PagePlaces.Place place = places.find(next, end);
      rows.load(places.read());
      if (rows.rows() < place.end() - place.first()) {
        throw new DamagedFileException("a page has too few rows");
      }
      loaded = place.end();
      for (long skipped = place.first(); skipped < next; skipped++) {
        rows.next();
      }
    } catch (IOException e) {
      long to = Math.min(end, places.lostTo());
      unreadable.accept(IndexRange.between(next, to), String.valueOf(e.getMessage()));
      next = to;
      loaded = to;
    }
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public byte[] header() {
    return rows.header();
  }

  @Override
  public byte[] payload() {
    return rows.payload();
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
