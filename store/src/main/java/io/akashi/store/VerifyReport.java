package io.akashi.store;

import java.util.List;

/**
 * What a verification found.
 *
 * @param books one result a book that was read
 * @param damage everything that is not as it was, in the order of books and indexes; empty when
 *     intact
 */
public record VerifyReport(List<BookResult> books, List<Damage> damage) {

  /**
   * One book.
   *
   * @param book the book
   * @param from first index that was read
   * @param size size of the tree the newest checkpoint signs
   * @param entries entries read and hashed
   * @param unsigned entries behind the newest checkpoint: read and checked against their frames
   *     only
   * @param checkpoints checkpoints whose root was computed again
   */
  public record BookResult(
      Book book, long from, long size, long entries, long unsigned, int checkpoints) {}

  public VerifyReport {
    books = List.copyOf(books);
    damage = List.copyOf(damage);
  }

  /** Whether nothing was found. */
  public boolean intact() {
    return damage.isEmpty();
  }
}
