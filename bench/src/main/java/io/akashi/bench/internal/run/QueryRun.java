package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.bench.internal.measure.Target;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.Store;
import java.util.ArrayList;
import java.util.List;

/** One patient's accesses in a growing store: newest 100, and how many. */
final class QueryRun {
  private static final double BILLION = 1e9;
  private static final int REPEATS = 9;
  private static final Look LOOK = new Look("bench", "auditor", "cli", "");

  private final List<Step> steps = new ArrayList<>();

  /** Medians in seconds over a store of that size. */
  private record Step(long events, int segments, double newest, double count, long found) {}

  /** Asks both questions a few times, the store's pages in the cache of the system. */
  void measure(Store store) throws Exception {
    Query query = Query.builder().book(Book.CLINICAL.id()).patient(EhrLines.inpatient()).build();
    Latencies newest = new Latencies();
    Latencies count = new Latencies();
    long found = 0;
    for (int i = 0; i < REPEATS; i++) {
      Stopwatch first = new Stopwatch();
      int rows = store.search(LOOK, query).rows().size();
      newest.add(first.millis());
      Stopwatch second = new Stopwatch();
      found = store.count(LOOK, query);
      count.add(second.millis());
      if (rows != Math.min(query.limit(), found)) {
        throw new IllegalStateException("%d rows, but %d counted".formatted(rows, found));
      }
    }
    var book = StoreFiller.clinical(store);
    steps.add(
        new Step(
            book.durable(),
            book.segments(),
            newest.quantile(0.5) / 1e3,
            count.quantile(0.5) / 1e3,
            found));
  }

  void report(Report report) {
    Step last = steps.getLast();
    String measured = "extrapolated to 1e9; measured %.4f s in %,d events, %d segments";
    double[] newest = steps.stream().mapToDouble(Step::newest).toArray();
    double[] count = steps.stream().mapToDouble(Step::count).toArray();
    report.add(
        Figure.of(
            Target.NEWEST,
            atBillion(newest),
            measured.formatted(last.newest, last.events, last.segments)));
    report.add(
        Figure.of(
            Target.COUNT,
            atBillion(count),
            measured.formatted(last.count, last.events, last.segments)));
    for (Step step : steps) {
      report.note(
          "query: %,d events, %d segments: newest 100 %.1f ms, count %.1f ms, finds %,d"
              .formatted(
                  step.events, step.segments, step.newest * 1e3, step.count * 1e3, step.found));
    }
  }

  /** The least-squares line through all steps, at a thousand million events. */
  private double atBillion(double[] seconds) {
    double meanEvents = steps.stream().mapToLong(Step::events).average().orElseThrow();
    double mean = 0;
    for (double value : seconds) {
      mean += value / seconds.length;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < seconds.length; i++) {
      double distance = steps.get(i).events - meanEvents;
      products += distance * (seconds[i] - mean);
      squares += distance * distance;
    }
    double slope = squares == 0 ? 0 : Math.max(0, products / squares);
    return mean + slope * (BILLION - meanEvents);
  }
}
