package io.akashi.bench.internal.measure;

import java.util.Arrays;

/** Durations in milliseconds, kept one by one. Not safe for use by many threads. */
public final class Latencies {
  private double[] millis = new double[1024];
  private int count;

  public void add(double value) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = value;
  }

  public void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) {
      add(other.millis[i]);
    }
  }

  public int count() {
    return count;
  }

  /**
   * The smallest value that is at least as large as {@code share} of all, by nearest rank.
   *
   * @param share above 0, at most 1
   * @return NaN when there is no value
   */
  public double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
