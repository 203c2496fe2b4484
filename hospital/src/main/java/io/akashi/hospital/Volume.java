package io.akashi.hospital;

/**
 * How much of a hospital's work is told: shares of the full size, which is about 130,000 clinical
 * and 500,000 other events on a working day. What is scheduled (backups, pattern updates) and the
 * stories are always told in full.
 *
 * @param clinical share of the sessions at terminals, above 0
 * @param infrastructure share of connections, statements and the doings of servers, above 0
 */
public record Volume(double clinical, double infrastructure) {
  /** A year of it is what DESIGN.md section 10 calls a year of a 300-bed hospital. */
  public static final Volume FULL = new Volume(1, 1);

  /** About 6,600 events a day, 600,000 in 90 days. */
  public static final Volume DEMO = new Volume(0.024, 0.003);

  public Volume {
    if (!(clinical > 0) || !(infrastructure > 0)) {
      throw new IllegalArgumentException("a share must be above 0");
    }
  }
}
