package io.akashi.store.internal.parquet;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a range of an entries file page by page. For one thread. */
final class EntryFileCursor implements EntryCursor {
  private final Opening opening;
  private final BiConsumer<IndexRange, String> unreadable;
  private final long end;
  private final PageRows rows = new PageRows();
  private @Nullable EntryFile file;

  /** The pages of each column of one row group, and the index behind it. */
  private final List<List<Footer.Page>> pages = new ArrayList<>();

  private long pagesTo;

  /** Index of the next entry to give, by its place in the file. */
  private long next;

  /** Index behind the page that is loaded. */
  private long loaded;

  private long index = -1;

  /** Opens the file when the first entry is asked for. */
  interface Opening {
    EntryFile open() throws IOException;
  }

  EntryFileCursor(Opening opening, IndexRange range, BiConsumer<IndexRange, String> unreadable) {
    this.opening = opening;
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
    long lostTo = end;
    try {
      if (file == null) {
        file = opening.open();
      }
      Footer.RowGroup here = file.groupOf(next);
      if (here == null) {
        throw new DamagedFileException("its pages are not found");
      }
      lostTo = here.firstIndex() + here.rows();
      if (next >= pagesTo) {
        pages(file, here);
      }
      int page = pageOf((int) (next - here.firstIndex()));
      List<Footer.Page> headers = pages.get(EntryColumn.HEADER.ordinal());
      long first = here.firstIndex() + headers.get(page).firstRow();
      if (page + 1 < headers.size()) {
        lostTo = here.firstIndex() + headers.get(page + 1).firstRow();
      }
      rows.load(read(file, page));
      if (rows.rows() < lostTo - first) {
        throw new DamagedFileException("a page has too few rows");
      }
      loaded = lostTo;
      for (long skipped = first; skipped < next; skipped++) {
        rows.next();
      }
    } catch (IOException e) {
      long to = Math.min(end, lostTo);
      unreadable.accept(IndexRange.between(next, to), String.valueOf(e.getMessage()));
      next = to;
      loaded = to;
    }
  }

  private void pages(EntryFile from, Footer.RowGroup group) throws IOException {
    pages.clear();
    for (EntryColumn column : EntryColumn.values()) {
      pages.add(from.pages(group, column));
    }
    pagesTo = group.firstIndex() + group.rows();
  }

  private List<byte[]> read(EntryFile from, int page) throws IOException {
    List<byte[]> read = new ArrayList<>();
    for (List<Footer.Page> column : pages) {
      read.add(from.page(column.get(page)));
    }
    return read;
  }

  /** The number of the page that holds a row; the same in every column. */
  private int pageOf(int row) throws DamagedFileException {
    List<Footer.Page> headers = pages.get(EntryColumn.HEADER.ordinal());
    int page = headers.size() - 1;
    while (page > 0 && headers.get(page).firstRow() > row) {
      page--;
    }
    for (List<Footer.Page> column : pages) {
      if (page < 0
          || column.size() != headers.size()
          || column.get(page).firstRow() > row
          || column.get(page).firstRow() != headers.get(page).firstRow()
          || (page + 1 < column.size() && column.get(page + 1).firstRow() <= row)) {
        throw new DamagedFileException("its pages are not where they should be");
      }
    }
    return page;
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
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
