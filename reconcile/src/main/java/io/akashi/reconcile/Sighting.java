package io.akashi.reconcile;

import io.akashi.store.Book;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * What the log says of one user of one system: only uses that succeeded or of which the sender does
 * not say whether they did.
 *
 * @param book where the last use is
 * @param system the system's name, the source where it has none
 * @param userId as the log writes it
 * @param events how many uses
 * @param first time of the first use; a time behind its receipt counts as that
 * @param last time of the last use, as {@code first}
 * @param lastIndex entry of the last use
 * @param lastPart event of that entry
 */
public record Sighting(
    Book book,
    String system,
    String userId,
    long events,
    Instant first,
    Instant last,
    long lastIndex,
    int lastPart) {

  /** The same one is later in whatever order the log is read. */
  private static final Comparator<Sighting> LATER =
      Comparator.comparing(Sighting::last)
          .thenComparing(Sighting::book)
          .thenComparingLong(Sighting::lastIndex)
          .thenComparingInt(Sighting::lastPart);

  /**
   * What it is compared by: systems differ in whether {@code Taro} and {@code taro} are the same.
   */
  public String userKey() {
    return userId.toLowerCase(Locale.ROOT);
  }

  /** Both as one: a user who appears in two parts of the log. */
  Sighting and(Sighting other) {
    Sighting later = LATER.compare(this, other) > 0 ? this : other;
    return new Sighting(
        later.book,
        system,
        userId,
        events + other.events,
        first.isBefore(other.first) ? first : other.first,
        later.last,
        later.lastIndex,
        later.lastPart);
  }
}
