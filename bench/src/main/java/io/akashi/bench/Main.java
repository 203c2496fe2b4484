package io.akashi.bench;

import io.akashi.bench.internal.house.StoreProcess;
import io.akashi.bench.internal.load.Load;
import io.akashi.bench.internal.load.Sender;
import io.akashi.bench.internal.load.SenderProcess;
import io.akashi.bench.internal.measure.LimitMeter;
import io.akashi.bench.internal.measure.Machine;
import io.akashi.bench.internal.measure.Report;
import io.akashi.bench.internal.run.DecodeRun;
import io.akashi.bench.internal.run.IngestRun;
import io.akashi.bench.internal.run.MemoryRun;
import io.akashi.bench.internal.run.PagesRun;
import io.akashi.bench.internal.run.QuietRun;
import io.akashi.bench.internal.run.StoreRun;
import io.akashi.bench.internal.run.StoreRun.Part;
import io.akashi.bench.internal.run.VerifyRun;
import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.send.SoakSender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The {@code akashi bench} command: prints the table of speed (DESIGN.md section 10). */
@Command(
    name = "akashi bench",
    subcommands = SoakCommand.class,
    mixinStandardHelpOptions = true,
    description = {
      "この機械での速さを測り、求める値・機械の限界と並べて表示する。",
      "Measures speed on this machine and prints it beside what is asked and what the machine can do."
    })
public final class Main {
  private static final double LIMIT_SECONDS = 1.5;

  private Main() {}

  /** Exit codes: 0 measured, 1 a figure misses its floor, 2 could not measure. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println("測定できません / cannot measure: " + failure);
      // Only developers run this, and a run of an hour is not to be repeated to learn more.
      failure.printStackTrace(command.getErr());
      return CommandLine.ExitCode.USAGE;
    });
    System.exit(line.execute(args));
  }

  @Command(name = "limits", description = "機械の限界だけを測る / only the limits of the machine")
  int limits(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> {});
  }

  @Command(name = "ingest", description = "受信 / receive: sustained, burst, latencies, memory")
  int ingest(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> new IngestRun(options.plan(), work, report).run());
  }

  @Command(name = "decode", description = "解読 / each decoder on one thread, events a second")
  int decode(@Mixin Options options) throws Exception {
    return run(
        options,
        (work, report) -> new DecodeRun(options.seconds, options.seed, options.evtx, report).run());
  }

  @Command(name = "query", description = "検索 / one patient's accesses in a growing store")
  int query(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> store(options, work, report, Part.QUERY));
  }

  @Command(name = "verify", description = "検証 / full verify")
  int verify(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> store(options, work, report, Part.VERIFY));
  }

  @Command(name = "footprint", description = "保存量 / bytes an event")
  int footprint(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> store(options, work, report, Part.FOOTPRINT));
  }

  @Command(
      name = "years",
      description = "検索・保存量・検証を一つの保存庫で / query, footprint and verify on one filled store")
  int years(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> store(options, work, report, Part.values()));
  }

  @Command(name = "memory", description = "メモリ / memory of a server with little of it, under load")
  int memory(@Mixin Options options) throws Exception {
    return run(
        options,
        (work, report) ->
            new MemoryRun(work, report)
                .run(options.seconds, options.events, options.rate, options.seed));
  }

  @Command(
      name = "quiet",
      description = "一年分を持つ静かなサーバーのメモリ / memory of a quiet server with a year of a hospital (root)")
  int quiet(@Mixin Options options) throws Exception {
    return run(options, (work, report) -> new QuietRun(work, report).run(options.filling()));
  }

  @Command(
      name = "pages",
      description = "画面 / pages for twenty people, on a store that years filled (--data)")
  int pages(@Mixin Options options) throws Exception {
    return run(
        options,
        (work, report) -> {
          store(options, work, report);
          new PagesRun(work, report).run(options.seconds, options.seed);
        });
  }

  @Command(name = "all", description = "すべて / everything")
  int all(@Mixin Options options) throws Exception {
    return run(
        options,
        (work, report) -> {
          new IngestRun(options.plan(), work, report).run();
          new DecodeRun(options.seconds, options.seed, options.evtx, report).run();
          store(options, work, report, Part.values());
        });
  }

  private static void store(Options options, Path work, Report report, Part... parts)
      throws Exception {
    StoreRun.run(work, options.filling(), Set.of(parts), options.chart, report);
  }

  @Command(name = StoreProcess.VERIFY, hidden = true)
  int verifyFolder(@Parameters Path work) throws Exception {
    System.out.println(VerifyRun.verify(work).toLine());
    return CommandLine.ExitCode.OK;
  }

  @Command(name = SenderProcess.COMMAND, hidden = true)
  int send(@Parameters(arity = "9") List<String> load) throws IOException, InterruptedException {
    System.out.println(Sender.send(Load.parse(load)).toLine());
    return CommandLine.ExitCode.OK;
  }

  @Command(name = SoakSender.COMMAND, hidden = true)
  int soakSend(@Parameters(arity = "5") List<String> doors)
      throws IOException, InterruptedException {
    SoakSender.run(Doors.parse(doors));
    return CommandLine.ExitCode.OK;
  }

  /** One measurement: works in a folder and adds its figures. */
  @FunctionalInterface
  interface Measurement {
    void run(Path work, Report report) throws Exception;
  }

  private static int run(Options options, Measurement measurement) throws Exception {
    String complaint = options.complaint();
    if (complaint != null) {
      System.err.println(complaint);
      return CommandLine.ExitCode.USAGE;
    }
    Path work = options.workFolder();
    try {
      Machine machine = Machine.here(work);
      Report report =
          new Report(machine, new LimitMeter(work, LIMIT_SECONDS, options.seed).measure());
      measurement.run(work, report);
      System.out.println(options.json ? report.toJson() : report.toTable());
      return report.reachesFloors() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } finally {
      options.cleanUp(work);
    }
  }
}
