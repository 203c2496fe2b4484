package io.akashi.bench.internal.measure;

/**
 * One measured number beside what was asked of it and what the machine could do.
 *
 * @param target what is measured, with its floor and aim
 * @param value measured, in the unit of the target; NaN when it could not be measured
 * @param limit the same in the same run, when only the one unavoidable step is done; NaN for none
 * @param limitName what that step is, or empty
 * @param note one clause on how the value came about, or empty
 */
public record Figure(Target target, double value, double limit, String limitName, String note) {

  /** A figure without a limit of the machine. */
  public static Figure of(Target target, double value, String note) {
    return new Figure(target, value, Double.NaN, "", note);
  }

  /** Whether the value is at least as good as the floor. */
  public boolean reachesFloor() {
    return target.higherIsBetter() ? value >= target.floor() : value <= target.floor();
  }

  /** Whether the value is at least as good as the aim. */
  public boolean reachesAim() {
    return target.higherIsBetter() ? value >= target.aim() : value <= target.aim();
  }

  /** How much of the limit is used; below 1 there is room. NaN without a limit. */
  public double ofLimit() {
    return value / limit;
  }
}
