package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import io.akashi.store.StoreHaltedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Batches that wait for the disk, bounded by their bytes. Safe for use by many threads. */
final class JournalQueue {
  /**
   * A batch and the promise to who submitted it.
   *
   * @param stays whether it keeps its place when there is no room for it
   */
  record Pending(EntryBatch batch, CompletableFuture<IndexRange> future, boolean stays) {}

  private final long maxBytes;

  // A monitor and not a lock with conditions: it spins before it parks, which halves the processor
  // time of many threads that submit small batches.
  private final Object lock = new Object();

  // All guarded by lock. Bytes count until their commit is over, not only until it begins.
  private List<Pending> waiting = new ArrayList<>();
  private long bytes;
  private boolean writerWaits;
  private boolean nudged;
  private @Nullable Exception halted;

  JournalQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  CompletableFuture<IndexRange> submit(EntryBatch batch, boolean stays)
      throws InterruptedException {
    var pending = new Pending(batch, new CompletableFuture<>(), stays);
    synchronized (lock) {
      while (!hasRoom(batch)) {
        lock.wait();
      }
      add(pending);
    }
    return pending.future();
  }

  Optional<CompletableFuture<IndexRange>> offer(EntryBatch batch) {
    var pending = new Pending(batch, new CompletableFuture<>(), false);
    synchronized (lock) {
      if (!hasRoom(batch)) {
        return Optional.empty();
      }
      add(pending);
    }
    return Optional.of(pending.future());
  }

  /** A batch larger than the limit goes when it is alone. */
  private boolean hasRoom(EntryBatch batch) {
    checkRunning();
    return bytes == 0 || bytes + batch.frameBytes() <= maxBytes;
  }

  private void add(Pending pending) {
    waiting.add(pending);
    bytes += pending.batch().frameBytes();
    if (writerWaits) {
      lock.notifyAll();
    }
  }

  /** Everything that waits, in order. */
  List<Pending> take() {
    synchronized (lock) {
      List<Pending> taken = waiting;
      waiting = new ArrayList<>(taken.size());
      return taken;
    }
  }

  /** Puts batches back in front of all others; their bytes still count. */
  void putBack(List<Pending> taken) {
    synchronized (lock) {
      waiting.addAll(0, taken);
    }
  }

  /** Waits, or less when {@link #nudge} ends it. */
  void pause(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (lock) {
      long left = millis;
      while (halted == null && !nudged && left > 0) {
        lock.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
      nudged = false;
    }
  }

  /** Lets others in: these batches are done with. */
  void finish(List<Pending> taken) {
    synchronized (lock) {
      for (Pending each : taken) {
        bytes -= each.batch().frameBytes();
      }
      lock.notifyAll();
    }
  }

  boolean awaitPending(long timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    synchronized (lock) {
      long left = unit.toMillis(timeout);
      while (waiting.isEmpty() && halted == null && !nudged && left > 0) {
        writerWaits = true;
        lock.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
      writerWaits = false;
      nudged = false;
      return !waiting.isEmpty();
    }
  }

  /** Ends the present or the next {@link #awaitPending} at once. */
  void nudge() {
    synchronized (lock) {
      nudged = true;
      lock.notifyAll();
    }
  }

  /** Fails everything that waits and everything later; the first cause stands. */
  StoreHaltedException halt(Exception cause) {
    List<Pending> failed;
    StoreHaltedException exception;
    synchronized (lock) {
      halted = halted == null ? cause : halted;
      exception = exception(halted);
      failed = take();
      lock.notifyAll();
    }
    for (Pending each : failed) {
      each.future().completeExceptionally(exception);
    }
    return exception;
  }

  boolean isHalted() {
    synchronized (lock) {
      return halted != null;
    }
  }

  /**
   * @throws StoreHaltedException when the journal has halted
   */
  void checkRunning() {
    synchronized (lock) {
      if (halted != null) {
        throw exception(halted);
      }
    }
  }

  private static StoreHaltedException exception(Exception cause) {
    return new StoreHaltedException(
        "ディスクに書けなかったため、記録の保存を止めました。受信・署名・新しい検索はできません。ディスクを確かめて直してから、サーバーを起動し直してください。 / The disk could not be"
            + " written, so the store has stopped: nothing is received, signed or searched anew. See that the disk is sound, then start the server again: "
            + cause.getMessage(),
        cause);
  }
}
