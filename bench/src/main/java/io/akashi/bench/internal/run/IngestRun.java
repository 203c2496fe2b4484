package io.akashi.bench.internal.run;

import io.akashi.bench.internal.corpus.Corpus;
import io.akashi.bench.internal.corpus.Wire;
import io.akashi.bench.internal.house.HttpLoad;
import io.akashi.bench.internal.house.Progress;
import io.akashi.bench.internal.house.ProgressWatch;
import io.akashi.bench.internal.house.ServerProcess;
import io.akashi.bench.internal.house.Settings;
import io.akashi.bench.internal.load.Load;
import io.akashi.bench.internal.load.SenderProcess;
import io.akashi.bench.internal.load.Sent;
import io.akashi.bench.internal.measure.Figure;
import io.akashi.bench.internal.measure.Latencies;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.measure.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The whole way in: the real server in one process, its sender in another, loopback between. */
public final class IngestRun {
  private static final double QUIET_SECONDS = 10;
  private static final int HTTP_SECONDS = 10;
  private static final double WARM_UP_SECONDS = 5;

  private final Plan plan;
  private final Path work;
  private final Report report;
  private int servers;

  /**
   * What is sent.
   *
   * @param events of each unpaced run
   * @param seconds of the paced run
   * @param rate of the paced run in events a second, 0 for half of the floor or, where that is not
   *     reached, four fifths of what is
   * @param connections one unpaced run for each number
   * @param corpus what is sent
   * @param seed of the messages
   * @param header in front of each line
   * @param frame around each message
   * @param profile file for a recording of the first server, or empty
   */
  public record Plan(
      long events,
      int seconds,
      long rate,
      List<Integer> connections,
      Corpus corpus,
      long seed,
      Wire.Header header,
      Wire.Frame frame,
      Optional<Path> profile) {}

  /** What an unpaced run gave, in events a second. */
  private record Unpaced(int connections, double sustained, double burst) {}

  public IngestRun(Plan plan, Path work, Report report) {
    this.plan = plan;
    this.work = work;
    this.report = report;
  }

  /** Runs everything and adds the figures. */
  public void run() throws IOException, InterruptedException {
    List<Unpaced> all = new ArrayList<>();
    for (int connections : plan.connections()) {
      all.add(unpaced(connections));
    }
    double sustained = all.stream().mapToDouble(Unpaced::sustained).min().orElseThrow();
    double burst = all.stream().mapToDouble(Unpaced::burst).max().orElseThrow();
    report.add(
        new Figure(
            sustained(),
            sustained,
            report.limits().leaves(),
            "leaf hashes, one thread",
            "the slowest of %s connections".formatted(plan.connections())));
    report.add(
        new Figure(
            Target.BURST,
            burst,
            report.limits().durableEntries(),
            "write + fdatasync of 1 MiB groups",
            "the fastest of %s connections".formatted(plan.connections())));
    paced(sustained);
  }

  private Target sustained() {
    return plan.corpus() == Corpus.EHR ? Target.INGEST : Target.INGEST_MIXED;
  }

  private ServerProcess server(Optional<Path> profile) throws IOException {
    Path folder = Files.createDirectories(work.resolve("server-" + servers++));
    Path configuration = Settings.write(folder, folder.resolve("data"), plan.corpus());
    return ServerProcess.start(configuration, profile);
  }

  private Load load(ServerProcess server, int connections, long events, Duration time, long rate) {
    return new Load(
        server.syslogPort(),
        connections,
        events,
        time,
        rate,
        plan.corpus(),
        plan.seed(),
        plan.header(),
        plan.frame());
  }

  /** As fast as it goes: how fast the journal takes it, and how fast everything is done. */
  private Unpaced unpaced(int connections) throws IOException, InterruptedException {
    Duration patience = Duration.ofSeconds(60 + plan.events() / 2_000);
    Optional<Path> profile = servers == 0 ? plan.profile() : Optional.empty();
    try (ServerProcess server = server(profile);
        ProgressWatch watch = ProgressWatch.start(server);
        SenderProcess sender =
            SenderProcess.start(load(server, connections, plan.events(), patience, 0))) {
      double start = watch.await(Progress::durable, 1, patience);
      Sent sent = sender.await();
      double durable = watch.await(Progress::durable, sent.events(), patience) - start;
      double searchable = watch.await(Progress::searchable, sent.events(), patience) - start;
      double signed = watch.await(Progress::signed, sent.events(), patience) - start;
      double done = Math.max(searchable, signed);
      Progress last = watch.now();
      report.note(
          ("ingest, %d connections: %,d events; durable %,.0f/s, searchable %,.0f/s, signed %,.0f/s;"
                  + " %.0f%% sealed by then; server %.1f µs of processor an event, sender %.1f;"
                  + " peak %.0f MB")
              .formatted(
                  connections,
                  sent.events(),
                  sent.events() / durable,
                  sent.events() / searchable,
                  sent.events() / signed,
                  100.0 * last.sealed() / sent.events(),
                  server.processorSeconds() * 1e6 / sent.events(),
                  sent.processorSeconds() * 1e6 / sent.events(),
                  server.peakMegabytes()));
      return new Unpaced(connections, sent.events() / done, sent.events() / durable);
    }
  }

  /** At a steady pace: how long an entry waits, and how fast HTTP answers meanwhile. */
  private void paced(double sustained) throws IOException, InterruptedException {
    double half = sustained().floor() / 2;
    long rate = plan.rate() > 0 ? plan.rate() : (long) Math.min(half, 0.8 * sustained);
    Duration time = Duration.ofSeconds(plan.seconds() + (long) WARM_UP_SECONDS);
    try (ServerProcess server = server(Optional.empty())) {
      HttpLoad quiet = new HttpLoad(server, plan.seed());
      Latencies alone = quiet.run(WARM_UP_SECONDS, Math.min(plan.seconds(), HTTP_SECONDS));
      try (ProgressWatch watch = ProgressWatch.start(server);
          SenderProcess sender =
              SenderProcess.start(load(server, 1, rate * time.toSeconds(), time, rate))) {
        watch.await(Progress::durable, quiet.sent() + 1, time);
        HttpLoad busy = new HttpLoad(server, plan.seed() + 1);
        Latencies beside = busy.run(WARM_UP_SECONDS, plan.seconds() - 2.0);
        Sent sent = sender.await();
        long all = sent.events() + quiet.sent() + busy.sent();
        watch.await(Progress::searchable, all, time.plusMinutes(1));
        watch.await(Progress::signed, all, time.plusMinutes(1));
        latencies(sent, watch, alone, beside);
      }
      TimeUnit.MILLISECONDS.sleep((long) (QUIET_SECONDS * 1e3));
      report.add(
          Figure.of(
              Target.MEMORY,
              server.residentMegabytes(),
              "resident after %.0f s of silence with %,d events, not a year; peak %.0f MB"
                  .formatted(QUIET_SECONDS, rate * time.toSeconds(), server.peakMegabytes())));
    }
  }

  private void latencies(Sent sent, ProgressWatch watch, Latencies alone, Latencies beside) {
    String pace = "at %,.0f events/s".formatted(sent.rate());
    String answers =
        "%s, after %.0f s of it; %.1f ms without load"
            .formatted(pace, WARM_UP_SECONDS, alone.quantile(0.99));
    report.add(
        new Figure(
            Target.ACKNOWLEDGE,
            beside.quantile(0.99),
            report.limits().sync().quantile(0.99),
            "p99 of 4 KiB + fdatasync",
            answers));
    report.add(
        new Figure(
            Target.ACKNOWLEDGE_MEDIAN,
            beside.quantile(0.5),
            report.limits().sync().quantile(0.5),
            "p50 of 4 KiB + fdatasync",
            "%s; %.1f ms without load".formatted(pace, alone.quantile(0.5))));
    String warm = "%s, after %.0f s of it".formatted(pace, WARM_UP_SECONDS);
    report.add(
        Figure.of(
            Target.SEARCHABLE,
            watch.curve().delays(Progress::searchable, WARM_UP_SECONDS).quantile(0.99) / 1e3,
            warm));
    report.add(
        Figure.of(
            Target.SIGNED,
            watch.curve().delays(Progress::signed, WARM_UP_SECONDS).quantile(0.99) / 1e3,
            warm));
  }
}
