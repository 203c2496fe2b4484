package io.akashi.cli.internal.show;

import io.akashi.evidence.Answer;
import io.akashi.evidence.Answer.Shown;
import io.akashi.reconcile.Case;
import io.akashi.reconcile.Finding;
import io.akashi.reconcile.Outcome;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a person reads it at a terminal: the answer, why, what shows it, and what it rests
 * on.
 */
public final class InspectionText {
  private final Shown shown;
  private final Answer answer;
  private final ZoneId zone;
  private final DateTimeFormatter times;
  private final PrintStream out;

  private InspectionText(Shown shown, ZoneId zone, PrintStream out) {
    this.shown = shown;
    this.answer = shown.answer();
    this.zone = zone;
    this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(zone);
    this.out = out;
  }

  /** Prints an answer; times in that zone. */
  public static void print(Shown shown, ZoneId zone, PrintStream out) {
    new InspectionText(shown, zone, out).print();
  }

  private void print() {
    out.printf("%s %s（%s）%n", answer.duty().id(), answer.duty().ja(), answer.duty().edition());
    out.printf(
        "  回答 / answer     %s（点検表: %s）%n", answer.state().japanese(), answer.state().onSheet());
    int unknown = answer.outcomes().stream().mapToInt(each -> each.unknown().size()).sum();
    out.printf(
        "  対象 / population %,d 件、不一致 / findings %,d 件、判断できない / unknown %,d 件%n",
        answer.population(), answer.open().size(), unknown);
    out.printf(
        "  計算 / computed   %s（%s の時点 / for that day）%n", times.format(shown.at()), answer.day());
    shown.signed().ifPresent(this::signed);
    recorded();
    cases();
    reasons();
    basis();
    out.println();
  }

  private void signed(Answer.Signed signed) {
    out.printf(
        "  署名 / signed     %s — %s %s %s%n",
        signed.yes() ? "はい" : "いいえ",
        Width.tame(signed.by()),
        times.format(signed.at()),
        Width.tame(signed.comment()));
  }

  private void recorded() {
    shown
        .recorded()
        .ifPresent(then ->
            out.printf(
                "  再計算 / again    %s%n",
                then.equals(answer.digest())
                    ? "当時の回答と一致 / equal to the answer of then"
                    : "当時の回答と異なる / differs from the answer of then: " + then));
  }

  private void cases() {
    for (Case each : answer.cases()) {
      Finding finding = each.finding();
      out.printf(
          "  %s %s  %s%n",
          each.isOpen(answer.day()) ? "✗" : "○", finding.id(), Width.tame(finding.ja()));
      if (!each.reason().isEmpty()) {
        out.printf(
            "      %s まで了承 / accepted: %s%n",
            String.valueOf(each.until()), Width.tame(each.reason()));
      }
      for (Finding.EventRef event : finding.events()) {
        out.printf(
            "      記録 / entry %1$s/%2$d   ./akashi prove --book %1$s --index %2$d%n",
            event.book().id(), event.index());
      }
    }
  }

  private void reasons() {
    if (answer.open().isEmpty()) {
      answer.reasons().forEach(reason -> out.printf("  ・%s%n", Width.tame(reason)));
      return;
    }
    for (Outcome outcome : answer.outcomes()) {
      outcome.missing().forEach(missing -> out.printf("  ・%s%n", Width.tame(missing)));
      outcome
          .unknown()
          .forEach(why -> out.printf("  ・%s — %s%n", outcome.comparison().ja(), Width.tame(why)));
    }
  }

  private void basis() {
    for (Answer.Age age : answer.ages()) {
      out.printf(
          "  根拠 / basis      %s %s（%d日以内 / days%s）%s%n",
          Width.tame(age.of()),
          age.oldest() == null ? day(age.newest()) : day(age.oldest()) + " 〜 " + day(age.newest()),
          age.allowed(),
          age.approved() ? "" : "、既定値 / by default",
          age.fresh() ? "" : " ✗ 古い / stale");
    }
    answer.limits().forEach(limit -> out.printf("  基準 / limit      %s%n", Width.tame(limit)));
    for (Outcome outcome : answer.outcomes()) {
      out.printf(
          "  比較 / comparison %s  %,d 件中 %,d 件%n",
          outcome.comparison().label(), outcome.population(), outcome.findings().size());
    }
    out.printf(
        "  範囲 / read       clinical %,d、infrastructure %,d、register %,d%n",
        answer.ends().clinical(), answer.ends().infrastructure(), answer.ends().register());
    out.printf("  digest            %s%n", answer.digest());
  }

  private String day(@Nullable Instant time) {
    return time == null ? "なし / never" : LocalDate.ofInstant(time, zone).toString();
  }
}
