package io.akashi.evidence.internal;

import io.akashi.evidence.Answer;
import io.akashi.evidence.Answer.Age;
import io.akashi.evidence.AnswerState;
import io.akashi.evidence.Duty;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.Comparison;
import io.akashi.reconcile.Facts;
import io.akashi.reconcile.Finding;
import io.akashi.reconcile.Outcome;
import io.akashi.register.Limit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an answer of what comparisons gave. What stands against the hospital counts before what is
 * missing, that before what is old; and only where there is none of these the duty is fulfilled.
 */
public final class Assessment {
  private final Duty duty;
  private final Facts facts;
  private final List<Outcome> outcomes;
  private final List<Case> cases;
  private final List<String> reasons = new ArrayList<>();

  private Assessment(Duty duty, Facts facts, List<Outcome> outcomes, List<Case> cases) {
    this.duty = duty;
    this.facts = facts;
    this.outcomes = outcomes;
    this.cases = cases;
  }

  /**
   * The answer.
   *
   * @param known what became of findings, as far as the ends of the facts go
   * @param exemption the one that counts on the day, or empty
   * @param unreadable sentences about parts of the log that cannot be read
   */
  public static Answer of(
      Duty duty,
      Facts facts,
      List<Outcome> outcomes,
      Collection<Case> known,
      Optional<Answer.Exemption> exemption,
      List<String> unreadable) {
    List<Case> cases = new ArrayList<>();
    Map<String, Case> byId = new LinkedHashMap<>();
    known.forEach(each -> byId.put(each.finding().id(), each));
    for (Outcome outcome : outcomes) {
      for (Finding finding : outcome.findings()) {
        cases.add(Standing.of(finding, Optional.ofNullable(byId.get(finding.id()))));
      }
    }
    return new Assessment(duty, facts, outcomes, cases).answer(exemption, unreadable);
  }

  private Answer answer(Optional<Answer.Exemption> exemption, List<String> unreadable) {
    List<Age> ages = new Ages(duty, facts).list();
    long population = outcomes.stream().mapToLong(Outcome::population).sum();
    AnswerState state = exemption.map(this::exempt).orElseGet(() -> state(ages, unreadable));
    Answer draft =
        new Answer(
            duty,
            facts.day(),
            facts.ends(),
            state,
            reasons,
            population,
            outcomes,
            cases,
            ages,
            limits(),
            "");
    return new Answer(
        duty,
        facts.day(),
        facts.ends(),
        state,
        reasons,
        population,
        outcomes,
        cases,
        ages,
        draft.limits(),
        AnswerDigest.of(draft));
  }

  private AnswerState exempt(Answer.Exemption exemption) {
    reasons.add(
        "%s（承認 %s、%s まで）".formatted(exemption.reason(), exemption.approver(), exemption.until()));
    return AnswerState.EXEMPT;
  }

  private AnswerState state(List<Age> ages, List<String> unreadable) {
    LocalDate day = facts.day();
    cases.stream()
        .filter(each -> each.isOpen(day))
        .forEach(each -> reasons.add(each.finding().ja()));
    if (!reasons.isEmpty()) {
      return AnswerState.NOT_FULFILLED;
    }
    outcomes.forEach(outcome -> {
      reasons.addAll(outcome.missing());
      outcome.unknown().forEach(why -> reasons.add(outcome.comparison().ja() + " — " + why));
    });
    reasons.addAll(unreadable);
    if (!reasons.isEmpty()) {
      return AnswerState.NO_EVIDENCE;
    }
    ages.stream().filter(age -> !age.fresh()).forEach(age -> reasons.add(stale(age)));
    return reasons.isEmpty() ? AnswerState.FULFILLED : AnswerState.STALE;
  }

  private String stale(Age age) {
    String newest =
        age.newest() == null ? "-" : LocalDate.ofInstant(age.newest(), facts.zone()).toString();
    return "%1$s の最新は %2$s で、%3$d 日より古くなっています。 / the newest of %1$s is of %2$s, older than %3$d days"
        .formatted(age.of(), newest, age.allowed());
  }

  private List<String> limits() {
    List<String> used = new ArrayList<>();
    for (Comparison comparison : duty.comparisons()) {
      for (String id : comparison.limits()) {
        facts
            .registers()
            .find(Limit.class, id)
            .ifPresent(row ->
                used.add(
                    "%s=%d %s %s"
                        .formatted(
                            id,
                            row.value().value(),
                            row.value().approvedBy(),
                            row.value().approvedOn())));
      }
    }
    return used;
  }
}
