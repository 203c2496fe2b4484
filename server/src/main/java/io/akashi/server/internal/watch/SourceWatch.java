package io.akashi.server.internal.watch;

import io.akashi.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has the ledger of the sources follow the log: every few seconds, resting ten times as long as it
 * worked, because the receivers come first. Each minute, and at the end, writes down what the
 * sources handed in.
 */
public final class SourceWatch implements Closeable {
  private static final Logger LOG = System.getLogger(SourceWatch.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final int REST_TO_WORK = 10;

  private static final Duration KEEP = Duration.ofMinutes(1);

  private final SourceLedger ledger;
  private final Deliveries deliveries;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private boolean troubled;

  private SourceWatch(SourceLedger ledger, Deliveries deliveries) {
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.thread = Thread.ofPlatform().name("akashi-sources").daemon().unstarted(this::run);
  }

  /** Starts to follow. */
  public static SourceWatch start(SourceLedger ledger, Deliveries deliveries) {
    SourceWatch watch = new SourceWatch(ledger, deliveries);
    watch.thread.start();
    return watch;
  }

  private void run() {
    Duration rest;
    long kept = System.nanoTime();
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
      if (began - kept > KEEP.toNanos()) {
        keep();
        kept = began;
      }
      Duration wanted = Duration.ofNanos(System.nanoTime() - began).multipliedBy(REST_TO_WORK);
      rest = wanted.compareTo(PERIOD) < 0 ? PERIOD : wanted;
    } while (rest(rest));
    keep();
  }

  private void keep() {
    try {
      deliveries.keep();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "what the sources handed in could not be written down", e);
    }
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
