package io.akashi.hospital.internal.day;

import io.akashi.hospital.Department.Kind;
import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.internal.site.Dice;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Who is on duty. Nurses of wards and of the emergency work in two shifts, day (8:30 to 17:15) and
 * night (16:30 to 9:00); doctors by day, some on call at night; the others in office hours.
 */
final class Roster {
  private static final long NIGHT_CALL = 3;
  private static final long WEEKEND = 4;
  private static final int CYCLE = 8;
  // Day, day, night, morning after, off, day, day, off.
  private static final String SHIFTS = "DDNAODDO";

  private final long seed;

  Roster(long seed) {
    this.seed = seed;
  }

  /** Whether somebody is on duty in the hour that begins then. */
  boolean works(Employee employee, LocalDateTime hour) {
    LocalDate day = hour.toLocalDate();
    if (employee.left().filter(day::isAfter).isPresent()) {
      return false;
    }
    Kind kind = employee.department().kind();
    boolean ward = kind == Kind.WARD || kind == Kind.EMERGENCY;
    if (ward && (employee.job() == Job.NURSE || employee.job() == Job.AIDE)) {
      return inShift(employee, hour);
    }
    if (employee.job() == Job.DOCTOR && onCall(employee, hour)) {
      return true;
    }
    int last = employee.job() == Job.DOCTOR ? 18 : 17;
    return hour.getHour() >= 8
        && hour.getHour() < last
        && (!isFree(day) || onWeekend(employee, day));
  }

  private boolean inShift(Employee employee, LocalDateTime hour) {
    int place = Math.floorMod(hour.toLocalDate().toEpochDay() + 5L * employee.number(), CYCLE);
    return switch (SHIFTS.charAt(place)) {
      case 'D' -> hour.getHour() >= 8 && hour.getHour() < 17;
      case 'N' -> hour.getHour() >= 16;
      case 'A' -> hour.getHour() < 9;
      default -> false;
    };
  }

  /** A night on call begins at 17 and ends at 8 on the next day. */
  private boolean onCall(Employee employee, LocalDateTime hour) {
    if (hour.getHour() >= 8 && hour.getHour() < 17) {
      return false;
    }
    long night = hour.minusHours(8).toLocalDate().toEpochDay();
    return Dice.of(seed, NIGHT_CALL, employee.number(), night).below(20) == 0;
  }

  private boolean onWeekend(Employee employee, LocalDate day) {
    return Dice.of(seed, WEEKEND, employee.number(), day.toEpochDay()).below(9) == 0;
  }

  /** Whether the clinics are closed. */
  static boolean isFree(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }
}
