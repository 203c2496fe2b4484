package io.akashi.hospital;

/**
 * A ward, a clinic, a department of the house or an office.
 *
 * @param code two digits, the first part of the numbers of its people
 * @param ja name
 * @param en name
 * @param kind what is done there
 * @param beds 0 but for a ward
 * @param ward code of the ward in which a clinic's patients lie; of a ward its own; else 0
 */
public record Department(int code, String ja, String en, Kind kind, int beds, int ward) {
  /** What is done in a department. */
  public enum Kind {
    /** Patients lie here, day and night. */
    WARD,
    /** Patients come here by day. */
    CLINIC,
    /** Patients come here at any hour. */
    EMERGENCY,
    /** Works for patients of all others. */
    SERVICE,
    /** Works without patients. */
    OFFICE
  }
}
