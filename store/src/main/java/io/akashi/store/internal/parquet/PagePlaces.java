package io.akashi.store.internal.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pages of an entries file, which is opened when the first is asked for. For one thread.
 */
final class PagePlaces implements Closeable {
  private final Opening opening;
  private @Nullable EntryFile file;

  /** The pages of each column of one row group, and the indexes it holds. */
  private final List<List<Footer.Page>> pages = new ArrayList<>();

  private long from;
  private long to;

  // Of the page that was found last.
  private int page;
  private long lostTo;

  /** Opens the file. */
  interface Opening {
    EntryFile open() throws IOException;
  }

  /** The entries of a page. */
  record Place(long first, long end) {}

  PagePlaces(Opening opening) {
    this.opening = opening;
  }

  /**
   * Finds the page of an entry.
   *
   * @param end how much is lost when not even the row group is found
   */
  Place find(long index, long end) throws IOException {
    lostTo = end;
    EntryFile open = file();
    if (index < from || index >= to) {
      Footer.RowGroup here = open.groupOf(index);
      if (here == null) {
        throw new DamagedFileException("its pages are not found");
      }
      lostTo = here.firstIndex() + here.rows();
      load(open, here);
    }
    lostTo = to;
    page = pageOf((int) (index - from));
    List<Footer.Page> headers = pages.get(EntryColumn.HEADER.ordinal());
    if (page + 1 < headers.size()) {
      lostTo = from + headers.get(page + 1).firstRow();
    }
    return new Place(from + headers.get(page).firstRow(), lostTo);
  }

  /** The index behind what is lost when {@link #find}, or reading what it found, fails. */
  long lostTo() {
    return lostTo;
  }

  /** One column of the page found last, with its header. */
  byte[] read(EntryColumn column) throws IOException {
    return file().page(pages.get(column.ordinal()).get(page));
  }

  /** All columns of the page found last. */
  List<byte[]> read() throws IOException {
    List<byte[]> read = new ArrayList<>();
    for (EntryColumn column : EntryColumn.values()) {
      read.add(read(column));
    }
    return read;
  }

  private EntryFile file() throws IOException {
    EntryFile open = file;
    if (open == null) {
      open = opening.open();
      file = open;
    }
    return open;
  }

  private void load(EntryFile open, Footer.RowGroup group) throws IOException {
    from = 0;
    to = 0;
    pages.clear();
    for (EntryColumn column : EntryColumn.values()) {
      pages.add(open.pages(group, column));
    }
    from = group.firstIndex();
    to = from + group.rows();
  }

  /** The number of the page that holds a row; the same in every column. */
  private int pageOf(int row) throws DamagedFileException {
    List<Footer.Page> headers = pages.get(EntryColumn.HEADER.ordinal());
    int found = headers.size() - 1;
    while (found > 0 && headers.get(found).firstRow() > row) {
      found--;
    }
    for (List<Footer.Page> column : pages) {
      if (found < 0
          || column.size() != headers.size()
          || column.get(found).firstRow() > row
          || column.get(found).firstRow() != headers.get(found).firstRow()
          || (found + 1 < column.size() && column.get(found + 1).firstRow() <= row)) {
        throw new DamagedFileException("its pages are not where they should be");
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
