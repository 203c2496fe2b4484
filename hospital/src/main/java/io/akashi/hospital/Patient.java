package io.akashi.hospital;

import java.time.LocalDate;

/**
 * A patient.
 *
 * @param id eight digits
 * @param family family name
 * @param given given name
 */
public record Patient(String id, String family, String given, boolean female, LocalDate born) {
  public String name() {
    return family + " " + given;
  }
}
