package io.akashi.server.export;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Writes what a query finds as a folder that proves itself: entries, readable columns, proofs,
 * checkpoints, keys, and the instructions to check them with openssl and Python alone
 * (docs/formats/export.md).
 */
public final class EvidencePackage {
  private EvidencePackage() {}

  /**
   * What a package holds.
   *
   * @param events rows of the tables
   * @param entries entries with their proofs
   */
  public record Content(long events, long entries) {}

  /**
   * Writes a package. An entry of several events is in it once. Looks are logged by the store.
   *
   * @param query which events; all its pages are written
   * @param folder new or empty
   * @param progress told of the number of entries written so far
   * @throws java.nio.file.FileAlreadyExistsException when the folder is not empty
   * @throws StoreException when an entry cannot be proved; the folder is then incomplete and has no
   *     manifest
   */
  public static Content write(
      Store store, Look look, Query query, Path folder, LongConsumer progress)
      throws StoreException, IOException {
    try (PackageFolder begun = PackageFolder.begin(folder)) {
      FoundEntries found = new FoundEntries();
      long events = 0;
      Optional<Query> next = Optional.of(query);
      while (next.isPresent()) {
        Page page = store.search(look, next.get());
        for (AuditEvent event : page.rows()) {
          begun.add(event);
          add(event, found);
          events++;
        }
        Query asked = next.get();
        next = Optional.ofNullable(page.next()).map(asked::withPage);
      }
      long[] entries = new long[1];
      found.each((book, index) -> {
        begun.add(store.prove(look, book, index));
        progress.accept(++entries[0]);
      });
      for (Book book : begun.books()) {
        Optional<String> checkpoint = store.checkpoint(book);
        if (checkpoint.isPresent()) {
          begun.add(book, checkpoint.get());
        }
      }
      begun.finish();
      return new Content(events, entries[0]);
    }
  }

  private static void add(AuditEvent event, FoundEntries found) {
    String book = event.text(Column.BOOK);
    if (book == null || !(event.get(Column.INDEX) instanceof Long index)) {
      throw new IllegalStateException("the store gives every event its book and index");
    }
    found.add(Book.of(book).orElseThrow(), index);
  }
}
