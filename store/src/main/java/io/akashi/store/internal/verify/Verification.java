package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.store.internal.book.Books;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Rebuilder;
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

  public VerifyReport run() {
    Recorded records = new Recorded(books, options.deep());
    Rebuilder rebuilder = new Rebuilder(books.decoder());
    VerifiedMarks marks = new VerifiedMarks(books.directory().derived(), books.isReadOnly());
    List<VerifyReport.BookResult> results = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    List<OpenBook> chosen =
        books.all().stream().filter(book -> options.books().contains(book.book())).toList();
    VerifiedMarks.Kind running = BookVerification.kind(options);
    if (!options.resume()) {
      chosen.forEach(book -> marks.remove(book, running));
    }
    for (OpenBook book : chosen) {
      books.damage().stream().filter(d -> d.book() == book.book()).forEach(damage::add);
      BookVerification verification =
          new BookVerification(book, records, rebuilder, marks, options);
      results.add(verification.run());
      damage.addAll(verification.damage());
    }
    chosen.forEach(book -> marks.remove(book, running)); // it was not interrupted
    return new VerifyReport(results, damage);
  }
}
