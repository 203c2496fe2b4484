package io.akashi.cli.internal.run;

import io.akashi.cli.internal.show.ProgressLine;
import io.akashi.store.Status;
import io.akashi.store.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Waits until a store that was just opened has decoded what is not sealed: events of the journal
 * are held in memory only. Waits as long as it advances, and shows how far it is; what then is not
 * decoded is said, for an answer that leaves something out must say so. For one thread.
 */
final class DecodingWait {
  /** Writing a segment holds up the decoding; on a busy machine for so long at most. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final long PAUSE_NANOS = 10_000_000;

  private final Terminal terminal;
  private final LongSupplier nanos;
  private final Runnable pause;

  DecodingWait(Terminal terminal) {
    this(terminal, System::nanoTime, () -> LockSupport.parkNanos(PAUSE_NANOS));
  }

  DecodingWait(Terminal terminal, LongSupplier nanos, Runnable pause) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Says how the store is. */
  @FunctionalInterface
  interface Watched {
    Status status() throws StoreException;
  }

  /** What has to be done: the entries that wait, and those that are sealed or decoded. */
  private record Left(long waiting, long done) {
    static Left of(Status status) {
      long waiting = 0;
      long done = 0;
      for (Status.BookStatus book : status.books()) {
        waiting += book.lag();
        done += book.decoded() - book.sealed();
      }
      return new Left(waiting, done);
    }
  }

  void await(Watched store) throws StoreException {
    Left left = Left.of(store.status());
    long advanced = nanos.getAsLong();
    try (var line = new ProgressLine(terminal.err(), terminal.caller().interactive())) {
      while (left.waiting() > 0) {
        if (nanos.getAsLong() - advanced > PATIENCE.toNanos()) {
          giveUp(left.waiting());
          return;
        }
        line.show("解読 / decoding", left.done(), left.done() + left.waiting());
        pause.run();
        Left now = Left.of(store.status());
        advanced = now.equals(left) ? advanced : nanos.getAsLong();
        left = now;
      }
    }
  }

  private void giveUp(long waiting) {
    terminal
        .err()
        .printf(
            "%1$d 件はまだ検索できず、この答えに入っていません。もう一度実行するか serve を起動してください。 / %1$d entries are not searchable yet and"
                + " not in this answer: run it again, or start akashi serve.%n",
            waiting);
  }
}
