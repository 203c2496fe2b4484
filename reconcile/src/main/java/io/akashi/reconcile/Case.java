package io.akashi.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A finding and what became of it: the newest of its entries in the book {@code house}.
 *
 * @param finding as it was found first, or again
 * @param state what became of it
 * @param since when it was found
 * @param changed when its state last changed
 * @param index entry of that change in {@code house}
 * @param by who decided, {@code akashi} where nobody had to
 * @param reason of an acceptance, else empty
 * @param until last day of an acceptance, else null
 */
public record Case(
    Finding finding,
    CaseState state,
    Instant since,
    Instant changed,
    long index,
    String by,
    String reason,
    @Nullable LocalDate until) {

  /** The same, kept by that entry. */
  Case at(long entry) {
    return new Case(finding, state, since, changed, entry, by, reason, until);
  }

  /** Whether it stands against the hospital on that day. */
  public boolean isOpen(LocalDate day) {
    return switch (state) {
      case OPEN -> true;
      case ACCEPTED -> until != null && until.isBefore(day);
      case RESOLVED -> false;
    };
  }
}
