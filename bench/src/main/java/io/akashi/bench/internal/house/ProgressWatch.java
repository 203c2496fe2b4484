package io.akashi.bench.internal.house;

import io.akashi.bench.internal.measure.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Asks the house ten times a second how far it is, in a thread of its own. */
public final class ProgressWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final ServerProcess server;
  private final Stopwatch watch = new Stopwatch();
  private final List<Progress> points = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private volatile Optional<IOException> failure = Optional.empty();

  private ProgressWatch(ServerProcess server) {
    this.server = server;
    this.thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::run);
  }

  public static ProgressWatch start(ServerProcess server) throws IOException {
    ProgressWatch watch = new ProgressWatch(server);
    watch.ask();
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      while (!ended) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        ask();
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws IOException {
    Metrics metrics = server.metrics();
    synchronized (points) {
      points.add(metrics.progress(watch.seconds()));
    }
  }

  /** The newest answer. */
  public Progress now() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    synchronized (points) {
      return points.getLast();
    }
  }

  /** All answers so far. */
  public Curve curve() {
    synchronized (points) {
      return new Curve(points);
    }
  }

  /**
   * Waits until a measure has reached a number of entries.
   *
   * @return seconds of the watch at which it was reached
   * @throws IOException when it was not reached in time
   */
  public double await(ToLongFunction<Progress> measure, long entries, Duration atMost)
      throws IOException, InterruptedException {
    Stopwatch waiting = new Stopwatch();
    while (measure.applyAsLong(now()) < entries) {
      if (waiting.seconds() > atMost.toSeconds()) {
        throw new IOException(
            "%d 件を待ちましたが届きません / waited for %d entries, the house is at %s"
                .formatted(entries, entries, now()));
      }
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
    return curve().reached(measure, entries).orElseThrow();
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
  }
}
