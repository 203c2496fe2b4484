package io.akashi.hospital.internal.doing;

import io.akashi.hospital.Employee;

/**
 * Who acts, as a system knows them.
 *
 * @param id user id
 * @param name name, or the empty string
 * @param role profession, or the empty string
 */
public record Actor(String id, String name, String role) {
  /** An employee under the own user id. */
  public static Actor of(Employee employee) {
    return new Actor(employee.id(), employee.name(), employee.job().ja());
  }
}
