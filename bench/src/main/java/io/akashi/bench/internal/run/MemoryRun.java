package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.house.NativeMemory;
import io.akashi.bench.internal.house.ServerProcess;
import io.akashi.bench.internal.house.Settings;
import io.akashi.bench.internal.load.Load;
import io.akashi.bench.internal.load.SenderProcess;
import io.akashi.bench.internal.load.Sent;
import io.akashi.bench.internal.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server with a small budget of memory, while messages come in as fast as they are taken and
 * several ask for everything: the largest resident memory beside the budget, and its parts.
 */
public final class MemoryRun {
  private static final int HEAP_MEGABYTES = 256;
  private static final int BUDGET_MEGABYTES = 768;
  private static final int SEARCHERS = 6;
  private static final double MEBI = (1 << 20) / 1e6;

  private static final List<String> HEAVY =
      List.of(
          "/api/v1/events?limit=10000&sort=user_id",
          "/api/v1/events/counts?by=patient&limit=1000",
          "/api/v1/events?limit=10000&object=%E6%82%A3%E8%80%85",
          "/api/v1/events?text=%E9%96%B2%E8%A6%A7&limit=10000",
          "/api/v1/events/counts?by=terminal&text=PC",
          "/api/v1/events?limit=10000&sort=patient_id&order=asc");

  private final Path work;
  private final Report report;

  public MemoryRun(Path work, Report report) {
    this.work = work;
    this.report = report;
  }

  /**
   * Runs and notes what it took.
   *
   * @param seconds of the load
   */
  public void run(int seconds, long events, long rate, long seed)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve("memory"));
    Path configuration = Settings.write(folder, folder.resolve("data"), BUDGET_MEGABYTES);
    List<String> options =
        List.of("-Xmx%dm".formatted(HEAP_MEGABYTES), "-XX:NativeMemoryTracking=summary");
    try (ServerProcess server = ServerProcess.start(configuration, options)) {
      double quiet = server.residentMegabytes();
      Load load =
          new Load(
              server.syslogPort(),
              2,
              events,
              Duration.ofSeconds(seconds),
              rate,
              Corpus.EHR,
              seed,
              Wire.Header.RFC3164,
              Wire.Frame.OCTET);
      Map<Integer, Integer> answers;
      Sent sent;
      try (SenderProcess sender = SenderProcess.start(load)) {
        answers = search(server, sender);
        sent = sender.await();
      }
      note(server, quiet, sent, answers);
    }
  }

  /** Asks without a pause until the sender has ended; how often each status came. */
  private static Map<Integer, Integer> search(ServerProcess server, SenderProcess sender)
      throws InterruptedException {
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    List<Thread> searchers = new ArrayList<>();
    for (int i = 0; i < SEARCHERS; i++) {
      int first = i;
      searchers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = first; sender.isRunning(); n++) {
                  answers.merge(ask(server, HEAVY.get(n % HEAVY.size())), 1, Integer::sum);
                }
              }));
    }
    for (Thread searcher : searchers) {
      searcher.join();
    }
    return answers;
  }

  /** The status; 0 when there was no answer. */
  private static int ask(ServerProcess server, String path) {
    try {
      return server.status(path);
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void note(ServerProcess server, double quiet, Sent sent, Map<Integer, Integer> answers)
      throws IOException {
    NativeMemory own = server.nativeMemory();
    double now = server.residentMegabytes();
    report.note(
        ("memory: budget %.0f MB (akashi.memory, heap %.0f of it); resident when started %.0f, largest %.0f,"
                + " in the end %.0f: heap %.0f, virtual machine beside it %.0f, DuckDB and other libraries"
                + " %.0f; %,d events at %,.0f/s, searches over everything by status %s")
            .formatted(
                BUDGET_MEGABYTES * MEBI,
                HEAP_MEGABYTES * MEBI,
                quiet,
                server.peakMegabytes(),
                now,
                own.heap(),
                own.beside(),
                now - own.heap() - own.beside(),
                sent.events(),
                sent.rate(),
                new TreeMap<>(answers)));
  }
}
