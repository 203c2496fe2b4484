package io.akashi.server.internal.watch;

import io.akashi.store.StoreException;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the ledger of the sources follow the log: every few seconds, resting ten times as long as it
 * worked, because the receivers come first.
 */
public final class SourceWatch implements Closeable {
  private static final Logger LOG = System.getLogger(SourceWatch.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int REST_TO_WORK = 10;

  private final SourceLedger ledger;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean troubled;

  private SourceWatch(SourceLedger ledger) {
    this.ledger = ledger;
    this.thread = Thread.ofPlatform().name("akashi-sources").daemon().unstarted(this::run);
  }

  /** Starts to follow. */
  public static SourceWatch start(SourceLedger ledger) {
    SourceWatch watch = new SourceWatch(ledger);
    watch.thread.start();
    return watch;
  }

  private void run() {
    Duration rest;
    do {
      long began = System.nanoTime();
      try {
        ledger.follow();
        troubled = false;
      } catch (StoreException | RuntimeException e) {
        if (!troubled) {
          LOG.log(Level.ERROR, "the sources are not counted", e);
        }
        troubled = true;
      }
      Duration wanted = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST_TO_WORK);
      rest = wanted.compareTo(PERIOD) < 0 ? PERIOD : wanted;
    } while (rest(rest));
  }

  private boolean rest(Duration time) {
    try {
      return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
