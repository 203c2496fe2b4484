package io.akashi.hospital.internal.site;

import io.akashi.hospital.Department;
import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who works where: 900 people, and some who left in the last months. */
public final class Staffing {
  private static final long PEOPLE = 1;

  /** How many of one profession work in one department. */
  private record Post(int department, Job job, int people) {}

  private static final List<Post> POSTS =
      List.of(
          new Post(20, Job.NURSE, 20),
          new Post(20, Job.AIDE, 3),
          new Post(31, Job.NURSE, 42),
          new Post(31, Job.AIDE, 7),
          new Post(35, Job.NURSE, 42),
          new Post(35, Job.AIDE, 7),
          new Post(41, Job.NURSE, 44),
          new Post(41, Job.AIDE, 7),
          new Post(45, Job.NURSE, 42),
          new Post(45, Job.AIDE, 7),
          new Post(51, Job.NURSE, 38),
          new Post(51, Job.AIDE, 6),
          new Post(55, Job.NURSE, 48),
          new Post(55, Job.AIDE, 9),
          new Post(61, Job.NURSE, 23),
          new Post(61, Job.AIDE, 4),
          new Post(10, Job.DOCTOR, 16),
          new Post(10, Job.NURSE, 8),
          new Post(11, Job.DOCTOR, 12),
          new Post(11, Job.NURSE, 6),
          new Post(12, Job.DOCTOR, 12),
          new Post(12, Job.NURSE, 6),
          new Post(13, Job.DOCTOR, 14),
          new Post(13, Job.NURSE, 6),
          new Post(14, Job.DOCTOR, 12),
          new Post(14, Job.NURSE, 6),
          new Post(15, Job.DOCTOR, 9),
          new Post(15, Job.NURSE, 6),
          new Post(16, Job.DOCTOR, 9),
          new Post(16, Job.NURSE, 8),
          new Post(17, Job.DOCTOR, 5),
          new Post(17, Job.NURSE, 4),
          new Post(18, Job.DOCTOR, 5),
          new Post(18, Job.NURSE, 4),
          new Post(19, Job.DOCTOR, 4),
          new Post(19, Job.NURSE, 4),
          new Post(70, Job.DOCTOR, 14),
          new Post(70, Job.NURSE, 26),
          new Post(71, Job.DOCTOR, 10),
          new Post(71, Job.NURSE, 24),
          new Post(80, Job.PHARMACIST, 28),
          new Post(81, Job.RADIOGRAPHER, 26),
          new Post(82, Job.LABORATORY, 34),
          new Post(83, Job.THERAPIST, 62),
          new Post(84, Job.NUTRITIONIST, 10),
          new Post(85, Job.SOCIAL_WORKER, 16),
          new Post(90, Job.CLERK, 102),
          new Post(91, Job.CLERK, 34),
          new Post(92, Job.ENGINEER, 5),
          new Post(93, Job.NURSE, 4));

  /** Where those worked who left, one each. */
  private static final List<Post> LEAVERS =
      List.of(
          new Post(13, Job.DOCTOR, 2),
          new Post(31, Job.NURSE, 3),
          new Post(45, Job.NURSE, 2),
          new Post(80, Job.PHARMACIST, 1),
          new Post(90, Job.CLERK, 3),
          new Post(92, Job.ENGINEER, 1));

  private Staffing() {}

  /** Those who work here; the list is as long for every seed. */
  public static List<Employee> staff(long seed, LocalDate lastDay) {
    List<Employee> staff = new ArrayList<>();
    for (Post post : POSTS) {
      for (int i = 0; i < post.people(); i++) {
        staff.add(employee(seed, staff.size(), post, 101 + i, lastDay, Optional.empty()));
      }
    }
    return List.copyOf(staff);
  }

  /** Those who left, the last of them some weeks before the last day. */
  public static List<Employee> leavers(long seed, LocalDate lastDay) {
    List<Employee> leavers = new ArrayList<>();
    for (Post post : LEAVERS) {
      for (int i = 0; i < post.people(); i++) {
        int number = 900 + leavers.size();
        LocalDate left =
            lastDay.minusDays(40 + 11L * leavers.size()).withDayOfMonth(1).minusDays(1);
        leavers.add(employee(seed, number, post, 41 + i, lastDay, Optional.of(left)));
      }
    }
    return List.copyOf(leavers);
  }

  private static Employee employee(
      long seed, int number, Post post, int running, LocalDate lastDay, Optional<LocalDate> left) {
    Dice dice = Dice.of(seed, PEOPLE, number);
    Department department = Departments.of(post.department());
    boolean female = dice.chance(post.job() == Job.DOCTOR ? 0.25 : 0.75);
    String id = "%c%03d%04d".formatted(post.job().letter(), post.department(), running);
    LocalDate joined = LocalDate.of(lastDay.getYear() - dice.between(1, 24), 4, 1);
    return new Employee(
        number,
        id,
        Names.family(dice),
        Names.given(dice, female),
        post.job(),
        department,
        joined,
        left);
  }
}
