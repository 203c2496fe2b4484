package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.store.Book;
import java.util.stream.Stream;

/** A book as a person types it: its id or its Japanese name. */
final class BookOption {
  private BookOption() {}

  /**
   * @throws CannotException when there is no such book
   */
  static Book parse(String typed) throws CannotException {
    return Book.of(typed)
        .or(() -> Stream.of(Book.values()).filter(b -> b.japanese().equals(typed)).findFirst())
        .orElseThrow(
            () -> Choice.unknown("--book", typed, Stream.of(Book.values()).map(Book::id).toList()));
  }
}
