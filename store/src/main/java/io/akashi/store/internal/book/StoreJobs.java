package io.akashi.store.internal.book;

import io.akashi.store.StoreHaltedException;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.journal.JournalWriter;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The threads of an open store: a writer and a follower for each book, a signer, a sealer, a
 * merger. Each only calls the step that can also be called by hand. A step that fails is tried
 * again at its next turn and stands in {@link #troubles} until it succeeds; a store that halts
 * stays halted.
 */
public final class StoreJobs implements Closeable {
  private static final Duration SIGN_EVERY = Duration.ofSeconds(1);
  private static final Duration SEAL_EVERY = Duration.ofSeconds(1);
  private static final Duration MERGE_EVERY = Duration.ofSeconds(2);
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(50);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<JournalWriter> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();
  private final Merger merger;
  private volatile Optional<String> halted = Optional.empty();

  private StoreJobs(Merger merger) {
    this.merger = merger;
  }

  private interface Step {
    /** One turn; how long to wait for the next. */
    Duration run() throws IOException, InterruptedException;
  }

  /** Starts all threads. */
  public static StoreJobs start(Books books, Sealer sealer, Merger merger) {
    StoreJobs jobs = new StoreJobs(merger);
    for (OpenBook book : books.all()) {
      String id = book.book().id();
      jobs.writers.add(
          JournalWriter.start(
              book.journal(), id, e -> jobs.halted = Optional.of(String.valueOf(e.getMessage()))));
      Follower follower = books.follower(book.book());
      jobs.start("follow-" + id, FOLLOW_EVERY, () -> follow(follower));
    }
    jobs.start(
        "sign",
        SIGN_EVERY,
        () -> {
          books.notary().round();
          return SIGN_EVERY;
        });
    jobs.start("seal", SEAL_EVERY, () -> sealer.sealWhatIsDue() ? Duration.ZERO : SEAL_EVERY);
    jobs.start("merge", MERGE_EVERY, () -> merger.mergeWhatIsDue() ? Duration.ZERO : MERGE_EVERY);
    return jobs;
  }

  private static Duration follow(Follower follower) throws IOException {
    long lag = follower.lag();
    long begun = System.nanoTime();
    int read = follower.step();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    long left = follower.lag();
    return read > 0 && left >= Follower.STEP
        ? BurstRest.after(took, read, read + left - lag, left)
        : FOLLOW_EVERY;
  }

  /** Why the store halted, or empty. */
  public Optional<String> halted() {
    return halted;
  }

  /** What a step could not do at its last turn, one sentence each. */
  public List<String> troubles() {
    return List.copyOf(troubles.values());
  }

  private void start(String name, Duration every, Step step) {
    Thread thread = Thread.ofPlatform().name(name).unstarted(() -> run(name, every, step));
    threads.add(thread);
    thread.start();
  }

  private void run(String name, Duration every, Step step) {
    try {
      Duration wait = every;
      while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          wait = step.run();
          troubles.remove(name);
        } catch (IOException | EngineException e) {
          wait = RETRY_AFTER;
          troubles.put(name, "%s: %s".formatted(name, e.getMessage()));
        }
      }
    } catch (StoreHaltedException e) {
      if (closing.getCount() > 0) {
        halted = Optional.of(String.valueOf(e.getMessage()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends every thread after the step it is in. */
  @Override
  public void close() {
    closing.countDown();
    merger.stop();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      for (JournalWriter writer : writers) {
        writer.stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
