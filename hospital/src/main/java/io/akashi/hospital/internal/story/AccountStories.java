package io.akashi.hospital.internal.story;

import static io.akashi.hospital.internal.story.Scene.end;
import static io.akashi.hospital.internal.story.Scene.minute;
import static io.akashi.hospital.internal.story.Scene.start;

import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.Patient;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.doing.WindowsDoings;
import io.akashi.hospital.internal.site.Departments;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Accounts, rights and clocks that were not used as they were meant. */
final class AccountStories {
  /** The account of the emergency that several people use. */
  static final Actor SHARED = new Actor("er-share", "救急外来共用", "共用");

  private static final long STORY = 21;
  private static final int EXPORTS = 160;

  private final Site site;
  private final LocalDate last;
  private final Bystanders anybody;

  AccountStories(Site site, LocalDate last) {
    this.site = site;
    this.last = last;
    this.anybody = new Bystanders(site);
  }

  List<Plot> all() {
    return List.of(retiredDoctor(), sharedAccount(), nightExport(), clockSetBack());
  }

  private Doing.Chart sign(LocalDateTime at, Actor actor, Terminal terminal, String operation) {
    return new Doing.Chart(at, actor, terminal, null, "", operation, "成功");
  }

  private Plot retiredDoctor() {
    Dice dice = Dice.of(site.seed(), STORY, 1);
    Employee doctor = site.leavers().getFirst();
    LocalDate left = doctor.left().orElseThrow();
    Scene scene =
        new Scene(
            "retired-doctor",
            "%s に退職した外科医 %s のIDが無効にされておらず、退職後に3回使われた。".formatted(left, doctor.id()),
            "The account of surgeon %s, who left on %s, was never disabled and has been used three times since."
                .formatted(doctor.id(), left));
    Actor actor = Actor.of(doctor);
    List<Terminal> terminals = site.terminals(Departments.of(13));
    for (int back : new int[] {16, 8, 1}) {
      LocalDateTime at = last.minusDays(back).atTime(18, dice.below(40));
      Terminal terminal = dice.pick(terminals);
      scene.add(sign(at, actor, terminal, "ログイン"));
      List<Patient> opened = anybody.draw(dice, 4);
      for (int i = 1; i <= opened.size(); i++) {
        scene.read(at.plusSeconds(70L * i), actor, terminal, opened.get(i - 1));
      }
      scene.add(sign(at.plusSeconds(400), actor, terminal, "ログアウト"));
    }
    return scene.found(18, "user", doctor.id()).end();
  }

  private Plot sharedAccount() {
    Dice dice = Dice.of(site.seed(), STORY, 2);
    List<Terminal> terminals = site.terminals(Departments.of(70));
    Terminal one = terminals.get(2);
    Terminal other = terminals.get(9);
    LocalDateTime at = last.minusDays(1).atTime(10, 2);
    Scene scene =
        new Scene(
            "shared-account",
            "救急外来の共用ID %s が、2台の端末 %s と %s で同時に使われた。誰がどちらを操作したか分からない。"
                .formatted(SHARED.id(), one.name(), other.name()),
            "The shared account %s was used at two PCs, %s and %s, at the same time: nobody can say who did what."
                .formatted(SHARED.id(), one.name(), other.name()));
    scene.add(sign(at, SHARED, one, "ログイン"));
    scene.add(sign(at.plusSeconds(170), SHARED, other, "ログイン"));
    List<Patient> opened = anybody.draw(dice, 14);
    for (int i = 0; i < opened.size(); i++) {
      scene.read(at.plusSeconds(200 + 35L * i), SHARED, i % 2 == 0 ? one : other, opened.get(i));
    }
    scene.add(sign(at.plusSeconds(900), SHARED, one, "ログアウト"));
    scene.add(sign(at.plusSeconds(960), SHARED, other, "ログアウト"));
    return scene
        .found(18, "user", SHARED.id(), "from", minute(at), "to", minute(at.plusHours(1)))
        .end();
  }

  private Plot nightExport() {
    Dice dice = Dice.of(site.seed(), STORY, 3);
    Employee clerk = site.people(90, Job.CLERK).get(63);
    Terminal terminal = site.terminals(Departments.of(90)).get(40);
    LocalDateTime at = last.minusDays(1).atTime(2, 10);
    Scene scene =
        new Scene(
            "night-export",
            "勤務のない医事課職員 %s が、深夜2時台に端末 %s から%d人分の文書を出力した。"
                .formatted(clerk.id(), terminal.name(), EXPORTS),
            "Clerk %s, who was not on duty, exported the documents of %d patients at %s after two in the night."
                .formatted(clerk.id(), EXPORTS, terminal.name()));
    Actor actor = Actor.of(clerk);
    scene.add(WindowsDoings.logon(at.minusSeconds(20), terminal, actor));
    scene.add(sign(at, actor, terminal, "ログイン"));
    List<Patient> exported = anybody.draw(dice, EXPORTS);
    for (int i = 0; i < EXPORTS; i++) {
      scene.add(
          new Doing.Chart(
              at.plusSeconds(20 + 13L * i), actor, terminal, exported.get(i), "文書", "出力", "成功"));
    }
    return scene
        .found(EXPORTS, "kind", "export", "from", minute(at), "to", minute(at.plusMinutes(50)))
        .found(
            EXPORTS + 2,
            "user",
            clerk.id(),
            "from",
            minute(at.minusMinutes(1)),
            "to",
            minute(at.plusMinutes(50)))
        .end();
  }

  private Plot clockSetBack() {
    Employee nurse = site.people(35, Job.NURSE).get(5);
    Terminal terminal = site.terminals(nurse.department()).get(8);
    LocalDateTime at = last.minusDays(2).atTime(17, 20);
    LocalDateTime told = at.minusHours(4);
    int away = 7;
    Patient patient = anybody.draw(Dice.of(site.seed(), STORY, 4), 1).getFirst();
    Scene scene =
        new Scene(
            "clock-set-back",
            "端末 %s の時計が4時間戻され、その間に看護記録が更新され、時計が元に戻された。".formatted(terminal.name()),
            "The clock of %s was set back four hours, a nursing record was changed meanwhile, and the clock was set right again."
                .formatted(terminal.name()));
    return scene
        .add(WindowsDoings.clockSet(at, terminal.name(), nurse.id(), at, told))
        .add(
            new Doing.Chart(
                at.plusMinutes(4), Actor.of(nurse), terminal, patient, "看護記録", "更新", "成功"))
        .add(
            WindowsDoings.clockSet(
                at.plusMinutes(away),
                terminal.name(),
                nurse.id(),
                told.plusMinutes(away),
                at.plusMinutes(away)))
        .found(
            2, "kind", "time_change", "from", start(at.toLocalDate()), "to", end(at.toLocalDate()))
        .found(1, "user", nurse.id(), "patient", patient.id())
        .end();
  }
}
