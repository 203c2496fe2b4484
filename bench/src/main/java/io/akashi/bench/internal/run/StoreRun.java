package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.store.Book;
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

  /** File of a working folder that says with what its store is filled. */
  private static final String FILLED_WITH = "seed";

  private StoreRun() {}

  /**
   * What a store is filled with.
   *
   * @param events at least one a step
   * @param corpus they are of
   * @param seed of the messages
   */
  public record Filling(long events, Corpus corpus, long seed) {
    private String words() {
      return corpus == Corpus.EHR ? String.valueOf(seed) : "%d %s".formatted(seed, corpus);
    }
  }

  /** Whether a store below a folder was begun in that way, so that a run can go on with it. */
  public static boolean isBegun(Path work, Filling filling) throws IOException {
    Path file = work.resolve(FILLED_WITH);
    return Files.exists(file) && Files.readString(file).equals(filling.words());
  }

  /** Notes what the store is filled with, for {@link #isBegun}. */
  static void begin(Path work, Filling filling) throws IOException {
    Files.writeString(work.resolve(FILLED_WITH), filling.words());
  }

  /**
   * Fills a store below {@code work} and measures. What was cut short goes on where it was: the
   * store with its next event, the measurements with their next step.
   *
   * @param chart file for the growth of what queries need and of what is stored, or null
   */
  public static void run(
      Path work, Filling filling, Set<Part> parts, @Nullable Path chart, Report report)
      throws Exception {
    long step = Math.max(1, filling.events / STEPS);
    begin(work, filling);
    QueryRun queries = QueryRun.of(work);
    Stopwatch watch = new Stopwatch();
    try (Store store = StoreFiller.open(work)) {
      StoreFiller filler =
          new StoreFiller(
              store, Book.CLINICAL, filling.corpus, filling.seed, EhrLines.EVENTS_PER_DAY);
      long there = filler.status().durable();
      for (long end = step; end <= step * STEPS; end += step) {
        if (end >= there) {
          filler.add(end - there);
          there = end;
          if (parts.contains(Part.QUERY)) {
            queries.measure(store, filler.status());
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
      FootprintRun.report(work.resolve("store"), step * STEPS, filling.corpus, report);
    }
    if (parts.contains(Part.VERIFY)) {
      VerifyRun.report(work, report);
    }
  }
}
