package io.akashi.reconcile.review;

import io.akashi.store.Book;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the screens picked of one system in one period. The same ends of the books and the same
 * limits give the same list and digest at any later time.
 *
 * @param system name of the system
 * @param period which
 * @param basis what it was computed from
 * @param rows what was picked, in the order of screens and keys
 * @param total accesses of the system in the period
 * @param picked accesses that are in at least one row
 * @param missing sentences: which screens picked nothing because a limit is not approved
 * @param digest SHA-256 over all of this, lower-case hex
 */
public record Screening(
    String system,
    Period period,
    Basis basis,
    List<Picked> rows,
    long total,
    long picked,
    List<String> missing,
    String digest) {
  public Screening {
    rows = List.copyOf(rows);
    missing = List.copyOf(missing);
  }

  /** Accesses that no screen picked. */
  public long screenedOut() {
    return total - picked;
  }

  /**
   * What a screening is computed from.
   *
   * @param clinical entries of the book below this index are read
   * @param infrastructure the same
   * @param register the limits are those of this index
   */
  public record Basis(long clinical, long infrastructure, long register) {
    long of(Book book) {
      return book == Book.CLINICAL ? clinical : infrastructure;
    }
  }

  /**
   * Accesses that one screen picked together.
   *
   * @param id 16 hexadecimal digits of screen, system and key
   * @param screen which
   * @param user whose, or null
   * @param patient whose information, or null
   * @param day ISO date in the zone of the hospital
   * @param ja why it was picked
   * @param en the same in English
   * @param book where they lie
   * @param first entry of the first of them
   * @param accesses how many
   * @param from when the first happened
   * @param to when the last did
   */
  public record Picked(
      String id,
      Screen screen,
      @Nullable String user,
      @Nullable String patient,
      String day,
      String ja,
      String en,
      Book book,
      long first,
      long accesses,
      Instant from,
      Instant to) {}
}
