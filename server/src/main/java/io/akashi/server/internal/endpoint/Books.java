package io.akashi.server.internal.endpoint;

import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import java.util.Arrays;

/** Reads the name of a book in a path. */
public final class Books {
  private Books() {}

  /** The book of that name; not found when there is none. */
  public static Book of(String id) {
    return Book.of(id)
        .orElseThrow(() ->
            Problem.notFound(
                "帳簿がありません。 / there is no such book; the books are %s"
                    .formatted(Arrays.stream(Book.values()).map(Book::id).toList())));
  }

  /** An index in a path. */
  public static long index(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw Problem.badRequest("番号が正しくありません。 / an index is a whole number from 0");
    }
    return Long.parseLong(text);
  }
}
