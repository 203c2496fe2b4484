package io.akashi.bench.internal.run;

import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.store.Store;
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

  private StoreRun() {}

  /**
   * Fills a new store below {@code work} and measures.
   *
   * @param events to put in; at least one a step
   * @param chart file for the growth of what queries need and of what is stored, or null
   */
  public static void run(
      Path work, long events, long seed, Set<Part> parts, @Nullable Path chart, Report report)
      throws Exception {
    long step = Math.max(1, events / STEPS);
    QueryRun queries = new QueryRun(work.resolve("store"));
    Stopwatch watch = new Stopwatch();
    try (Store store = StoreFiller.open(work)) {
      StoreFiller filler = new StoreFiller(store, seed);
      for (int i = 0; i < STEPS; i++) {
        filler.add(step);
        if (parts.contains(Part.QUERY)) {
          queries.measure(store);
        }
      }
      if (parts.contains(Part.QUERY)) {
        WordRun.run(store, report);
      }
    }
    report.note(
        "store: %,d events in %.0f s, queries included".formatted(step * STEPS, watch.seconds()));
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
