package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.StoreException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.store.internal.book.Books;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Rebuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
    Recorded records = new Recorded(books);
    Rebuilder rebuilder = new Rebuilder(books.decoder());
    VerifiedMarks marks = new VerifiedMarks(books.directory().derived(), books.isReadOnly());
    List<VerifyReport.BookResult> results = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try {
      for (OpenBook book : books.all()) {
        if (options.books().contains(book.book())) {
          BookVerification verification =
              new BookVerification(book, records, rebuilder, marks, options);
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
