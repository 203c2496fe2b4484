package io.akashi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Keeps what it is given; can be shut to try back-pressure, or broken. */
final class CollectingSink implements ArrivalSink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Arrival> arrivals = new ArrayList<>();
  private boolean open = true;
  private boolean broken;
  private CompletableFuture<Receipt> durable = CompletableFuture.completedFuture(receipt(1));

  private static Receipt receipt(long count) {
    return new Receipt("clinical", 0, count);
  }

  @Override
  public synchronized CompletableFuture<Receipt> accept(List<Arrival> batch)
      throws InterruptedException {
    while (!open) {
      wait();
    }
    assertThat(batch).isNotEmpty();
    assertThat(batch.stream().map(Arrival::source).distinct()).hasSize(1);
    if (broken) {
      return CompletableFuture.failedFuture(new IllegalStateException("the store stopped"));
    }
    arrivals.addAll(batch);
    notifyAll();
    return durable.isDone() ? CompletableFuture.completedFuture(receipt(batch.size())) : durable;
  }

  synchronized void shut() {
    open = false;
  }

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void breakDown() {
    broken = true;
  }

  /** From now on nothing becomes durable until the answer is completed. */
  synchronized CompletableFuture<Receipt> holdDurability() {
    durable = new CompletableFuture<>();
    return durable;
  }

  /** Waits until {@code count} messages have come and returns all there are. */
  synchronized List<Arrival> await(int count) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (arrivals.size() < count) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError(arrivals.size() + " messages came instead of " + count);
        }
        wait(Math.max(1, left / 1_000_000));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return List.copyOf(arrivals);
  }

  synchronized int count() {
    return arrivals.size();
  }

  synchronized List<String> texts() {
    return arrivals.stream().map(a -> new String(a.payload(), UTF_8)).toList();
  }

  /** Waits, without a fixed sleep, until {@code condition} holds. */
  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until %s", what).isLessThan(end);
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }
}
