package io.akashi.reconcile;

import io.akashi.store.Book;
import io.akashi.store.Status;
import java.util.List;

/**
 * How far the books are read for a computation: entries below these indexes count, others do not.
 * With the same ends the same is computed, whatever was appended meanwhile.
 */
public record Ends(long clinical, long infrastructure, long register, long house) {
  /** The books whose events are compared with the registers. */
  public static final List<Book> LOGS = List.of(Book.CLINICAL, Book.INFRASTRUCTURE);

  /**
   * Everything that is searchable now.
   *
   * @param register end of the book {@code register} that was folded
   * @param house end of the book {@code house} that was folded
   */
  public static Ends of(Status status, long register, long house) {
    return new Ends(
        decoded(status, Book.CLINICAL), decoded(status, Book.INFRASTRUCTURE), register, house);
  }

  private static long decoded(Status status, Book book) {
    return status.books().stream()
        .filter(each -> each.book() == book)
        .mapToLong(Status.BookStatus::decoded)
        .findFirst()
        .orElse(0);
  }

  /** These ends, but the books of events no further than others. */
  public Ends withLogsOf(Ends other) {
    return new Ends(other.clinical, other.infrastructure, register, house);
  }

  /** The end of one book; 0 for {@code root}, which nothing is compared with. */
  public long of(Book book) {
    return switch (book) {
      case CLINICAL -> clinical;
      case INFRASTRUCTURE -> infrastructure;
      case REGISTER -> register;
      case HOUSE -> house;
      case ROOT -> 0;
    };
  }
}
