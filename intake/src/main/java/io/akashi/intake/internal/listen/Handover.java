package io.akashi.intake.internal.listen;

import io.akashi.event.Arrival;
import io.akashi.intake.ArrivalSink;
import io.akashi.intake.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The way of one connection to the log. Bytes handed over and not yet durable are bounded: above
 * the limit {@link #hand} waits, the connection is not read, and the sender feels it. Used by one
 * thread.
 */
public final class Handover {
  private record Pending(CompletableFuture<Receipt> receipt, long bytes) {}

  private final ArrivalSink sink;
  private final Counters counters;
  private final long maxPendingBytes;
  private final Runnable onFailure;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long pendingBytes;
  private @Nullable ExecutionException failure;

  /**
   * @param onFailure runs, on any thread, as soon as messages are known not to become durable
   */
  public Handover(ArrivalSink sink, Counters counters, long maxPendingBytes, Runnable onFailure) {
    this.onFailure = onFailure;
    this.sink = sink;
    this.counters = counters;
    this.maxPendingBytes = maxPendingBytes;
  }

  /**
   * Hands messages over in order, those of one source together.
   *
   * @throws ExecutionException when the log did not make these or earlier messages durable; all of
   *     {@code arrivals} were offered to it nevertheless
   */
  public void hand(List<Arrival> arrivals) throws InterruptedException, ExecutionException {
    int from = 0;
    for (int i = 1; i <= arrivals.size(); i++) {
      if (i == arrivals.size() || !arrivals.get(i).source().equals(arrivals.get(from).source())) {
        handOneSource(new ArrayList<>(arrivals.subList(from, i)));
        from = i;
      }
    }
    throwFailure();
  }

  private void handOneSource(List<Arrival> arrivals) throws InterruptedException {
    while (!pending.isEmpty()
        && (pendingBytes > maxPendingBytes || pending.getFirst().receipt().isDone())) {
      awaitOldest();
    }
    long bytes = 0;
    for (Arrival arrival : arrivals) {
      bytes += arrival.payload().length;
    }
    try {
      CompletableFuture<Receipt> receipt = sink.accept(arrivals);
      pending.add(new Pending(receipt, bytes));
      pendingBytes += bytes;
      counters.handedOver(arrivals);
      receipt.exceptionally(e -> {
        onFailure.run();
        return new Receipt("", 0, 0);
      });
    } catch (RuntimeException e) {
      // A sink that throws is a sink that failed: the caller decides, the thread goes on.
      failure = new ExecutionException(e);
    }
  }

  private void awaitOldest() throws InterruptedException {
    Pending oldest = pending.removeFirst();
    pendingBytes -= oldest.bytes();
    try {
      oldest.receipt().get();
    } catch (ExecutionException e) {
      failure = e;
    }
  }

  /**
   * Waits until everything handed over is durable.
   *
   * @throws ExecutionException when something will never be
   */
  public void awaitDurable() throws InterruptedException, ExecutionException {
    while (!pending.isEmpty()) {
      awaitOldest();
    }
    throwFailure();
  }

  private void throwFailure() throws ExecutionException {
    if (failure != null) {
      ExecutionException thrown = failure;
      failure = null;
      throw thrown;
    }
  }
}
