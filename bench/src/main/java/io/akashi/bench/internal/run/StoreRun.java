package io.akashi.bench.internal.run;

import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measurements on a filled store. */
public final class StoreRun {
  /** What can be measured on it. */
  public enum Part {
    QUERY,
    FOOTPRINT,
    VERIFY
  }

  /** The store grows in as many steps, with queries after each. */
  private static final int STEPS = 8;

  /** File of a working folder that says with which seed its store is filled. */
  private static final String SEED = "seed";

  private StoreRun() {}

  /** Whether a store below a folder was begun with that seed, so that a run can go on with it. */
  public static boolean isBegun(Path work, long seed) throws IOException {
    Path file = work.resolve(SEED);
    return Files.exists(file) && Files.readString(file).equals(String.valueOf(seed));
  }

  /**
   * Fills a store below {@code work} and measures. What was cut short goes on where it was: the
   * store with its next event, the measurements with their next step.
   *
   * @param events to put in; at least one a step
   * @param chart file for the growth of what queries need and of what is stored, or null
   */
  public static void run(
      Path work, long events, long seed, Set<Part> parts, @Nullable Path chart, Report report)
      throws Exception {
    long step = Math.max(1, events / STEPS);
    Files.writeString(work.resolve(SEED), String.valueOf(seed));
    QueryRun queries = QueryRun.of(work);
    Stopwatch watch = new Stopwatch();
    try (Store store = StoreFiller.open(work)) {
      StoreFiller filler = new StoreFiller(store, seed);
      long there = StoreFiller.clinical(store).durable();
      for (long end = step; end <= step * STEPS; end += step) {
        if (end >= there) {
          filler.add(end - there);
          there = end;
          if (parts.contains(Part.QUERY)) {
            queries.measure(store);
          }
        }
      }
      if (parts.contains(Part.QUERY)) {
        WordRun.run(store, report);
      }
    }
    report.note(
        "store: %,d events, the last run of %.0f s, queries included"
            .formatted(step * STEPS, watch.seconds()));
    if (parts.contains(Part.QUERY)) {
      queries.report(report);
      if (chart != null) {
        Files.writeString(chart, queries.chart().svg());
      }
    }
    if (parts.contains(Part.FOOTPRINT)) {
      FootprintRun.report(work.resolve("store"), step * STEPS, report);
    }
    if (parts.contains(Part.VERIFY)) {
      VerifyRun.report(work, report);
    }
  }
}
