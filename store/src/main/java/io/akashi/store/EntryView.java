package io.akashi.store;

import io.akashi.store.internal.book.OpenStore;
import java.util.Optional;

/**
 * An entry whose look is recorded: to read it again and to prove it are parts of the same view and
 * no further looks. Immutable, safe for use by many threads.
 */
public final class EntryView {
  private final OpenStore open;
  private final Book book;
  private final long index;

  EntryView(OpenStore open, Book book, long index) {
    this.open = open;
    this.book = book;
    this.index = index;
  }

  /** The entry, read from the disk and compared with the tree each time; empty when none is. */
  public Optional<StoredEntry> entry() throws StoreException {
    return open.entry(book, index);
  }

  /** As {@link Store#prove}. */
  public EntryProof prove() throws StoreException {
    return open.proof(book, index);
  }
}
