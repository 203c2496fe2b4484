package io.akashi.hospital.internal.story;

import static io.akashi.hospital.internal.story.Scene.end;
import static io.akashi.hospital.internal.story.Scene.minute;
import static io.akashi.hospital.internal.story.Scene.start;

import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.Patient;
import io.akashi.hospital.Terminal;
import io.akashi.hospital.internal.day.Census;
import io.akashi.hospital.internal.doing.Actor;
import io.akashi.hospital.internal.doing.Doing;
import io.akashi.hospital.internal.site.Departments;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Site;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Charts opened by people who had no business with them, as hospitals have reported. */
final class ChartStories {
  private static final long STORY = 20;
  private static final int CURIOUS_STAFF = 118;
  private static final int[] NEIGHBOUR_DAYS = {61, 52, 44, 35, 27, 19, 12, 6, 1};

  private final Site site;
  private final LocalDate last;
  private final Bystanders people;

  ChartStories(Site site, LocalDate last) {
    this.site = site;
    this.last = last;
    this.people = new Bystanders(site);
  }

  List<Plot> all() {
    return List.of(famousPatient(), neighbour(), colleaguesChild(), manyCharts(), formerWard());
  }

  private Terminal terminal(Employee employee, Dice dice) {
    return dice.pick(site.terminals(employee.department()));
  }

  private Plot famousPatient() {
    Dice dice = Dice.of(site.seed(), STORY, 1);
    Patient patient = people.famous();
    LocalDate first = last.minusDays(2);
    Scene scene =
        new Scene(
            "famous-patient",
            "事件の被害者として搬送された患者 %s のカルテを、2日間で%d人の職員が開いた。大半は診療に関わっていない。"
                .formatted(patient.id(), CURIOUS_STAFF),
            "%d members of staff opened the chart of patient %s, brought in as the victim of a crime, within two days; most had no part in the treatment."
                .formatted(CURIOUS_STAFF, patient.id()));
    for (int i = 0; i < CURIOUS_STAFF; i++) {
      Employee employee = site.staff().get(i * 7);
      LocalDateTime at =
          (i % 3 == 0 ? first.atTime(15, 10) : first.plusDays(1).atTime(8, 20))
              .plusSeconds(dice.below(6 * 3_600));
      Terminal terminal = terminal(employee, dice);
      scene.read(at, Actor.of(employee), terminal, patient);
      scene.read(at.plusSeconds(dice.between(10, 50)), Actor.of(employee), terminal, patient);
    }
    return scene
        .found(
            2 * CURIOUS_STAFF,
            "patient",
            patient.id(),
            "kind",
            "read",
            "from",
            start(first),
            "to",
            end(first.plusDays(1)))
        .end();
  }

  private Plot neighbour() {
    Dice dice = Dice.of(site.seed(), STORY, 2);
    Employee nurse = site.people(31, Job.NURSE).get(11);
    Patient patient = people.neighbour();
    Scene scene =
        new Scene(
            "neighbour",
            "3階東病棟の看護師 %s が、担当したことのない近所の患者 %s のカルテを2か月にわたり%d回の勤務で開いた。"
                .formatted(nurse.id(), patient.id(), NEIGHBOUR_DAYS.length),
            "Nurse %s of Ward 3 East opened the chart of a neighbour, patient %s, in %d shifts of two months without ever treating them."
                .formatted(nurse.id(), patient.id(), NEIGHBOUR_DAYS.length));
    for (int back : NEIGHBOUR_DAYS) {
      LocalDateTime at = last.minusDays(back).atTime(dice.between(13, 16), dice.below(55));
      Terminal terminal = terminal(nurse, dice);
      for (int i = 0; i < 3; i++) {
        scene.read(at.plusSeconds(40L * i), Actor.of(nurse), terminal, patient);
      }
    }
    return scene
        .found(3 * NEIGHBOUR_DAYS.length, "user", nurse.id(), "patient", patient.id())
        .found(3 * NEIGHBOUR_DAYS.length, "patient", patient.id())
        .end();
  }

  private Plot colleaguesChild() {
    Dice dice = Dice.of(site.seed(), STORY, 3);
    List<Employee> ward = site.people(41, Job.NURSE);
    Employee mother = Bystanders.mother(site);
    Patient child = people.child();
    Scene scene =
        new Scene(
            "colleagues-child",
            "同僚 %s の子（患者 %s）のカルテを、同じ病棟の看護師24人が開いた。".formatted(mother.name(), child.id()),
            "24 nurses opened the chart of patient %s, the child of their colleague %s."
                .formatted(child.id(), mother.id()));
    for (int i = 0; i < 24; i++) {
      Employee nurse = ward.get(4 + i);
      LocalDateTime at = last.minusDays(1 + i % 4).atTime(dice.between(9, 16), dice.below(58));
      scene.read(at, Actor.of(nurse), terminal(nurse, dice), child);
    }
    return scene
        .found(24, "patient", child.id(), "from", start(last.minusDays(4)), "to", end(last))
        .end();
  }

  private Plot manyCharts() {
    Dice dice = Dice.of(site.seed(), STORY, 4);
    Employee nurse = site.people(45, Job.NURSE).get(7);
    Scene scene =
        new Scene(
            "many-charts",
            "4階西病棟の看護師 %s が、40日間にわたり勤務後に1日12人ずつ、担当外の患者のカルテを開いた。".formatted(nurse.id()),
            "Nurse %s of Ward 4 West opened twelve charts of other wards a day, after work, for forty days."
                .formatted(nurse.id()));
    for (int back = 1; back <= 40; back++) {
      LocalDateTime at = last.minusDays(back).atTime(19, dice.below(20));
      Terminal terminal = terminal(nurse, dice);
      List<Patient> opened = people.draw(dice, 12);
      for (int i = 0; i < opened.size(); i++) {
        scene.read(at.plusSeconds(150L * i), Actor.of(nurse), terminal, opened.get(i));
      }
    }
    return scene
        .found(
            12 * 40,
            "user",
            nurse.id(),
            "kind",
            "read",
            "from",
            start(last.minusDays(40)),
            "to",
            end(last.minusDays(1)))
        .found(
            12,
            "user",
            nurse.id(),
            "from",
            minute(last.minusDays(1).atTime(19, 0)),
            "to",
            minute(last.minusDays(1).atTime(20, 0)))
        .end();
  }

  private Plot formerWard() {
    Dice dice = Dice.of(site.seed(), STORY, 5);
    Employee nurse = site.people(35, Job.NURSE).get(20);
    Scene scene =
        new Scene(
            "former-ward",
            "3階西病棟へ異動した看護師 %s が、前の職場である3階東病棟の患者のカルテを習慣で開き続けた。".formatted(nurse.id()),
            "Nurse %s, who moved to Ward 3 West, went on opening the charts of the former ward, 3 East, out of habit."
                .formatted(nurse.id()));
    for (int back = 1; back <= 10; back++) {
      LocalDate day = last.minusDays(back);
      Census census = new Census(site.seed(), site.patients(), day);
      List<Patient> lying = people.among(census.of(Departments.of(31)));
      LocalDateTime at = day.atTime(12, dice.below(30));
      for (int i = 0; i < 3; i++) {
        scene.add(
            new Doing.Chart(
                at.plusSeconds(60L * i),
                Actor.of(nurse),
                terminal(nurse, dice),
                dice.pick(lying),
                "看護記録",
                "閲覧",
                "成功"));
      }
    }
    return scene
        .found(
            30,
            "user",
            nurse.id(),
            "kind",
            "read",
            "from",
            start(last.minusDays(10)),
            "to",
            end(last.minusDays(1)))
        .end();
  }
}
