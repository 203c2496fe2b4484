package io.akashi.hospital;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Somebody who works here, or did.
 *
 * @param number position in the list of people, from 0
 * @param id user id in every system and staff number, e.g. {@code n0350112}
 * @param family family name
 * @param given given name
 * @param joined first day
 * @param left last day, or empty
 */
public record Employee(
    int number,
    String id,
    String family,
    String given,
    Job job,
    Department department,
    LocalDate joined,
    Optional<LocalDate> left) {

  /** Family and given name, as logs write them. */
  public String name() {
    return family + " " + given;
  }
}
