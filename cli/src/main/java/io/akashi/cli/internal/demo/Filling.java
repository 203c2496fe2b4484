package io.akashi.cli.internal.demo;

import io.akashi.cli.internal.show.Units;
import io.akashi.store.Look;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Optional;
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
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final Delivery delivery;
  private final Look look;
  private final InstantSource clock;
  private final int days;
  private final PrintStream out;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("akashi-demo").factory());

  // Of the thread alone.
  private Optional<Instant> retryAt = Optional.empty();

  /**
   * @param look who looks when the log has to say how much of a failed delivery arrived
   * @param days how many days are to be there, the first start's own included
   * @param out where progress is told
   */
  Filling(Delivery delivery, Look look, InstantSource clock, int days, PrintStream out) {
    this.delivery = delivery;
    this.look = look;
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
      if (goesOn()) {
        send();
      }
    } catch (DeliveryException e) {
      if (!thread.isShutdown()) {
        if (retryAt.isEmpty()) {
          out.printf(
              "送信が止まりました。%1$d 秒ごとに続きを試します: %2$s / Sending stopped and is tried again every %1$d s: %2$s%n",
              RETRY.toSeconds(), e.getMessage());
          out.flush();
        }
        retryAt = Optional.of(clock.instant().plus(RETRY));
      }
    }
  }

  /** Finishes what failed, when it is time; false while it is not. */
  private boolean goesOn() throws DeliveryException {
    if (retryAt.isEmpty()) {
      return true;
    }
    if (clock.instant().isBefore(retryAt.get())) {
      return false;
    }
    delivery.resume(look);
    retryAt = Optional.empty();
    out.println("送信を再開しました / Sending goes on.");
    out.flush();
    return true;
  }

  private void send() throws DeliveryException {
    LocalDateTime now = Demonstration.now(clock);
    if (Duration.between(delivery.sent().done().to(), now).compareTo(LIVE) > 0) {
      delivery.catchUp(now);
    } else if (delivery.sent().daysBack() < days - 1) {
      long before = delivery.sent().daysBack();
      delivery.goBack();
      tell(before, delivery.sent());
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
