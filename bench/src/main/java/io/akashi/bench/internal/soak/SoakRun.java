package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.measure.Machine;
import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.house.AkashiCommand;
import io.akashi.bench.internal.soak.house.HouseClient;
import io.akashi.bench.internal.soak.kept.LogCheck;
import io.akashi.bench.internal.soak.kept.Violation;
import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.send.SoakCertificate;
import io.akashi.bench.internal.soak.sent.Notes;
import io.akashi.bench.internal.soak.trouble.DiskRoom;
import io.akashi.bench.internal.soak.trouble.LoopDisk;
import io.akashi.bench.internal.soak.trouble.Round;
import io.akashi.bench.internal.soak.trouble.Schedule;
import io.akashi.bench.internal.soak.trouble.ServerClock;
import io.akashi.bench.internal.soak.trouble.SharedDisk;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The soak: real senders against the real server, which is killed and disturbed again and again,
 * and at the end a comparison of everything sent with everything kept.
 */
public final class SoakRun {
  private static final int LEAST_PORT = 20_000;
  private static final int MOST_PORT = 32_000;
  private static final long DISK_BYTES = 3L << 30;
  private static final long DISK_BYTES_A_MINUTE = 100L << 20;

  private final SoakPlan plan;
  private final PrintStream progress;
  private final SoakFigures figures = new SoakFigures();
  private final List<Violation> violations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final long begun = System.nanoTime();

  private SoakRun(SoakPlan plan, PrintStream progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs to the end of the plan, or to the first violation.
   *
   * @param progress told in one line a round
   * @throws IOException when the soak itself cannot be run here
   */
  public static SoakReport run(SoakPlan plan, PrintStream progress)
      throws IOException, InterruptedException, GeneralSecurityException {
    return new SoakRun(plan, progress).run();
  }

  private SoakReport run() throws IOException, InterruptedException, GeneralSecurityException {
    Machine machine = Machine.here(plan.folder());
    Files.createDirectories(Doors.notebooks(plan.folder()));
    SoakCertificate.in(plan.folder()).make();
    Doors doors = doors();
    Optional<ServerClock> clock = ServerClock.in(plan.folder());
    notes.add(
        clock.isPresent()
            ? "時計: libfaketime で1プロセスだけをずらす / clock: steps of one process by libfaketime"
            : "時計: libfaketime がないため省略 / clock: left out, libfaketime is not installed");
    LogCheck check;
    try (DiskRoom disk = disk()) {
      notes.add("ディスク / disk: " + disk.description());
      check = soak(doors, disk, clock);
    }
    return new SoakReport(
        plan, machine, secondsSince(begun), figures, check.tallies(), violations, notes);
  }

  private DiskRoom disk() throws IOException {
    long bytes = DISK_BYTES + DISK_BYTES_A_MINUTE * plan.time().toMinutes();
    Optional<DiskRoom> own = LoopDisk.mount(plan.folder(), bytes);
    return own.isPresent()
        ? own.get()
        : new SharedDisk(Files.createDirectories(plan.folder().resolve("shared")));
  }

  private LogCheck soak(Doors doors, DiskRoom disk, Optional<ServerClock> clock)
      throws IOException, InterruptedException {
    try (Keeper keeper = new Keeper(doors, disk, clock, figures);
        HouseClient client = new HouseClient(doors.http());
        Senders senders = new Senders(doors)) {
      Optional<Rsyslog> rsyslog = Rsyslog.start(doors);
      notes.add(
          rsyslog.isPresent()
              ? "送信: 自前の送信プロセスと rsyslog / senders: a process of our own, and rsyslog"
              : "送信: 自前の送信プロセスのみ（rsyslogなし） / senders: a process of our own; rsyslog is not installed");
      Thread searcher =
          Thread.ofVirtual()
              .start(() -> new Searcher(client, figures, keeper::isUp, plan.seed()).run());
      AcknowledgedAudit audit =
          new AcknowledgedAudit(new Notes(Doors.notebooks(plan.folder())), figures, plan.seed());
      Life life = new Life(keeper, client, audit, disk, clock, senders, rsyslog, figures);
      try {
        rounds(life);
        life.startAgain();
        senders.end();
        if (rsyslog.isPresent()) {
          rsyslog.get().starve();
        }
        LogCheck check = compareAll(client);
        searcher.interrupt();
        searcher.join();
        keeper.stop();
        verifyAll(keeper);
        return check;
      } catch (ViolationException e) {
        violations.add(e.violation());
        return check();
      } finally {
        searcher.interrupt();
        rsyslog.ifPresent(Rsyslog::close);
      }
    }
  }

  private void rounds(Life life) throws IOException, InterruptedException, ViolationException {
    Schedule schedule = new Schedule(plan.seed());
    long loadBegun = System.nanoTime();
    while (secondsSince(loadBegun) < plan.time().toSeconds()) {
      Round round = schedule.next();
      try {
        life.live(round);
      } catch (IOException e) {
        throw new ViolationException(inRound(round, "答えません / no answer: " + e));
      } catch (ViolationException e) {
        throw new ViolationException(inRound(round, e.violation().what()));
      }
      progress.printf(
          "%4.0f s  round %d: %s, %s; kills %d, compared %d%n",
          secondsSince(begun),
          round.number(),
          round.trouble(),
          round.ending(),
          figures.get(Count.KILLS),
          figures.get(Count.ACKNOWLEDGED_CHECKED));
    }
  }

  private static Violation inRound(Round round, String what) {
    return new Violation(
        "round %d (%s, %s): %s".formatted(round.number(), round.trouble(), round.ending(), what));
  }

  /** Every entry of every book against every note of every sender. */
  private LogCheck compareAll(HouseClient client) throws IOException, InterruptedException {
    progress.printf("%4.0f s  comparing everything%n", secondsSince(begun));
    LogCheck check = check();
    BookAudit audit = new BookAudit(client, check);
    audit.read("clinical");
    audit.read("infrastructure");
    violations.addAll(audit.violations());
    return check;
  }

  private LogCheck check() throws IOException {
    return new LogCheck(new Notes(Doors.notebooks(plan.folder())).next());
  }

  private void verifyAll(Keeper keeper) throws IOException, InterruptedException {
    progress.printf("%4.0f s  verify --deep%n", secondsSince(begun));
    AkashiCommand.Ended verify = AkashiCommand.run(keeper.settings(), List.of("verify", "--deep"));
    notes.add(
        "verify --deep: %s (%.1f s)\n%s"
            .formatted(
                verify.code() == 0 ? "異常なし / intact" : "損傷 / damaged",
                verify.seconds(),
                verify.output()));
    if (verify.code() != 0) {
      violations.add(new Violation("verify --deep: " + verify.code() + "\n" + verify.output()));
    }
  }

  /**
   * Ports that are free, none of which the kernel gives to a connection while the server is down
   * (Linux gives 32,768 and above).
   */
  private Doors doors() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < 3) {
        hold(held, ThreadLocalRandom.current().nextInt(LEAST_PORT, MOST_PORT));
      }
      Path folder = plan.folder().toAbsolutePath();
      return new Doors(
          folder,
          0,
          held.get(0).getLocalPort(),
          held.get(1).getLocalPort(),
          held.get(2).getLocalPort());
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static void hold(List<ServerSocket> held, int port) throws IOException {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (BindException e) {
      // Somebody else's; another one is drawn.
    }
  }

  private static double secondsSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis() / 1e3;
  }
}
