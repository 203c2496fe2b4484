package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does pieces of work in the caller's thread and in one more, if no other caller has it: however
 * many search, one processor at most is theirs besides those of their own threads.
 */
final class TwoThreads {
  private static final Semaphore SECOND = new Semaphore(1);

  private final List<IndexRange> pieces;
  private final AtomicInteger next = new AtomicInteger();
  private final long[][] found;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** What works at pieces, in one thread. */
  interface Worker extends AutoCloseable {
    long[] work(IndexRange piece);

    @Override
    void close();
  }

  private TwoThreads(List<IndexRange> pieces) {
    this.pieces = pieces;
    this.found = new long[pieces.size()][];
  }

  /**
   * The results of all pieces, in their order.
   *
   * @param workers makes one for each thread; what it throws is thrown
   */
  static List<long[]> run(List<IndexRange> pieces, Supplier<? extends Worker> workers) {
    TwoThreads run = new TwoThreads(pieces);
    if (pieces.size() > 1
        && Runtime.getRuntime().availableProcessors() > 1
        && SECOND.tryAcquire()) {
      try {
        run.inTwo(workers);
      } finally {
        SECOND.release();
      }
    } else {
      run.work(workers);
    }
    return List.of(run.found);
  }

  private void inTwo(Supplier<? extends Worker> workers) {
    Thread second =
        Thread.ofPlatform()
            .daemon()
            .name("search-second")
            .start(() -> {
              try {
                work(workers);
              } catch (RuntimeException | Error e) {
                failure.set(e);
              }
            });
    try {
      work(workers);
    } finally {
      next.set(pieces.size());
      join(second);
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private void work(Supplier<? extends Worker> workers) {
    try (Worker worker = workers.get()) {
      int piece = next.getAndIncrement();
      while (piece < pieces.size()) {
        found[piece] = worker.work(pieces.get(piece));
        piece = next.getAndIncrement();
      }
    } catch (RuntimeException | Error e) {
      next.set(pieces.size());
      throw e;
    }
  }

  /** Waits for the other thread, whose files must not be closed under it. */
  private static void join(Thread second) {
    boolean interrupted = false;
    while (true) {
      try {
        second.join();
        break;
      } catch (InterruptedException e) {
        // It ends with its page: the lease of an interrupted query is cancelled by its owner.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
