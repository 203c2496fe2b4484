package io.akashi.hospital.internal.story;

import io.akashi.hospital.Employee;
import io.akashi.hospital.Job;
import io.akashi.hospital.Patient;
import io.akashi.hospital.internal.site.Dice;
import io.akashi.hospital.internal.site.Patients;
import io.akashi.hospital.internal.site.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The patients whom stories are about, and others for the stories in which it does not matter who
 * it is: none of these is in a story of their own, else that one would count who did not belong to
 * it. Immutable.
 */
final class Bystanders {
  private static final int FAMOUS = 7_001;
  private static final int NEIGHBOUR = 9_102;
  private static final int MOTHER = 3;
  private static final int CHILDREN_FROM = 2012;

  private final Site site;
  private final Patient famous;
  private final Patient neighbour;
  private final Patient child;

  Bystanders(Site site) {
    this.site = site;
    this.famous = site.patients().get(FAMOUS);
    this.neighbour = site.patients().get(NEIGHBOUR);
    this.child = childOf(mother(site));
  }

  /** The victim of a crime. */
  Patient famous() {
    return famous;
  }

  /** Somebody's neighbour. */
  Patient neighbour() {
    return neighbour;
  }

  /** The child of {@link #mother}. */
  Patient child() {
    return child;
  }

  /** A nurse whose colleagues are curious. */
  static Employee mother(Site site) {
    return site.people(41, Job.NURSE).get(MOTHER);
  }

  /** The first patient of that family name who was born in the last years. */
  private Patient childOf(Employee mother) {
    for (int i = 1; i < Patients.COUNT; i++) {
      Patient patient = site.patients().get(i);
      if (patient.family().equals(mother.family()) && patient.born().getYear() >= CHILDREN_FROM) {
        return patient;
      }
    }
    return site.patients().get(0);
  }

  private Set<String> known() {
    return Set.of(famous.id(), neighbour.id(), child.id());
  }

  /** Those of them who are in no story of their own. */
  List<Patient> among(List<Patient> patients) {
    return patients.stream().filter(each -> !known().contains(each.id())).toList();
  }

  /**
   * So many patients in no story of their own, each once.
   *
   * @param count far fewer than there are
   */
  List<Patient> draw(Dice dice, int count) {
    Set<String> known = new HashSet<>(known());
    List<Patient> drawn = new ArrayList<>(count);
    while (drawn.size() < count) {
      Patient patient = site.patients().get(dice.below(Patients.COUNT));
      if (known.add(patient.id())) {
        drawn.add(patient);
      }
    }
    return drawn;
  }
}
