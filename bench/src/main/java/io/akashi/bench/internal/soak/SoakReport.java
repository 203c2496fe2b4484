package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.measure.Machine;
import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.SoakFigures.Timing;
import io.akashi.bench.internal.soak.kept.Tally;
import io.akashi.bench.internal.soak.kept.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a soak found, as text for people and as JSON. */
public final class SoakReport {
  private static final String ROW = "  %-16s | %12s | %12s | %12s | %12s | %8s | %6s%n";

  private final SoakPlan plan;
  private final Machine machine;
  private final double seconds;
  private final SoakFigures figures;
  private final List<Tally> tallies;
  private final List<Violation> violations;
  private final List<String> notes;

  SoakReport(
      SoakPlan plan,
      Machine machine,
      double seconds,
      SoakFigures figures,
      List<Tally> tallies,
      List<Violation> violations,
      List<String> notes) {
    this.plan = plan;
    this.machine = machine;
    this.seconds = seconds;
    this.figures = figures;
    this.tallies = List.copyOf(tallies);
    this.violations = List.copyOf(violations);
    this.notes = List.copyOf(notes);
  }

  /** Whether everything held that must hold. */
  public boolean held() {
    return violations.isEmpty();
  }

  /** The report as text of fixed width. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    line(out, held() ? "すべて守られた / everything held" : "破れた約束 / violated");
    for (Violation violation : violations) {
      line(out, "  ! " + violation.what());
    }
    line(out, "");
    line(out, "再現 / again: " + plan.command());
    line(out, "機械 / machine: " + machine);
    line(out, "時間 / time: %.0f s".formatted(seconds));
    for (String note : notes) {
      line(out, note);
    }
    line(out, "");
    for (Count count : Count.values()) {
      line(out, "%12s  %s".formatted("%,d".formatted(figures.get(count)), count.label()));
    }
    line(
        out,
        "%12s  サーバーの最大メモリ（MB） / largest resident memory of the server, MB"
            .formatted("%.0f".formatted(figures.peakMegabytes())));
    figures
        .searchErrors()
        .forEach((what, times) -> line(out, "              %d × %s".formatted(times, what)));
    line(out, "");
    line(out, "  回数 times     p50     max  秒 seconds");
    for (Timing timing : Timing.values()) {
      line(
          out,
          "%12d %7.2f %7.2f  %s"
              .formatted(
                  figures.times(timing),
                  figures.quantile(timing, 0.5),
                  figures.quantile(timing, 1),
                  timing.label()));
    }
    line(out, "");
    out.append(
        ROW.formatted("経路 way", "sent", "acknowledged", "kept", "sent, lost", "twice", "torn"));
    for (Tally tally : tallies) {
      out.append(
          ROW.formatted(
              name(tally),
              "%,d".formatted(tally.sent()),
              tally.way().isAcknowledged() ? "%,d".formatted(tally.acknowledged()) : "–",
              "%,d".formatted(tally.kept()),
              "%,d".formatted(tally.lost()),
              "%,d".formatted(tally.twice()),
              tally.torn()));
    }
    line(
        out,
        "  sent, lost: カーネルまたは送信側にあり受領通知のない行 / with the kernel or the sender, never acknowledged");
    line(
        out,
        "  twice: 送信側が再送した行（HTTPでは0） / sent again by rsyslog, never over HTTP; torn: 途中で切れた行 / beginnings of lines");
    return out.toString();
  }

  private static String name(Tally tally) {
    return tally.way().name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append(System.lineSeparator());
  }

  /** The same as one JSON object. */
  public String toJson() {
    List<String> members = new ArrayList<>();
    members.add("\"held\":" + held());
    members.add("\"seed\":" + plan.seed());
    members.add("\"minutes\":" + plan.time().toSeconds() / 60.0);
    members.add("\"command\":" + quote(plan.command()));
    members.add("\"machine\":" + quote(machine.toString()));
    members.add("\"seconds\":" + number(seconds));
    members.add("\"peak_megabytes\":" + number(figures.peakMegabytes()));
    members.add(
        "\"violations\":[" + quoted(violations.stream().map(Violation::what).toList()) + "]");
    members.add("\"notes\":[" + quoted(notes) + "]");
    for (Count count : Count.values()) {
      members.add(quote(count.name().toLowerCase(Locale.ROOT)) + ":" + figures.get(count));
    }
    for (Timing timing : Timing.values()) {
      members.add(
          "%s:{\"times\":%d,\"p50\":%s,\"max\":%s}"
              .formatted(
                  quote(timing.name().toLowerCase(Locale.ROOT) + "_seconds"),
                  figures.times(timing),
                  number(figures.quantile(timing, 0.5)),
                  number(figures.quantile(timing, 1))));
    }
    members.add(
        "\"ways\":[" + String.join(",", tallies.stream().map(SoakReport::json).toList()) + "]");
    return "{" + String.join(",\n", members) + "}\n";
  }

  private static String json(Tally tally) {
    return ("{\"way\":%s,\"sent\":%d,\"acknowledged\":%d,\"kept\":%d,\"lost\":%d,\"twice\":%d,"
            + "\"torn\":%d}")
        .formatted(
            quote(name(tally)),
            tally.sent(),
            tally.acknowledged(),
            tally.kept(),
            tally.lost(),
            tally.twice(),
            tally.torn());
  }

  private static String quoted(List<String> texts) {
    return String.join(",", texts.stream().map(SoakReport::quote).toList());
  }

  private static String number(double value) {
    return Double.isFinite(value) ? "%.3f".formatted(value) : "null";
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (c >= ' ') {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
