package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.SoakFigures.Timing;
import io.akashi.bench.internal.soak.house.AkashiCommand;
import io.akashi.bench.internal.soak.house.HouseClient;
import io.akashi.bench.internal.soak.kept.Violation;
import io.akashi.bench.internal.soak.trouble.DiskRoom;
import io.akashi.bench.internal.soak.trouble.Round;
import io.akashi.bench.internal.soak.trouble.Round.Ending;
import io.akashi.bench.internal.soak.trouble.Round.Trouble;
import io.akashi.bench.internal.soak.trouble.ServerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes the server through rounds: start, compare, verify, trouble, end. */
final class Life {
  private static final int REFUSE_SECONDS = 60;
  private static final int RECOVER_SECONDS = 120;
  private static final long SEAL_PATIENCE_MILLIS = 4_000;
  private static final long POLL_MILLIS = 20;
  private static final Duration FULL = Duration.ofMillis(1_500);
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final Keeper keeper;
  private final HouseClient client;
  private final AcknowledgedAudit audit;
  private final DiskRoom disk;
  private final Optional<ServerClock> clock;
  private final Senders senders;
  private final Optional<Rsyslog> rsyslog;
  private final SoakFigures figures;
  private boolean full;

  Life(
      Keeper keeper,
      HouseClient client,
      AcknowledgedAudit audit,
      DiskRoom disk,
      Optional<ServerClock> clock,
      Senders senders,
      Optional<Rsyslog> rsyslog,
      SoakFigures figures) {
    this.keeper = keeper;
    this.client = client;
    this.audit = audit;
    this.disk = disk;
    this.clock = clock;
    this.senders = senders;
    this.rsyslog = rsyslog;
    this.figures = figures;
  }

  /** One life of the server. */
  void live(Round round) throws IOException, InterruptedException, ViolationException {
    figures.add(Count.ROUNDS);
    start(round);
    compare();
    pause(round.before());
    boolean interrupted = trouble(round);
    if (!interrupted) {
      pause(round.after());
      end(round.ending());
    }
    if (!senders.isAlive()) {
      throw new IOException("送信側が終わりました / the sending process ended, see senders.log");
    }
    audit.serverEnded();
  }

  /** Starts for the last comparison, on a disk with room. */
  void startAgain() throws IOException, InterruptedException, ViolationException {
    keeper.start(Optional.empty());
    makeRoom();
    compare();
  }

  private void start(Round round) throws IOException, InterruptedException, ViolationException {
    Optional<Duration> ahead =
        round.trouble() == Trouble.CLOCK ? Optional.of(round.clock()) : Optional.empty();
    for (Duration life : round.shortLives()) {
      keeper.launch(ahead);
      pause(life);
      keeper.kill();
      audit.serverEnded();
      figures.add(Count.KILLS_OF_SHORT_LIVES);
    }
    keeper.start(ahead);
    if (!round.clock().isZero() && clock.isPresent()) {
      figures.add(Count.CLOCK_STEPS);
    }
    makeRoom();
  }

  /** Acknowledged is kept, and verify is clean. */
  private void compare() throws IOException, InterruptedException, ViolationException {
    audit.check(client);
    AkashiCommand.Ended verify =
        AkashiCommand.run(keeper.settings(), List.of("verify", "--since-last"));
    figures.add(Count.VERIFIES);
    figures.time(Timing.VERIFIED, verify.seconds());
    if (verify.code() != 0) {
      throw new ViolationException(
          new Violation("verify --since-last: %d\n%s".formatted(verify.code(), verify.output())));
    }
    keeper.demandAlive();
  }

  /** The trouble of a round; true when the server was killed in the middle of it. */
  private boolean trouble(Round round)
      throws IOException, InterruptedException, ViolationException {
    boolean killWithin = round.ending() == Ending.KILL_IN_TROUBLE;
    return switch (round.trouble()) {
      case NONE -> false;
      case FULL, FULL_TO_THE_LAST_BYTE -> fill(round, killWithin);
      case SLOW -> slowDown(round, killWithin);
      case CLOCK -> step(round);
      case SENDERS -> restartSenders(round);
    };
  }

  private boolean fill(Round round, boolean killWithin)
      throws IOException, InterruptedException, ViolationException {
    boolean last = round.trouble() == Trouble.FULL_TO_THE_LAST_BYTE;
    figures.add(last ? Count.FULL_TO_THE_LAST_BYTE : Count.FULL_DISKS);
    full = true;
    disk.fill(last);
    double seconds = await(REFUSE_SECONDS, word -> !word.equals("accepting"));
    if (Double.isNaN(seconds)) {
      throw new ViolationException(
          new Violation(
              "満杯でも受け付けている / the disk is full and %d s later the server still says that it accepts"
                  .formatted(REFUSE_SECONDS)));
    }
    figures.time(Timing.REFUSED, seconds);
    pause(FULL);
    if (killWithin) {
      keeper.kill();
      figures.add(Count.KILLS_WHILE_FULL);
      return true;
    }
    makeRoom();
    return false;
  }

  /** Gives the room back when it was taken; the server must go on by itself. */
  private void makeRoom() throws IOException, InterruptedException, ViolationException {
    if (!full) {
      return;
    }
    disk.free();
    full = false;
    double seconds = await(RECOVER_SECONDS, "accepting"::equals);
    if (!Double.isNaN(seconds)) {
      figures.time(Timing.RECOVERED, seconds);
      return;
    }
    figures.add(Count.HALTS);
    throw new ViolationException(
        new Violation(
            "空きができても再開しません / there is room again and %d s later: %s"
                .formatted(RECOVER_SECONDS, client.get("/health").text())));
  }

  private double await(int seconds, Predicate<String> wanted)
      throws IOException, InterruptedException, ViolationException {
    long begun = System.nanoTime();
    while (!wanted.test(client.health())) {
      keeper.demandAlive();
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(seconds)) {
        return Double.NaN;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private boolean slowDown(Round round, boolean killWithin)
      throws IOException, InterruptedException, ViolationException {
    figures.add(Count.SLOW_DISKS);
    Duration hang = Duration.ofMillis(100 + Math.floorMod(round.roll(), 1_500));
    if (!killWithin) {
      disk.slowDown(SLOW, hang);
      return false;
    }
    Thread slow = Thread.ofPlatform().start(() -> slowDownBeside(hang));
    pause(round.after());
    keeper.kill();
    slow.join();
    return true;
  }

  private void slowDownBeside(Duration hang) {
    try {
      disk.slowDown(SLOW, hang);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean step(Round round) throws IOException, InterruptedException {
    if (clock.isPresent()) {
      clock.get().set(round.clock().plus(round.clockStep()));
      figures.add(Count.CLOCK_STEPS);
      pause(Duration.ofMillis(1_500)); // libfaketime looks once a second
    }
    return false;
  }

  private boolean restartSenders(Round round) throws IOException, InterruptedException {
    figures.add(Count.SENDER_RESTARTS);
    boolean orderly = round.roll() % 3 == 0;
    senders.restart(orderly);
    if (rsyslog.isPresent()) {
      rsyslog.get().restart(orderly);
    }
    return false;
  }

  private void end(Ending ending) throws IOException, InterruptedException, ViolationException {
    switch (ending) {
      case STOP -> keeper.stop();
      case KILL, KILL_IN_TROUBLE -> keeper.kill();
      case KILL_WHILE_SEALING -> {
        long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SEAL_PATIENCE_MILLIS);
        while (!keeper.isSegmentHalfWritten() && System.nanoTime() < patience) {
          TimeUnit.MILLISECONDS.sleep(POLL_MILLIS / 4);
        }
        keeper.kill();
      }
    }
  }

  private static void pause(Duration time) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(time.toMillis());
  }
}
