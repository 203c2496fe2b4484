package io.akashi.evidence;

import io.akashi.reconcile.Case;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The computed answer to a duty, and its card: everything that it was computed from. The same ends
 * and day give the same answer and digest, at any later time.
 *
 * @param duty which
 * @param day the day for which was asked
 * @param ends how far the books were read
 * @param state the answer
 * @param reasons why it is not 満たす, a sentence each; for 対象外 the reason it was given
 * @param population how many were looked at, over all comparisons
 * @param outcomes what each comparison gave
 * @param cases what became of the findings of these outcomes
 * @param ages how old what it was computed from is
 * @param limits approved numbers that were used, e.g. {@code account.unused.days=90 山田 2026-04-01}
 * @param digest SHA-256 over all of this, lower-case hex
 */
public record Answer(
    Duty duty,
    LocalDate day,
    Ends ends,
    AnswerState state,
    List<String> reasons,
    long population,
    List<Outcome> outcomes,
    List<Case> cases,
    List<Age> ages,
    List<String> limits,
    String digest) {
  public Answer {
    reasons = List.copyOf(reasons);
    outcomes = List.copyOf(outcomes);
    cases = List.copyOf(cases);
    ages = List.copyOf(ages);
    limits = List.copyOf(limits);
  }

  /**
   * How old something is that an answer is computed from.
   *
   * @param of a register, or a system's log
   * @param oldest of a log the first use of it: with {@code newest} the period it speaks of; else
   *     null
   * @param newest when it was last imported or received, or null when never
   * @param allowed days
   * @param approved whether somebody approved that number of days
   * @param fresh whether it is young enough
   */
  public record Age(
      String of,
      @Nullable Instant oldest,
      @Nullable Instant newest,
      long allowed,
      boolean approved,
      boolean fresh) {}

  /** The findings that stand against the hospital on that day. */
  public List<Case> open() {
    return cases.stream().filter(each -> each.isOpen(day)).toList();
  }

  /** What a person signed beside it. */
  public record Signed(
      String duty,
      boolean yes,
      String by,
      Instant at,
      long index,
      String comment,
      String computed,
      String digest) {}

  /** Why a duty does not concern this hospital. */
  public record Exemption(
      String duty, String reason, String approver, LocalDate until, Instant at, long index) {}

  /**
   * An answer as it is shown: computed now or for a past moment, with what a person signed until
   * then.
   *
   * @param at when it was computed
   * @param signed the newest signature until then
   * @param recorded the digest that was written down then, for a past moment
   */
  public record Shown(
      Answer answer, Instant at, Optional<Signed> signed, Optional<String> recorded) {}
}
