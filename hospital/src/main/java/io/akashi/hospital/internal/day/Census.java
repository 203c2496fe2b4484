package io.akashi.hospital.internal.day;

import io.akashi.hospital.Department;
import io.akashi.hospital.Department.Kind;
import io.akashi.hospital.Patient;
import io.akashi.hospital.internal.site.Departments;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Patients;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who lies in which bed and who comes to which clinic on one day. A bed's stays are drawn in blocks
 * of four weeks, so any day is known without the days before.
 */
public final class Census {
  private static final long STAYS = 5;
  private static final long VISITS = 6;
  private static final int BLOCK = 28;
  private static final int BEDS = 300;
  private static final int VISITS_OF_A_CLINIC = 52;
  private static final int VISITS_OF_THE_EMERGENCY = 38;

  private final Map<Department, List<Patient>> patients = new HashMap<>();
  private final List<Patient> inpatients = new ArrayList<>();
  private final List<Patient> visitors = new ArrayList<>();

  /** The patients of that day. */
  public Census(long seed, Patients known, LocalDate day) {
    int firstBed = 0;
    for (Department ward : Departments.wards()) {
      List<Patient> lying = new ArrayList<>();
      for (int bed = firstBed; bed < firstBed + ward.beds(); bed++) {
        int stay = stay(seed, bed, day);
        if (stay >= 0) {
          lying.add(known.get(bed + BEDS * stay));
        }
      }
      patients.put(ward, List.copyOf(lying));
      inpatients.addAll(lying);
      firstBed += ward.beds();
    }
    for (Department department : Departments.ALL) {
      if (department.kind() == Kind.CLINIC || department.kind() == Kind.EMERGENCY) {
        List<Patient> coming = visits(seed, known, department, day);
        patients.put(department, coming);
        visitors.addAll(coming);
      }
    }
  }

  /**
   * Which of the patients that belong to a bed lies in it, or -1 for none. Patients are divided
   * among the beds, so that nobody lies in two.
   */
  private static int stay(long seed, int bed, LocalDate day) {
    long shifted = day.toEpochDay() + bed;
    Dice dice = Dice.of(seed, STAYS, bed, Math.floorDiv(shifted, BLOCK));
    int place = Math.floorMod(shifted, BLOCK);
    int end = 0;
    while (true) {
      int patient = dice.below(Patients.COUNT / BEDS);
      end += dice.between(3, 15);
      if (place < end) {
        return patient;
      }
      end += dice.below(3) == 0 ? 1 : 0;
      if (place < end) {
        return -1;
      }
    }
  }

  private static List<Patient> visits(long seed, Patients known, Department clinic, LocalDate day) {
    int most = clinic.kind() == Kind.EMERGENCY ? VISITS_OF_THE_EMERGENCY : VISITS_OF_A_CLINIC;
    if (clinic.kind() == Kind.CLINIC && Roster.isFree(day)) {
      return List.of();
    }
    Dice dice = Dice.of(seed, VISITS, clinic.code(), day.toEpochDay());
    int count = dice.between(most * 3 / 4, most);
    List<Patient> coming = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      coming.add(known.get(dice.below(Patients.COUNT)));
    }
    return List.copyOf(coming);
  }

  /** Those who lie in a ward or come to a clinic; perhaps nobody. */
  public List<Patient> of(Department department) {
    return patients.getOrDefault(department, List.of());
  }

  /** Those who lie in any ward. */
  List<Patient> inpatients() {
    return inpatients;
  }

  /** Those who come to any clinic. */
  List<Patient> visitors() {
    return visitors;
  }
}
