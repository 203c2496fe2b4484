package io.akashi.server.internal.web;

import io.akashi.store.Asking;
import io.akashi.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Answers on their way to a client: what is asked ends when the client goes away, and an answer is
 * written within a time and as one of few bytes, so that clients that do not read what they asked
 * for hold neither memory without end nor the place of others. Safe for use by many threads.
 */
public final class Answers implements AutoCloseable {
  /** Bytes of all answers that are being written. */
  static final long MOST_BYTES = 64L << 20;

  /** Bytes of those of one caller. */
  static final long MOST_OF_ONE = MOST_BYTES / 2;

  private static final Duration TIME_TO_READ = Duration.ofMinutes(2);

  /** Questions that have a thread; those of one user who wait are bounded by the store before. */
  private static final int MOST_AT_ONCE = 256;

  private static final long PATIENCE_SECONDS = 10;

  private final CallerWatch watch = new CallerWatch();
  private final ScheduledThreadPoolExecutor deadlines;

  // A question computes for seconds, and a virtual thread that computes keeps its carrier: as many
  // of them as there are cores would hold up every connection of the process.
  private final ExecutorService thinking =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("question-", 0).factory());
  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);
  private final Map<String, Long> bytesOf = new HashMap<>();
  private long bytes;

  public Answers() {
    deadlines =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("http-answers").factory());
    deadlines.setRemoveOnCancelPolicy(true);
  }

  /** Asks the store. */
  @FunctionalInterface
  public interface Question<T> {
    T ask() throws StoreException;
  }

  /** Writes the answer. */
  @FunctionalInterface
  public interface Writing {
    void write() throws IOException;
  }

  /**
   * Asks in another thread and waits; the question is cancelled soon after the client of the
   * request is gone.
   *
   * @throws Problem 503 while too many are asked
   */
  public <T> T ask(Question<T> question) throws StoreException {
    BoundedHttp.endTurn(); // the store lets its users take turns by itself
    Asking asking = Asking.begin();
    SocketWrapperBase<?> connection = BoundedHttp.current().orElse(null);
    if (connection == null) {
      return think(asking, question);
    }
    try (CallerWatch.Watching _ = watch.watch(connection, asking::cancel)) {
      return think(asking, question);
    }
  }

  private <T> T think(Asking asking, Question<T> question) throws StoreException {
    try {
      if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return answer(asking, thinking.submit(() -> asking.call(question::ask)));
    } finally {
      places.release();
    }
  }

  /**
   * The answer, when it is there; who is interrupted cancels the question and waits for its end.
   */
  private static <T> T answer(Asking asking, Future<T> thought) throws StoreException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return thought.get();
        } catch (InterruptedException e) {
          interrupted = true;
          asking.cancel();
        }
      }
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      switch (why) {
        case StoreException store -> throw store;
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new IllegalStateException(why);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Problem busy() {
    return new Problem(503, "混み合っています。少し待ってもう一度検索してください。 / busy; ask again a little later")
        .with("Retry-After", "5");
  }

  /**
   * Writes an answer; a client that has not read it within two minutes is cut off.
   *
   * @param weight about how many bytes of memory it holds
   * @throws Problem 429 while the caller leaves too many answers unread, 503 while all callers do
   */
  public void write(HttpServletRequest request, long weight, Writing writing) throws IOException {
    String caller = Caller.of(request).name();
    enter(caller, weight);
    ScheduledFuture<?> deadline = cutOffLater();
    try {
      writing.write();
    } finally {
      deadline.cancel(false);
      leave(caller, weight);
    }
  }

  /**
   * Closes the connection of the request that this thread answers: what has gone out of its answer
   * is seen to be not the whole, and no more of it goes out.
   */
  public static void cutOff() {
    BoundedHttp.current().ifPresent(SocketWrapperBase::close);
  }

  private ScheduledFuture<?> cutOffLater() {
    Runnable cut = BoundedHttp.current().<Runnable>map(socket -> socket::close).orElse(() -> {});
    return deadlines.schedule(cut, TIME_TO_READ.toMillis(), TimeUnit.MILLISECONDS);
  }

  synchronized void enter(String caller, long weight) {
    long own = bytesOf.getOrDefault(caller, 0L);
    // The first of a caller always passes: it is bounded by itself.
    if (own > 0 && own + weight > MOST_OF_ONE) {
      throw new Problem(
              429,
              "前の回答がまだ読み取られていません。読み終えてから検索してください。 / your earlier answers are not read yet: read"
                  + " them, then ask again")
          .with("Retry-After", "5");
    }
    if (bytes > 0 && bytes + weight > MOST_BYTES) {
      throw busy();
    }
    bytes += weight;
    bytesOf.merge(caller, weight, Long::sum);
  }

  synchronized void leave(String caller, long weight) {
    bytes -= weight;
    bytesOf.computeIfPresent(caller, (name, own) -> own > weight ? own - weight : null);
  }

  @Override
  public void close() {
    watch.close();
    deadlines.shutdownNow();
    thinking.shutdown();
  }
}
