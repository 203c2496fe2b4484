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
  private final Map<Book, RootReader.OfBook> all;
  private final Optional<Checkpoint> anchored;
  private long read;

  Recorded(Books books) {
    this.books = books;
    this.anchored = books.notary().anchoredRoot();
    this.read = root().journal().durableEnd();
    this.all = books.rootReader().all(read);
  }

  RootReader.OfBook of(Book book) {
    RootReader.OfBook known = all.get(book);
    if (known == null) {
      throw new IllegalStateException("no records of book " + book.id());
    }
    return known;
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
      books.rootReader().add(IndexRange.between(read, end), all);
      read = end;
    }
    return Optional.ofNullable(segments.get(segment.range()));
  }

  private OpenBook root() {
    return books.get(Book.ROOT);
  }
}
