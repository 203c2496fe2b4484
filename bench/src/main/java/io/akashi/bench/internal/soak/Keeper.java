package io.akashi.bench.internal.soak;

import io.akashi.bench.internal.soak.SoakFigures.Count;
import io.akashi.bench.internal.soak.SoakFigures.Timing;
import io.akashi.bench.internal.soak.house.SoakServer;
import io.akashi.bench.internal.soak.house.SoakSettings;
import io.akashi.bench.internal.soak.kept.Violation;
import io.akashi.bench.internal.soak.send.Doors;
import io.akashi.bench.internal.soak.trouble.DiskRoom;
import io.akashi.bench.internal.soak.trouble.ServerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts and ends the server, one after the other, over the same data directory. */
final class Keeper implements AutoCloseable {
  private static final int START_SECONDS = 300;
  private static final long WATCH_MILLIS = 250;

  private final Doors doors;
  private final DiskRoom disk;
  private final Optional<ServerClock> clock;
  private final SoakFigures figures;
  private final Thread watch = Thread.ofVirtual().start(this::watchMemory);
  private volatile @Nullable SoakServer server;
  private volatile boolean up;

  Keeper(Doors doors, DiskRoom disk, Optional<ServerClock> clock, SoakFigures figures) {
    this.doors = doors;
    this.disk = disk;
    this.clock = clock;
    this.figures = figures;
  }

  /** The configuration with which a server would be started now. */
  SoakSettings settings() throws IOException {
    return new SoakSettings(doors, disk.folder().resolve("data"), disk.reserveBytes());
  }

  /** Starts a server and returns at once; with a clock of its own when one is given. */
  void launch(Optional<Duration> ahead) throws IOException {
    sweep(doors.folder().resolve("tmp"));
    SoakSettings settings = settings();
    settings.write();
    Map<String, String> environment = Map.of();
    if (clock.isPresent() && ahead.isPresent()) {
      clock.get().set(ahead.get());
      environment = clock.get().environment();
    }
    server = SoakServer.start(settings, environment, doors.folder().resolve("server.log"));
  }

  /** Starts a server and waits until it answers. */
  void start(Optional<Duration> ahead)
      throws IOException, InterruptedException, ViolationException {
    launch(ahead);
    SoakServer started = running();
    if (!started.awaitAnswering(START_SECONDS)) {
      throw new ViolationException(
          new Violation(
              "サーバーが起動しません / the server did not start within %d s:\n%s"
                  .formatted(START_SECONDS, started.lastLines())));
    }
    boolean wrong = clock.isPresent() && ahead.isPresent();
    figures.time(
        wrong ? Timing.ACCEPTING_WRONG_CLOCK : Timing.ACCEPTING, started.acceptingSeconds());
    up = true;
  }

  /** Whether the server answers and nobody is about to end it. */
  boolean isUp() {
    return up;
  }

  /** kill -9. */
  void kill() throws IOException, ViolationException {
    demandAlive();
    up = false;
    running().kill();
    sweepClock();
    figures.add(Count.KILLS);
    if (isSegmentHalfWritten()) {
      figures.add(Count.KILLS_WHILE_SEALING);
    }
  }

  /** SIGTERM. */
  void stop() throws InterruptedException, ViolationException {
    demandAlive();
    up = false;
    figures.add(Count.STOPS);
    if (!running().stop()) {
      throw new ViolationException(
          new Violation("SIGTERMで終わりません / the server did not end within two minutes of SIGTERM"));
    }
  }

  /**
   * @throws ViolationException when the server ended although nobody ended it
   */
  void demandAlive() throws ViolationException {
    if (running().endedByItself()) {
      throw new ViolationException(
          new Violation("サーバーが勝手に終わりました / the server ended by itself:\n" + running().lastLines()));
    }
  }

  private SoakServer running() {
    SoakServer now = server;
    if (now == null) {
      throw new IllegalStateException("no server was started");
    }
    return now;
  }

  /** Whether a segment is being written at this moment. */
  boolean isSegmentHalfWritten() throws IOException {
    Path books = disk.folder().resolve("data").resolve("books");
    if (!Files.isDirectory(books)) {
      return false; // killed before it made them
    }
    try (Stream<Path> found =
        Files.find(books, 3, (path, a) -> path.getFileName().toString().startsWith(".tmp-"))) {
      return found.findAny().isPresent();
    } catch (UncheckedIOException e) {
      return true; // a folder vanished while it was listed: one was being written
    }
  }

  private void watchMemory() {
    try {
      while (true) {
        SoakServer now = server;
        if (now != null && now.isAlive()) {
          figures.memory(now.peakMegabytes());
        }
        TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      return; // the soak ends
    }
  }

  private void sweepClock() throws IOException {
    if (clock.isPresent()) {
      clock.get().sweep(running().pid());
    }
  }

  /** Deletes what a killed server left in its temporary folder. */
  private static void sweep(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    up = false;
    watch.interrupt();
    SoakServer last = server;
    if (last != null) {
      last.kill();
      sweepClock();
    }
  }
}
