package io.akashi.bench.internal.house;

import io.akashi.bench.internal.measure.Latencies;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/**
 * How far the house was over time. Between two moments the curve is taken for straight.
 *
 * @param points oldest first
 */
public record Curve(List<Progress> points) {
  public Curve {
    points = List.copyOf(points);
  }

  /** The first moment, in seconds of the watch, at which a measure was at least that large. */
  public OptionalDouble reached(ToLongFunction<Progress> measure, long entries) {
    return reached(measure, entries, 0);
  }

  /**
   * How long entries waited from durable until a measure reached them, in milliseconds: one value
   * for each point at which new ones were durable. Those that never were reached are left out.
   *
   * @param warmUpSeconds points before that are left out
   */
  public Latencies delays(ToLongFunction<Progress> measure, double warmUpSeconds) {
    Latencies delays = new Latencies();
    for (int i = 1; i < points.size(); i++) {
      Progress at = points.get(i);
      boolean counts = at.seconds() >= warmUpSeconds;
      if (counts && at.durable() > points.get(i - 1).durable()) {
        reached(measure, at.durable(), i)
            .ifPresent(seconds -> delays.add(1e3 * Math.max(0, seconds - at.seconds())));
      }
    }
    return delays;
  }

  private OptionalDouble reached(ToLongFunction<Progress> measure, long entries, int from) {
    int i = from;
    while (i < points.size() && measure.applyAsLong(points.get(i)) < entries) {
      i++;
    }
    if (i == points.size()) {
      return OptionalDouble.empty();
    }
    Progress after = points.get(i);
    if (i == 0 || measure.applyAsLong(points.get(i - 1)) >= entries) {
      return OptionalDouble.of(after.seconds());
    }
    Progress before = points.get(i - 1);
    long low = measure.applyAsLong(before);
    double share = (double) (entries - low) / (measure.applyAsLong(after) - low);
    return OptionalDouble.of(before.seconds() + share * (after.seconds() - before.seconds()));
  }
}
