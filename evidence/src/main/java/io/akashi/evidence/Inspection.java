package io.akashi.evidence;

import io.akashi.evidence.Answer.Shown;
import io.akashi.evidence.internal.AnswerDigest;
import io.akashi.evidence.internal.AnswerLooks;
import io.akashi.evidence.internal.Assessment;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.CaseLog;
import io.akashi.reconcile.Comparison;
import io.akashi.reconcile.Ends;
import io.akashi.reconcile.Facts;
import io.akashi.reconcile.Outcome;
import io.akashi.reconcile.Reconciliation;
import io.akashi.reconcile.Sightings;
import io.akashi.register.Registers;
import io.akashi.register.State;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.Look;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inspection sheet of a house: the answers now, kept up to date by {@link #follow}, and those
 * of past moments. Safe for use by many threads; it has none of its own.
 */
public final class Inspection {
  private final Store store;
  private final Registers registers;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Sightings sightings;
  private final CaseLog cases;
  private final AnswerLog log;
  private final AnswerLooks looks;

  // Guarded by this.
  private @Nullable Basis computedFrom;
  private volatile Map<String, Shown> answers = Map.of();

  /** What answers depend on: while it is the same, so are they. */
  private record Basis(Ends ends, long answered, LocalDate day, List<Damage> unreadable) {}

  private Inspection(
      Store store,
      Registers registers,
      InstantSource clock,
      ZoneId zone,
      CaseLog cases,
      AnswerLog log) {
    this.store = store;
    this.registers = registers;
    this.clock = clock;
    this.zone = zone;
    this.cases = cases;
    this.log = log;
    this.sightings = new Sightings(store);
    this.looks = new AnswerLooks(store, clock);
  }

  /**
   * Reads what was decided and signed.
   *
   * @param zone in which days begin
   * @throws StoreException when it cannot be read; while the book {@code house} is not searchable
   *     as a whole, too
   */
  public static Inspection open(Store store, Registers registers, InstantSource clock, ZoneId zone)
      throws StoreException {
    Status.BookStatus house =
        store.status().books().stream()
            .filter(each -> each.book() == Book.HOUSE)
            .findFirst()
            .orElseThrow();
    if (house.lag() > 0) {
      throw new StoreException(
          "まだ記録を読み込んでいます。少し待ってやり直してください。 / The log is still being read: try again in a moment.");
    }
    return new Inspection(
        store,
        registers,
        clock,
        zone,
        CaseLog.open(store, clock, house.decoded()),
        AnswerLog.open(store, clock, house.decoded()));
  }

  /**
   * Computes the answers again when what they depend on has changed, and writes down what became of
   * findings and answers that changed.
   *
   * @return whether they were computed
   */
  public synchronized boolean follow() throws StoreException {
    State state = registers.follow();
    LocalDate day = LocalDate.ofInstant(clock.instant(), zone);
    Ends ends = ends(state);
    List<Damage> unreadable = store.unreadable();
    if (new Basis(ends, log.version(), day, unreadable).equals(computedFrom)) {
      return false;
    }
    Facts facts = new Facts(ends, day, zone, state, sightings.at(ends));
    Map<String, Shown> computed = new LinkedHashMap<>();
    Map<Comparison, Outcome> outcomes = outcomes(facts, Duties.all());
    cases.record(List.copyOf(outcomes.values()), day);
    Ends decided = ends(state).withLogsOf(ends);
    Facts seen = new Facts(decided, day, zone, state, facts.seen());
    for (Duty duty : Duties.all()) {
      Answer answer = assess(duty, seen, outcomes, cases.cases());
      if (!store.isReadOnly() && isNews(answer)) {
        log.recordComputed(answer, zone);
      }
      Instant now = clock.instant();
      computed.put(duty.id(), new Shown(answer, now, log.signed(duty.id(), now), Optional.empty()));
    }
    answers = Map.copyOf(computed);
    computedFrom = new Basis(decided, log.version(), day, unreadable);
    return true;
  }

  private Ends ends(State state) throws StoreException {
    return Ends.of(store.status(), state.index(), Math.max(cases.end(), log.end()));
  }

  private Map<Comparison, Outcome> outcomes(Facts facts, List<Duty> duties) throws StoreException {
    Map<Comparison, Outcome> outcomes = new LinkedHashMap<>();
    try (Reconciliation reconciliation = Reconciliation.over(store, facts)) {
      for (Duty duty : duties) {
        for (Comparison comparison : duty.comparisons()) {
          if (!outcomes.containsKey(comparison)) {
            outcomes.put(comparison, reconciliation.run(comparison));
          }
        }
      }
    }
    return outcomes;
  }

  private Answer assess(
      Duty duty, Facts facts, Map<Comparison, Outcome> outcomes, Collection<Case> known) {
    return Assessment.of(
        duty,
        facts,
        duty.comparisons().stream().map(outcomes::get).toList(),
        known,
        log.exemption(duty.id(), facts.day(), facts.ends().house()),
        store.unreadable().stream().map(Inspection::sentence).toList());
  }

  private static String sentence(Damage damage) {
    return ("%1$sの記録 %3$d–%4$d が読めないため、判断できません。画面「証跡の健全性」か ./akashi verify で場所を確かめ、バックアップから戻してください（%5$s: %6$s）。"
            + " / %2$s %3$d–%4$d cannot be read, so this cannot be judged: see where under Integrity or with ./akashi verify,"
            + " and restore it from a backup (%5$s: %6$s).")
        .formatted(
            damage.book().japanese(),
            damage.book().english(),
            damage.from(),
            Math.max(damage.from(), damage.to() - 1),
            damage.place(),
            damage.what());
  }

  private boolean isNews(Answer answer) {
    return log.recorded(answer.duty().id(), Instant.MAX)
        .map(last -> !last.substance().equals(AnswerDigest.ofSubstance(answer)))
        .orElse(true);
  }

  /**
   * The answers as they were last computed, by the numbers of their duties. For counting: whoever
   * shows what an answer rests on takes it by {@link #answer(Look, Duty)}.
   */
  public Map<String, Shown> answers() {
    return answers;
  }

  /**
   * An answer as it was last computed. The look is recorded first.
   *
   * @return empty until it was computed
   * @throws StoreException when the look cannot be recorded
   */
  public Optional<Shown> answer(Look look, Duty duty) throws StoreException {
    looks.record(look, duty);
    return Optional.ofNullable(answers.get(duty.id()));
  }

  /**
   * The answer of a past moment, computed again from the books as far as they went then. The look
   * is recorded first.
   *
   * @return empty when none was computed until then
   */
  public Optional<Shown> answer(Look look, Duty duty, Instant moment) throws StoreException {
    looks.record(look, duty);
    Optional<AnswerLog.Recorded> found = log.recorded(duty.id(), moment);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    AnswerLog.Recorded then = found.get();
    Ends ends = then.ends();
    Facts facts =
        new Facts(
            ends,
            then.day(),
            then.zone().orElse(zone),
            registers.at(ends.register()),
            sightings.at(ends));
    Answer answer = assess(duty, facts, outcomes(facts, List.of(duty)), cases.cases(ends.house()));
    return Optional.of(
        new Shown(answer, then.at(), log.signed(duty.id(), moment), Optional.of(then.digest())));
  }

  /** What became of findings. */
  public CaseLog cases() {
    return cases;
  }

  /** Writes down what a person answers beside the computed answer, which it does not change. */
  public synchronized void sign(Duty duty, boolean yes, String by, String comment)
      throws StoreException {
    follow();
    Shown shown = answers.get(duty.id());
    if (shown == null) {
      throw new IllegalStateException(duty.id() + " has no answer");
    }
    log.recordSigned(shown.answer(), yes, by, comment);
    follow();
  }

  /**
   * Writes down that a person accepts a finding, and computes the answers again.
   *
   * @param until last day for which it is accepted
   * @throws IllegalArgumentException when there is no such open finding or no reason, or the last
   *     day is over; the sentence says which
   */
  public synchronized void accept(String findingId, String by, String reason, LocalDate until)
      throws StoreException {
    requireToCome(until);
    cases.accept(findingId, by, reason, until);
    follow();
  }

  private void requireToCome(LocalDate until) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (until.isBefore(today)) {
      throw new IllegalArgumentException(
          "最終日 %1$s は過ぎています。今日（%2$s）以後の日を指定してください。 / the last day %1$s is over: name %2$s or a later one"
              .formatted(until, today));
    }
  }

  /**
   * Writes down that a duty does not concern this hospital.
   *
   * @throws IllegalArgumentException when the reason or the approver is missing, or the last day is
   *     over
   */
  public synchronized void exempt(
      Duty duty, String by, String reason, String approver, LocalDate until) throws StoreException {
    if (reason.isBlank() || approver.isBlank()) {
      throw new IllegalArgumentException(
          "対象外には理由と承認者が必要です / a reason and an approver are needed to exempt");
    }
    requireToCome(until);
    log.recordExemption(duty.id(), by, reason, approver, until);
    follow();
  }
}
