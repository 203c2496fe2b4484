package io.akashi.hospital.internal.day;

import io.akashi.hospital.Department.Kind;
import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.Patient;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.doing.Doing.ImageAct;
import io.akashi.hospital.internal.doing.WindowsDoings;
import io.akashi.hospital.internal.site.Departments;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What people do at the PCs: sign in, open the charts of those they treat, sign out. */
final class ChartWork {
  private static final long SESSIONS = 7;
  private static final int LATEST_START_SECONDS = 2_700;
  private static final List<String> STUDIES =
      List.of("胸部CT", "腹部CT", "頭部MRI", "胸部X線", "心エコー", "腰椎X線");

  private final Site site;
  private final Census census;
  private final Consumer<Doing> out;

  ChartWork(Site site, Census census, Consumer<Doing> out) {
    this.site = site;
    this.census = census;
    this.out = out;
  }

  /** The sessions of one person in one hour of duty. */
  void hour(Employee employee, LocalDateTime hour, double share) {
    Dice dice = Dice.of(site.seed(), SESSIONS, employee.number(), hours(hour));
    int sessions = dice.times(Task.sessions(employee.job()) * share);
    for (int i = 0; i < sessions; i++) {
      session(dice, employee, hour);
    }
  }

  private static long hours(LocalDateTime hour) {
    return hour.toLocalDate().toEpochDay() * 24 + hour.getHour();
  }

  /** At most 13 steps of a minute: it ends within the hour. */
  private void session(Dice dice, Employee employee, LocalDateTime hour) {
    LocalDateTime at =
        hour.plusSeconds(dice.below(LATEST_START_SECONDS))
            .plusNanos(dice.below(1_000) * 1_000_000L);
    Terminal terminal = dice.pick(site.terminals(employee.department()));
    Actor actor = Actor.of(employee);
    boolean unlocks = dice.chance(0.4);
    if (unlocks) {
      out.accept(
          WindowsDoings.logon(
              at.minusSeconds(2).isBefore(hour) ? hour : at.minusSeconds(2), terminal, actor));
    }
    if (dice.chance(0.025)) {
      out.accept(chart(at, actor, terminal, null, "", "ログイン失敗", "失敗"));
      at = at.plusSeconds(dice.between(4, 20));
    }
    out.accept(chart(at, actor, terminal, null, "", "ログイン", "成功"));
    at = work(dice, employee, at, terminal, actor);
    out.accept(chart(at, actor, terminal, null, "", "ログアウト", "成功"));
    if (unlocks) {
      out.accept(WindowsDoings.logoff(at.plusSeconds(1), terminal, actor));
    }
  }

  private LocalDateTime work(
      Dice dice, Employee employee, LocalDateTime start, Terminal terminal, Actor actor) {
    LocalDateTime at = start;
    List<Patient> own = patients(dice, employee);
    int steps = own.isEmpty() ? 0 : dice.between(4, 11);
    Patient patient = own.isEmpty() ? null : dice.pick(own);
    for (int i = 0; i < steps; i++) {
      at = at.plusSeconds(dice.between(5, 58)).plusNanos(dice.below(1_000) * 1_000_000L);
      if (i % 4 == 3) {
        patient = dice.pick(own);
      }
      Task task = dice.pick(Task.of(employee.job()));
      out.accept(chart(at, actor, terminal, patient, task.category(), task.operation(), "成功"));
      if (task.category().equals("画像") && patient != null) {
        ImageAct act = task.operation().equals("登録") ? ImageAct.STORE : ImageAct.READ;
        out.accept(
            new Doing.Image(
                at.plusNanos(400_000_000), actor, terminal, patient, dice.pick(STUDIES), act));
      }
      if (patient != null && dice.chance(regional(employee.job()))) {
        out.accept(
            new Doing.Regional(
                at.plusNanos(600_000_000),
                actor,
                terminal.address(),
                patient,
                dice.pick(List.of("DocumentReference/d", "ServiceRequest/r")) + dice.below(9_000),
                Doing.RegionalAct.READ));
      }
    }
    return at.plusSeconds(dice.between(2, 30));
  }

  /** How often somebody looks beyond the house after a step. */
  private static double regional(Job job) {
    return switch (job) {
      case SOCIAL_WORKER -> 0.8;
      case DOCTOR -> 0.03;
      default -> 0;
    };
  }

  /**
   * Whom somebody treats: of a ward a group of its patients, of a clinic today's, of others any.
   */
  private List<Patient> patients(Dice dice, Employee employee) {
    Kind kind = employee.department().kind();
    if (kind == Kind.WARD) {
      List<Patient> lying = census.of(employee.department());
      int group = lying.size() / 6;
      int first = (employee.number() % 6) * group;
      return lying.isEmpty() ? lying : lying.subList(first, Math.max(first + 1, first + group));
    }
    if (kind == Kind.SERVICE || kind == Kind.OFFICE) {
      return employee.job() == Job.CLERK || dice.chance(0.3)
          ? visitorsOrLying()
          : census.inpatients();
    }
    List<Patient> coming = census.of(employee.department());
    List<Patient> lying = census.of(Departments.of(employee.department().ward()));
    return coming.isEmpty() || (employee.job() == Job.DOCTOR && dice.chance(0.5)) ? lying : coming;
  }

  private List<Patient> visitorsOrLying() {
    return census.visitors().isEmpty() ? census.inpatients() : census.visitors();
  }

  private static Doing.Chart chart(
      LocalDateTime at,
      Actor actor,
      Terminal terminal,
      @Nullable Patient patient,
      String category,
      String operation,
      String result) {
    return new Doing.Chart(at, actor, terminal, patient, category, operation, result);
  }
}
