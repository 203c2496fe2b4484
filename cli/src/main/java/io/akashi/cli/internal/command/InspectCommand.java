package io.akashi.cli.internal.command;

import io.akashi.cli.internal.run.CannotException;
import io.akashi.cli.internal.run.ExitCode;
import io.akashi.cli.internal.run.OpenStore;
import io.akashi.cli.internal.run.Place;
import io.akashi.cli.internal.run.Session;
import io.akashi.cli.internal.run.StoreDoor.Need;
import io.akashi.cli.internal.show.InspectionText;
import io.akashi.evidence.Answer.Shown;
import io.akashi.evidence.AnswerState;
import io.akashi.evidence.Duties;
import io.akashi.evidence.Duty;
import io.akashi.evidence.Inspection;
import io.akashi.server.InspectionJson;
import io.akashi.store.StoreException;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the answers of the inspection sheet, and takes what a person decides about them. */
@Command(
    name = "inspect",
    description =
        "点検表の各項目を、記録と台帳から計算して表示します。 / Shows the items of the inspection sheet, computed from log and registers.")
final class InspectCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("table", "json");
  private static final Set<String> ANSWERS = Set.of("yes", "no");

  private final Session session;
  @Mixin private final Place place = new Place();

  @Parameters(
      arity = "0..1",
      paramLabel = "ITEM",
      description = "項目番号、例 2-(5)。既定はすべて / number of the item; default: all")
  private @Nullable String item;

  @Option(
      names = "--as-of",
      paramLabel = "T",
      description = "その時点の回答をもう一度計算 / compute again the answer of that day or moment")
  private @Nullable String asOf;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "表、または1行1件のJSON / table, or JSON with one answer a line")
  private String format = "table";

  @Option(
      names = "--sign",
      paramLabel = "yes|no",
      description = "自分の回答を記録（計算値は変わりません） / record your own answer beside the computed one")
  private @Nullable String sign;

  @Option(names = "--comment", paramLabel = "TEXT", description = "署名に添える文 / words beside it")
  private String comment = "";

  @Option(
      names = "--accept",
      paramLabel = "FINDING",
      description =
          "不一致を期限まで了承（--reason と --until が必要） / accept a finding, with --reason and --until")
  private @Nullable String accept;

  @Option(
      names = "--exempt",
      description =
          "項目を対象外にする（--reason、--approver、--until が必要） / the item does not concern this hospital")
  private boolean exempt;

  @Option(names = "--reason", paramLabel = "TEXT", description = "理由 / why")
  private String reason = "";

  @Option(names = "--approver", paramLabel = "NAME", description = "承認者 / who approved it")
  private String approver = "";

  @Option(names = "--until", paramLabel = "DAY", description = "最終日 / last day")
  private @Nullable String until;

  InspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (!FORMATS.contains(format)) {
      throw Choice.unknown("--format", format, FORMATS);
    }
    if (sign != null && !ANSWERS.contains(sign)) {
      throw Choice.unknown("--sign", sign, ANSWERS);
    }
    return session.door().enter(place, Need.EVENTS, this::inspect);
  }

  private int inspect(OpenStore open) throws Exception {
    List<Duty> duties = item == null ? Duties.all() : List.of(duty(item));
    Inspection sheet = open.sheet().open();
    decide(sheet, open.look().user());
    List<Shown> answers = new ArrayList<>();
    for (Duty duty : duties) {
      answers.add(shown(sheet, duty, open));
    }
    print(answers, open);
    boolean good =
        answers.stream()
            .map(shown -> shown.answer().state())
            .allMatch(state -> state == AnswerState.FULFILLED || state == AnswerState.EXEMPT);
    return good ? ExitCode.OK : ExitCode.DAMAGED;
  }

  private void decide(Inspection sheet, String user) throws CannotException, StoreException {
    try {
      if (accept != null) {
        sheet.accept(accept, user, reason, day());
      }
      if (exempt) {
        sheet.exempt(needed(), user, reason, approver, day());
      }
      if (sign != null) {
        sheet.sign(needed(), sign.equals("yes"), user, comment);
      }
    } catch (IllegalArgumentException e) {
      throw new CannotException(String.valueOf(e.getMessage()), e);
    }
  }

  private Duty needed() throws CannotException {
    if (item == null) {
      throw new CannotException("項目番号を指定してください。例: 2-(5) / Name the item, e.g. 2-(5).");
    }
    return duty(item);
  }

  private LocalDate day() throws CannotException {
    try {
      return LocalDate.parse(String.valueOf(until));
    } catch (DateTimeException e) {
      throw new CannotException(
          "--until に最終日を 2027-03-31 の形で指定してください。 / --until needs the last day, as 2027-03-31.", e);
    }
  }

  private static Duty duty(String typed) throws CannotException {
    return Duties.find(typed)
        .orElseThrow(() ->
            new CannotException(
                "項目 %1$s はありません。あるのは %2$s です。 / There is no item %1$s, only %2$s."
                    .formatted(typed, Duties.all().stream().map(Duty::id).toList())));
  }

  private Shown shown(Inspection sheet, Duty duty, OpenStore open) throws Exception {
    if (asOf != null) {
      return sheet
          .answer(
              open.look(), duty, TypedTime.parse("--as-of", asOf).end(open.configuration().zone()))
          .orElseThrow(() ->
              new CannotException(
                  "%1$s までに計算された回答はありません。 / No answer had been computed by %1$s.".formatted(asOf)));
    }
    return sheet
        .answer(open.look(), duty)
        .orElseThrow(
            () -> new CannotException(duty.id() + " はまだ計算されていません。 / is not computed yet."));
  }

  private void print(List<Shown> answers, OpenStore open) {
    PrintStream out = session.terminal().out();
    for (Shown shown : answers) {
      if (format.equals("json")) {
        out.append(InspectionJson.of(shown, open.store())).append('\n');
      } else {
        InspectionText.print(shown, open.configuration().zone(), out);
      }
    }
    out.flush();
  }
}
