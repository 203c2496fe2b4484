package io.akashi.bench;

import io.akashi.bench.internal.soak.SoakPlan;
import io.akashi.bench.internal.soak.SoakReport;
import io.akashi.bench.internal.soak.SoakRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akashi soak}: the real server under load, killed and disturbed at random. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "本物のサーバーに負荷をかけながら kill -9・満杯・遅いディスク・時計のずれ・送信側の再起動を無作為に起こし、受領した記録が残り検証が通ることを確かめる。",
      "Real load on the real server with random kill -9, full and slow disk, clock steps and sender restarts;"
          + " after each, what was acknowledged is kept and verify is clean.",
      "終了コード / exit code: 0 守られた everything held, 1 破れた violated, 2 実行不可 cannot run"
    })
final class SoakCommand implements Callable<Integer> {
  private static final double MOST_MINUTES = 24 * 60;
  private static final int CLEAN_UP_SECONDS = 30;
  private static final long SEEDS = 1_000_000;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "60",
      description = "負荷の長さ / length of the load (default ${DEFAULT-VALUE})")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "乱数の種（既定は無作為、表示される） / seed of what happens when (default: random, printed)")
  private @Nullable Long seed;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "作業フォルダー、新しい名前。記録は残る / new folder to work in; notebooks and logs are kept (default:"
              + " temporary, deleted when everything held)")
  private @Nullable Path dir;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "soak-report.json",
      description = "JSONの報告 / the report as JSON (default ${DEFAULT-VALUE})")
  private Path report = Path.of("soak-report.json");

  @Override
  public Integer call() throws Exception {
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      System.err.println("--minutes は0より大きく1440までです / --minutes must be above 0, at most 1440");
      return 2;
    }
    if (dir != null && Files.exists(dir)) {
      System.err.printf("--dir %s は既に存在します / --dir %s exists: name a new folder%n", dir, dir);
      return 2;
    }
    Path folder = folder();
    SoakPlan plan =
        new SoakPlan(
            Duration.ofSeconds(Math.round(minutes * 60)),
            seed == null ? new SecureRandom().nextLong(SEEDS) : seed,
            folder);
    System.err.println(plan.command() + "  (" + folder + ")");
    SoakReport result = run(plan);
    Files.writeString(report, result.toJson());
    System.out.print(result.toText());
    if (!result.held()) {
      System.err.println("記録を残しました / notebooks and logs are kept in " + folder);
      return 1;
    }
    if (dir == null) {
      delete(folder);
    }
    return 0;
  }

  /** Runs it so that Ctrl-C ends servers and senders and unmounts the disk, too. */
  private static SoakReport run(SoakPlan plan) throws Exception {
    Thread self = Thread.currentThread();
    CountDownLatch cleaned = new CountDownLatch(1);
    Thread onExit = new Thread(() -> interrupt(self, cleaned));
    Runtime.getRuntime().addShutdownHook(onExit);
    try {
      SoakReport report = SoakRun.run(plan, System.err);
      cleaned.countDown();
      Runtime.getRuntime().removeShutdownHook(onExit);
      return report;
    } finally {
      cleaned.countDown();
    }
  }

  private static void interrupt(Thread run, CountDownLatch cleaned) {
    run.interrupt();
    try {
      cleaned.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path folder() throws IOException {
    if (dir != null) {
      return Files.createDirectories(dir).toAbsolutePath();
    }
    Path target = Files.isDirectory(Path.of("target")) ? Path.of("target") : Path.of("");
    return Files.createTempDirectory(target.toAbsolutePath(), "soak-");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
