package io.akashi.server.internal.page.home;

import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.evidence.Answer;
import io.akashi.evidence.AnswerState;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.home.Concern.Level;
import io.akashi.server.internal.watch.Incidents;
import io.akashi.server.internal.watch.ReviewDesk;
import io.akashi.server.internal.watch.SourceFigures;
import io.akashi.server.internal.watch.Verifications;
import io.akashi.store.Damage;
import io.akashi.store.Signing;
import io.akashi.store.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what needs a person today; asks nothing of the disk itself. For one request. */
final class Concerns {
  /** Days without a whole verification after which somebody should start one. */
  static final int VERIFY_DAYS = 31;

  private static final String VERIFY =
      "システム運用担当者か監査担当が「証跡の健全性」の画面で検証を始めてください。 / An operator or auditor starts a verification under"
          + " Integrity.";

  private static final int DAYS_OF_ROOM = 30;
  private static final int FEW_DAYS_OF_ROOM = 7;

  private final Instant now;
  private final List<Concern> found = new ArrayList<>();

  Concerns(Instant now) {
    this.now = now;
  }

  /** All that were found, the urgent first. */
  List<Concern> all() {
    return found.stream().sorted(Comparator.comparing(Concern::level)).toList();
  }

  private void trouble(String what, String next, String place) {
    found.add(new Concern(Level.TROUBLE, what, next, place));
  }

  void note(String what, String next, String place) {
    found.add(new Concern(Level.NOTE, what, next, place));
  }

  /** Halted, full, not signing, other alarms, and little room. */
  void store(Status status) {
    status
        .halted()
        .ifPresent(why ->
            trouble(why, "保存済みの記録は残っています。 / What was acknowledged before is kept.", "/integrity"));
    status
        .full()
        .ifPresent(why -> trouble(why, "ディスクの空きを作ってください。 / Make room on the disk.", "/integrity"));
    Optional<String> refused =
        status.signing() instanceof Signing.Refused why
            ? Optional.of(why.reason())
            : Optional.empty();
    refused.ifPresent(
        why -> trouble(why, "署名が止まった理由を確かめてください。 / See why nothing is signed.", "/integrity"));
    status.alarms().stream()
        .filter(alarm ->
            !Optional.of(alarm).equals(status.halted())
                && !Optional.of(alarm).equals(status.full())
                && !Optional.of(alarm).equals(refused))
        .forEach(alarm -> trouble(alarm, "状態を確かめてください。 / See the state.", "/integrity"));
    status
        .forecast()
        .filter(forecast -> forecast.days() < DAYS_OF_ROOM)
        .ifPresent(forecast -> {
          Level level = forecast.days() < FEW_DAYS_OF_ROOM ? Level.TROUBLE : Level.NOTE;
          String what =
              "今の増え方では、あと %1$.0f 日で保存容量が足りなくなります。 / At this pace the disk is full in %1$.0f days."
                  .formatted(forecast.days());
          String next = "ディスクの増設を手配してください。 / Order a larger disk.";
          found.add(new Concern(level, what, next, "/integrity"));
        });
  }

  /** Parts of the log that cannot be read. */
  void unreadable(List<Damage> damage) {
    if (!damage.isEmpty()) {
      trouble(
          "記録の一部（%1$d か所）が読めません。 / %1$d parts of the log cannot be read.".formatted(damage.size()),
          "場所を確かめ、バックアップから戻してください。 / See where, and restore them from a backup.",
          "/integrity");
    }
  }

  /** What the last verification said, and how long ago it was. */
  void verified(List<Verifications.Run> runs) {
    Optional<Verifications.Run> last =
        runs.stream()
            .filter(run -> run.book().isEmpty())
            .filter(run -> run.result().equals("intact") || run.result().equals("damaged"))
            .findFirst();
    if (last.isEmpty()) {
      note("証跡の検証がまだ一度も行われていません。 / The log has not been verified yet.", VERIFY, "/integrity");
    } else if (last.get().result().equals("damaged")) {
      trouble(
          "前回の検証で破損・改変が %1$d か所見つかりました。 / The last verification found %1$d damaged places."
              .formatted(last.get().damaged()),
          "場所と対処を確かめてください。 / See where and what to do.",
          "/integrity");
    } else {
      long days = Duration.between(last.get().entry().at(), now).toDays();
      if (days > VERIFY_DAYS) {
        note(
            "最後の検証から %1$d 日たっています。 / The last verification was %1$d days ago.".formatted(days),
            VERIFY,
            "/integrity");
      }
    }
  }

  /** Sources that fell silent, and senders that nobody has named. */
  void sources(List<SourceFigures> sources) {
    for (SourceFigures source : sources) {
      if (source.source().equals(SourceId.UNREGISTERED.value())) {
        long lately = source.lastDay(now);
        if (lately > 0) {
          note(
              "登録されていない送信元から 24 時間に %1$,d 件届きました。 / %1$,d messages of the last 24 hours came from senders that nobody has named."
                  .formatted(lately),
              "送信元を確かめ、設定に登録してください。 / Find out who sends, and name them in the configuration.",
              "/sources#unregistered");
        }
      } else if (source.isSilent(now)) {
        trouble(
            "%1$s から %2$d 時間、何も届いていません。 / Nothing has come from %3$s for %2$d hours."
                .formatted(name(source), source.silence(now).toHours(), source.source()),
            "送信側と通信経路を確かめてください。 / Look at the sender and the network.",
            "/sources");
      }
    }
  }

  private static String name(SourceFigures source) {
    return source.system() == null
        ? source.source()
        : source.system() + "（" + source.source() + "）";
  }

  /**
   * What the systems said went wrong, after what is wrong with the log itself.
   *
   * @param zone of the times in the links
   */
  void incidents(Incidents.Counted counted, ZoneId zone) {
    for (Kind kind : Incidents.KINDS) {
      long events = counted.events().getOrDefault(kind, 0L);
      if (events > 0) {
        String place =
            Filters.none(zone)
                .with("kind", kind.id())
                .with("from", Filters.local(counted.from(), zone))
                .with("to", Filters.local(counted.to(), zone))
                .at("/search");
        incident(kind, events, place);
      }
    }
  }

  private void incident(Kind kind, long events, String place) {
    switch (kind) {
      case MALWARE ->
          trouble(
              "この 7 日にマルウェアが %1$,d 件検知されました。 / Malware was found %1$,d times in the last 7 days."
                  .formatted(events),
              "検知した機器をネットワークから切り離し、駆除できたかを確かめてください。 / Take the machines off the network, and see whether"
                  + " it was removed.",
              place);
      case LOG_CLEARED ->
          trouble(
              "この 7 日に監査ログが %1$,d 回消去されました。 / Audit logs were cleared %1$,d times in the last 7 days."
                  .formatted(events),
              "誰がどの機器で消去したかを確かめ、作業計画になければ侵入を疑ってください。 / See who cleared them and where; if it was"
                  + " not planned, suspect an intruder.",
              place);
      default ->
          note(
              "この 7 日にバックアップが %1$,d 件失敗しました。 / %1$,d backups failed in the last 7 days."
                  .formatted(events),
              "失敗した原因を確かめ、バックアップを取り直してください。 / Find out why, and make the backups again.",
              place);
    }
  }

  /** Answers of the inspection sheet that are not 満たす, and those nobody has signed. */
  void answers(List<Answer.Shown> answers) {
    for (Answer.Shown shown : answers) {
      Answer answer = shown.answer();
      String place = "/inspection/" + answer.duty().id().replaceAll("[()]", "");
      boolean fine =
          answer.state() == AnswerState.FULFILLED || answer.state() == AnswerState.EXEMPT;
      if (!fine) {
        note(
            "点検表 %1$s は「%2$s」です。 / Item %1$s of the inspection sheet: %3$s."
                .formatted(answer.duty().id(), answer.state().japanese(), answer.state().english()),
            answer.open().isEmpty()
                ? "足りない証拠を確かめてください。 / See what is missing."
                : "不一致 %1$d 件に対応してください。 / Settle %1$d findings.".formatted(answer.open().size()),
            place);
      } else if (shown.signed().isEmpty()) {
        note(
            "点検表 %1$s に署名がありません。 / Nobody has signed item %1$s of the inspection sheet."
                .formatted(answer.duty().id()),
            "企画管理者が確かめて署名してください。 / The manager signs it.",
            place);
      }
    }
  }

  /** Reviews of the access log that are late, and those that wait for the manager. */
  void reviews(List<ReviewDesk.Line> lines) {
    List<ReviewDesk.Line> late = lines.stream().filter(ReviewDesk.Line::overdue).toList();
    if (!late.isEmpty()) {
      note(
          "証跡のレビューが %1$d 件、期限を過ぎています。 / %1$d reviews of the access log are overdue."
              .formatted(late.size()),
          "確かめて署名してください。 / Check and sign them.",
          "/review");
    }
    long waiting = lines.stream().filter(line -> line.state().id().equals("signed")).count();
    if (waiting > 0) {
      note(
          "証跡のレビューが %1$d 件、企画管理者の確認を待っています。 / %1$d reviews wait for the manager."
              .formatted(waiting),
          "企画管理者が確認してください。 / The manager confirms them.",
          "/review");
    }
  }
}
