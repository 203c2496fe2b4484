package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import io.akashi.store.StoreHaltedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Batches that wait for the disk, bounded by their bytes. Safe for use by many threads. */
final class JournalQueue {
  /** A batch and the promise to who submitted it. */
  record Pending(EntryBatch batch, CompletableFuture<IndexRange> future) {}

  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition room = lock.newCondition();

  // All guarded by lock. Bytes count until their commit is over, not only until it begins.
  private List<Pending> waiting = new ArrayList<>();
  private long bytes;
  private @Nullable Exception halted;

  JournalQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  CompletableFuture<IndexRange> submit(EntryBatch batch) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!hasRoom(batch)) {
        room.await();
      }
      return add(batch);
    } finally {
      lock.unlock();
    }
  }

  Optional<CompletableFuture<IndexRange>> offer(EntryBatch batch) {
    lock.lock();
    try {
      return hasRoom(batch) ? Optional.of(add(batch)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** A batch larger than the limit goes when it is alone. */
  private boolean hasRoom(EntryBatch batch) {
    checkRunning();
    return bytes == 0 || bytes + batch.frameBytes() <= maxBytes;
  }

  private CompletableFuture<IndexRange> add(EntryBatch batch) {
    var future = new CompletableFuture<IndexRange>();
    waiting.add(new Pending(batch, future));
    bytes += batch.frameBytes();
    if (waiting.size() == 1) {
      arrived.signal();
    }
    return future;
  }

  /** Everything that waits, in order. */
  List<Pending> take() {
    lock.lock();
    try {
      List<Pending> taken = waiting;
      waiting = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Lets others in: these batches are done with. */
  void finish(List<Pending> taken) {
    lock.lock();
    try {
      for (Pending each : taken) {
        bytes -= each.batch().frameBytes();
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean awaitPending(long timeout, TimeUnit unit) throws InterruptedException {
    long nanos = unit.toNanos(timeout);
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && halted == null && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
      return !waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Fails everything that waits and everything later; the first cause stands. */
  StoreHaltedException halt(Exception cause) {
    List<Pending> failed;
    StoreHaltedException exception;
    lock.lock();
    try {
      halted = halted == null ? cause : halted;
      exception = exception(halted);
      failed = take();
      room.signalAll();
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
    for (Pending each : failed) {
      each.future().completeExceptionally(exception);
    }
    return exception;
  }

  boolean isHalted() {
    lock.lock();
    try {
      return halted != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @throws StoreHaltedException when the journal has halted
   */
  void checkRunning() {
    lock.lock();
    try {
      if (halted != null) {
        throw exception(halted);
      }
    } finally {
      lock.unlock();
    }
  }

  private static StoreHaltedException exception(Exception cause) {
    return new StoreHaltedException(
        "ジャーナルを停止しました。原因を取り除いてから起動し直してください。 / The journal has stopped; remove the cause and start again: "
            + cause.getMessage(),
        cause);
  }
}
