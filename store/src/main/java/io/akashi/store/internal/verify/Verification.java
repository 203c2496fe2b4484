package io.akashi.store.internal.verify;

import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.StoreException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.store.internal.book.Books;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Rebuilder;
import io.akashi.store.internal.book.RootRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One verification of a store: {@code root} says which checkpoints and manifests there are, each
 * book is read again and compared with them and with its head. Reads only. What is damaged is named
 * and never stops the rest from being read.
 */
public final class Verification {
  private final Books books;
  private final VerifyOptions options;

  public Verification(Books books, VerifyOptions options) {
    this.books = books;
    this.options = options;
  }

  public VerifyReport run() throws StoreException {
    OpenBook root = books.get(Book.ROOT);
    Map<Book, RootRecords.OfBook> records =
        new RootRecords(root).all(books.all(), root.journal().durableEnd());
    Rebuilder rebuilder = new Rebuilder(books.decoder());
    VerifiedMarks marks = new VerifiedMarks(books.directory().derived(), books.isReadOnly());
    List<VerifyReport.BookResult> results = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try {
      for (OpenBook book : books.all()) {
        if (options.books().contains(book.book())) {
          RootRecords.OfBook known = records.get(book.book());
          if (known == null) {
            throw new IllegalStateException("no records of book " + book.book().id());
          }
          BookVerification verification =
              new BookVerification(book, known, rebuilder, marks, options);
          results.add(verification.run());
          damage.addAll(verification.damage());
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          ("検証を最後まで行えませんでした（%1$s）。ディスクを確かめてもう一度実行してください。 / The verification could not be finished"
                  + " (%1$s); check the disk and run it again.")
              .formatted(e.getMessage()),
          e);
    }
    return new VerifyReport(results, damage);
  }
}
