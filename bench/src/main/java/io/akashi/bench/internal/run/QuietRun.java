package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.house.ControlGroup;
import io.akashi.bench.internal.house.ServerProcess;
import io.akashi.bench.internal.house.Settings;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Stopwatch;
import io.akashi.bench.internal.measure.Target;
import io.akashi.store.Book;
import io.akashi.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The memory of a server that has nothing to do, with a year of a hospital behind it: one event in
 * five clinical, four in five of the infrastructure. It runs in a control group with the memory of
 * the machine that DESIGN.md section 10 speaks of, and then within the floor of its table, pages of
 * files included.
 */
public final class QuietRun {
  private static final int DAYS = 365;
  private static final int CLINICAL = 5;
  private static final long MACHINE = 8_000_000_000L;
  private static final long MEGA = 1_000_000;
  private static final int QUIET_SECONDS = 60;
  private static final List<String> PAGES =
      List.of("/", "/search", "/sources", "/api/v1/events?limit=100&user=U000123");

  private final Path work;
  private final Report report;

  public QuietRun(Path work, Report report) {
    this.work = work;
    this.report = report;
  }

  /**
   * Fills the store as far as it is not, and measures. What {@code years} has put into the clinical
   * book counts.
   */
  public void run(StoreRun.Filling filling) throws Exception {
    Stopwatch watch = new Stopwatch();
    StoreRun.begin(work, filling);
    long events = filling.events();
    long clinical = events / CLINICAL;
    try (Store store = StoreFiller.open(work)) {
      clinical = fill(store, Book.CLINICAL, Corpus.EHR, clinical, filling.seed());
      fill(store, Book.INFRASTRUCTURE, Corpus.INFRASTRUCTURE, events - clinical, filling.seed());
    }
    report.note(
        "year: %,d events, %,d of them clinical, %.1f bytes an event; the last run took %.0f s"
            .formatted(
                events,
                clinical,
                FootprintRun.total(work.resolve("store")) / (double) events,
                watch.seconds()));
    measure(events);
  }

  /** Fills a book up to so many events; how many are there. */
  private static long fill(Store store, Book book, Corpus corpus, long events, long seed)
      throws Exception {
    StoreFiller filler =
        new StoreFiller(store, book, corpus, seed, Math.max(1, Math.ceilDiv(events, DAYS)));
    filler.add(Math.max(0, events - filler.status().durable()));
    return filler.status().durable();
  }

  private void measure(long events) throws IOException, InterruptedException {
    Path configuration = Settings.write(work, work.resolve("store"), Corpus.MIXED);
    try (ControlGroup group = ControlGroup.make(MACHINE);
        ServerProcess server = ServerProcess.start(configuration, group)) {
      ControlGroup.Memory started = quiet(group);
      open(server);
      ControlGroup.Memory used = quiet(group);
      group.limit((long) (Target.MEMORY.floor() * MEGA));
      open(server);
      ControlGroup.Memory limited = quiet(group);
      report.add(
          Figure.of(
              Target.MEMORY,
              (double) used.own() / MEGA,
              "own memory %d s after %d pages were opened, %,d events of a year; after the start %s; within %.0f MB %s"
                  .formatted(
                      QUIET_SECONDS,
                      PAGES.size(),
                      events,
                      megabytes(started),
                      Target.MEMORY.floor(),
                      megabytes(limited))));
    }
  }

  private static void open(ServerProcess server) throws IOException {
    for (String page : PAGES) {
      server.page(page);
    }
  }

  private static ControlGroup.Memory quiet(ControlGroup group)
      throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(QUIET_SECONDS);
    return group.memory();
  }

  private static String megabytes(ControlGroup.Memory memory) {
    return "%,d MB and %,d of files".formatted(memory.own() / MEGA, memory.files() / MEGA);
  }
}
