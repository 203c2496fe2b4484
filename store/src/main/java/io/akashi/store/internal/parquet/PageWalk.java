package io.akashi.store.internal.parquet;

import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the pages of an entries file whose footer is damaged: every page says how long it is and,
 * by its encoding, of which columns it is.
 */
final class PageWalk {
  private static final int LONGEST_HEADER = 64;

  private final DiskFile file;
  private final List<Footer.RowGroup> rowGroups = new ArrayList<>();
  private long index;

  // Of the row group that is being walked.
  private final List<Found> numbers = new ArrayList<>();
  private final List<Found> headers = new ArrayList<>();
  private final List<Found> payloads = new ArrayList<>();

  private record Found(long position, int bytes, int rows) {}

  private PageWalk(DiskFile file, long first) {
    this.file = file;
    this.index = first;
  }

  /** The row groups from the beginning of the file up to the first byte that begins no page. */
  static List<Footer.RowGroup> of(DiskFile file, long first) throws IOException {
    PageWalk walk = new PageWalk(file, first);
    walk.run();
    return List.copyOf(walk.rowGroups);
  }

  private void run() throws IOException {
    long size = file.size();
    long position = Footer.MAGIC.length;
    while (position < size) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LONGEST_HEADER, size - position));
      int read = file.read(bytes, position);
      PageHeader header;
      OctetReader in = new OctetReader(bytes.array(), 0, read);
      try {
        header = PageHeader.read(in);
      } catch (DamagedFileException e) {
        // The offset indexes and the metadata begin here, or the damage does.
        break;
      }
      if (header.encoding() == EntryColumn.INDEX.encoding && !payloads.isEmpty()) {
        endRowGroup();
      }
      int length = in.at() + header.compressed();
      columnOf(header).add(new Found(position, length, header.rows()));
      position += length;
    }
    endRowGroup();
  }

  private List<Found> columnOf(PageHeader page) {
    if (page.encoding() == EntryColumn.PAYLOAD.encoding) {
      return payloads;
    }
    return page.encoding() == EntryColumn.HEADER.encoding ? headers : numbers;
  }

  /** The first half of the pages of numbers are indexes, the second times of receipt. */
  private void endRowGroup() {
    int half = numbers.size() / 2;
    List<Found> indexes = numbers.subList(0, half);
    List<Footer.Chunk> chunks = new ArrayList<>();
    for (List<Found> column :
        List.of(indexes, numbers.subList(half, numbers.size()), headers, payloads)) {
      chunks.add(new Footer.Chunk(0, 0, 0, placed(column), 0, 0));
    }
    // A group that was cut short has fewer payloads than headers: what has no payload is lost.
    int whole = Math.min(rows(headers), rows(payloads));
    if (whole > 0) {
      rowGroups.add(new Footer.RowGroup(index, whole, chunks));
    }
    index += rows(indexes);
    numbers.clear();
    headers.clear();
    payloads.clear();
  }

  private static List<Footer.Page> placed(List<Found> column) {
    List<Footer.Page> pages = new ArrayList<>();
    int row = 0;
    for (Found page : column) {
      pages.add(new Footer.Page(page.position(), page.bytes(), row));
      row += page.rows();
    }
    return pages;
  }

  private static int rows(List<Found> column) {
    return column.stream().mapToInt(Found::rows).sum();
  }
}
