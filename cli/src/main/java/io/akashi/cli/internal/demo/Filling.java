package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.show.Units;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Goes on in the background: what the hospital writes now, as it is written, and bit by bit the
 * days before, with a pause after each so that the pages stay fast.
 */
final class Filling implements AutoCloseable {
  private static final Duration LIVE = Duration.ofSeconds(15);
  private static final long PAUSE_MILLIS = 700;
  private static final int TOLD_EVERY_DAYS = 10;

  private final Delivery delivery;
  private final InstantSource clock;
  private final int days;
  private final PrintStream out;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("akashi-demo").factory());

  /**
   * @param days how many days are to be there, the first start's own included
   * @param out where progress is told
   */
  Filling(Delivery delivery, InstantSource clock, int days, PrintStream out) {
    this.delivery = delivery;
    this.clock = clock;
    this.days = days;
    this.out = out;
  }

  /** Begins. */
  void start() {
    var _ = thread.scheduleWithFixedDelay(this::step, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void step() {
    try {
      LocalDateTime now = Demonstration.now(clock);
      if (Duration.between(delivery.sent().done().to(), now).compareTo(LIVE) > 0) {
        delivery.catchUp(now);
      } else if (delivery.sent().daysBack() < days - 1) {
        long before = delivery.sent().daysBack();
        delivery.goBack();
        tell(before, delivery.sent());
      }
    } catch (DeliveryException e) {
      if (!thread.isShutdown()) {
        out.printf(
            "送信が止まりました。もう一度 ./akashi demo を実行すると続きから送ります: %1$s / Sending stopped; the next ./akashi demo goes on: %1$s%n",
            e.getMessage());
        out.flush();
        thread.shutdown();
      }
    }
  }

  private void tell(long before, Sent sent) {
    long back = sent.daysBack();
    boolean whole = back == days - 1;
    if (back > before && (back % TOLD_EVERY_DAYS == 0 || whole)) {
      out.printf(
          "過去の記録 / days before: %1$d / %2$d 日 days、%3$s 件 events%4$s%n",
          back, days - 1, Units.count(sent.messages()), whole ? "（完了 / complete）" : "");
      out.flush();
    }
  }

  /** Ends after the hours that are being sent. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      var _ = thread.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
