package io.akashi.store.internal.verify;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.book.Books;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.RootReader;
import io.akashi.store.internal.segment.Segment;
import io.akashi.tlog.Checkpoint;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code root} records, read on as far as a segment needs that was sealed or merged while the
 * verification ran. For one thread.
 */
final class Recorded {
  private final Books books;
  private final boolean allSignatures;
  private final Optional<Checkpoint> anchored;
  private final long atFirst;
  // Of one book at a time: the roots of years are not held twice.
  private Optional<Book> known = Optional.empty();
  private RootReader.OfBook records;
  private long read;

  /**
   * @param allSignatures as {@link RootReader#records}
   */
  Recorded(Books books, boolean allSignatures) {
    this.books = books;
    this.allSignatures = allSignatures;
    this.anchored = books.notary().anchoredRoot();
    this.atFirst = root().journal().durableEnd();
    this.records = books.rootReader().records(IndexRange.between(0, 0), Book.ROOT, false);
  }

  /** What was recorded of a book when this verification began, and of segments since. */
  RootReader.OfBook of(Book book) {
    if (!known.equals(Optional.of(book))) {
      records = books.rootReader().records(IndexRange.between(0, atFirst), book, allSignatures);
      known = Optional.of(book);
      read = atFirst;
    }
    return records;
  }

  /** What is known of {@code root} outside. */
  Optional<Checkpoint> anchored(Book book) {
    return book == Book.ROOT ? anchored : Optional.empty();
  }

  /** Digest of the manifest of a segment's range, or empty when none is recorded. */
  Optional<String> manifest(Book book, Segment segment) {
    Map<IndexRange, String> segments = of(book).segments();
    if (!segment.manifestHash().equals(segments.get(segment.range()))) {
      long end = root().journal().durableEnd();
      segments.putAll(
          books.rootReader().records(IndexRange.between(read, end), book, false).segments());
      read = end;
    }
    return Optional.ofNullable(segments.get(segment.range()));
  }

  private OpenBook root() {
    return books.get(Book.ROOT);
  }
}
