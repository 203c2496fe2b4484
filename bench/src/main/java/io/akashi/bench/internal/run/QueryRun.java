package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.EhrLines;
import io.akashi.bench.internal.measure.BytesRead;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.GrowthChart;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.bench.internal.measure.Target;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.MergeOptions;
import io.akashi.store.Query;
import io.akashi.store.Status;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One patient's accesses in a growing store: newest 100, and how many.
 *
 * <p>What a count reads is one block of the lookup of each segment. The newest hundred read these,
 * and then row groups from the newest back until there are a hundred, however many lie behind. So
 * at a thousand million events a count takes as many times longer as there are more segments, and
 * the newest hundred take that much of their time longer which the lookups take.
 */
final class QueryRun {
  private static final long BILLION = 1_000_000_000;
  private static final int REPEATS = 9;
  private static final Look LOOK = new Look("bench", "auditor", "cli", "");

  private final Path data;
  private final Path measured;
  private final List<Step> steps = new ArrayList<>();

  /**
   * A store of that size.
   *
   * @param stored bytes of everything in the data directory
   */
  private record Step(
      long events, int segments, long stored, Asked newest, Asked count, long found) {
    String toLine() {
      return "%d,%d,%d,%s,%s,%s,%s,%d%n"
          .formatted(
              events,
              segments,
              stored,
              newest.seconds,
              newest.bytes,
              count.seconds,
              count.bytes,
              found);
    }

    static Step parse(String line) {
      String[] cells = line.split(",", -1);
      return new Step(
          Long.parseLong(cells[0]),
          Integer.parseInt(cells[1]),
          Long.parseLong(cells[2]),
          new Asked(Double.parseDouble(cells[3]), Double.parseDouble(cells[4])),
          new Asked(Double.parseDouble(cells[5]), Double.parseDouble(cells[6])),
          Long.parseLong(cells[7]));
    }
  }

  /** A question: median in seconds, and bytes that were read from files for it. */
  private record Asked(double seconds, double bytes) {}

  private interface Question {
    long ask() throws StoreException;
  }

  private QueryRun(Path data, Path measured) {
    this.data = data;
    this.measured = measured;
  }

  /** With the steps that were measured below that folder before. */
  static QueryRun of(Path work) throws IOException {
    QueryRun run = new QueryRun(work.resolve("store"), work.resolve("measured.csv"));
    if (Files.exists(run.measured)) {
      Files.readAllLines(run.measured).stream().map(Step::parse).forEach(run::keep);
    }
    return run;
  }

  /** Asks both questions a few times, the store's pages in the cache of the system. */
  void measure(Store store, Status.BookStatus book) throws Exception {
    Query query = Query.builder().book(Book.CLINICAL.id()).patient(EhrLines.inpatient()).build();
    long rows = store.search(LOOK, query).rows().size();
    long found = store.count(LOOK, query);
    if (rows != Math.min(query.limit(), found)) {
      throw new IllegalStateException("%d rows, but %d counted".formatted(rows, found));
    }
    Step step =
        new Step(
            book.durable(),
            book.segments(),
            FootprintRun.total(data),
            asked(() -> store.search(LOOK, query).rows().size()),
            asked(() -> store.count(LOOK, query)),
            found);
    keep(step);
    Files.writeString(
        measured, step.toLine(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The newest measurement of a size counts. */
  private void keep(Step step) {
    steps.removeIf(before -> before.events == step.events);
    steps.add(step);
  }

  private static Asked asked(Question question) throws StoreException, IOException {
    Latencies millis = new Latencies();
    long before = BytesRead.byThisProcess();
    for (int i = 0; i < REPEATS; i++) {
      Stopwatch watch = new Stopwatch();
      question.ask();
      millis.add(watch.millis());
    }
    double bytes = (BytesRead.byThisProcess() - before) / (double) REPEATS;
    return new Asked(millis.quantile(0.5) / 1e3, bytes);
  }

  void report(Report report) {
    Step last = steps.getLast();
    double times = segmentsAtBillion() / (double) Math.max(1, last.segments);
    double count = last.count.seconds * times;
    double newest = last.newest.seconds + last.count.seconds * Math.max(0, times - 1);
    String basis =
        "extrapolated to 1e9 events in %,d segments; measured %.4f s in %,d events, %d segments";
    report.add(
        Figure.of(
            Target.NEWEST,
            newest,
            basis.formatted(segmentsAtBillion(), last.newest.seconds, last.events, last.segments)));
    report.add(
        Figure.of(
            Target.COUNT,
            count,
            basis.formatted(segmentsAtBillion(), last.count.seconds, last.events, last.segments)));
    for (Step step : steps) {
      report.note(
          ("query: %,d events, %d segments, %.1f bytes/event: newest 100 %.1f ms reading %.0f KB, count %.1f ms"
                  + " reading %.0f KB, finds %,d")
              .formatted(
                  step.events,
                  step.segments,
                  step.stored / (double) step.events,
                  step.newest.seconds * 1e3,
                  step.newest.bytes / 1e3,
                  step.count.seconds * 1e3,
                  step.count.bytes / 1e3,
                  step.found));
    }
  }

  /** Full segments, and as many smaller ones as may wait to be merged. */
  private static long segmentsAtBillion() {
    MergeOptions merging = MergeOptions.DEFAULT;
    return BILLION / merging.largest() + 2L * merging.fanIn();
  }

  /** The growth over all steps. */
  GrowthChart chart() {
    return new GrowthChart(
        List.of(
            curve("最新100件 / newest 100 (ms)", step -> step.newest.seconds * 1e3),
            curve("件数 / count (ms)", step -> step.count.seconds * 1e3),
            curve("最新100件の読出 / read for newest 100 (MB)", step -> step.newest.bytes / 1e6),
            curve("件数の読出 / read for a count (MB)", step -> step.count.bytes / 1e6),
            curve("保存量 / stored (bytes/event)", step -> step.stored / (double) step.events),
            curve("区画数 / segments", step -> step.segments)));
  }

  private GrowthChart.Curve curve(String name, ToDoubleFunction<Step> value) {
    return new GrowthChart.Curve(
        name,
        steps.stream()
            .map(step -> new GrowthChart.Point(step.events, value.applyAsDouble(step)))
            .toList());
  }
}
