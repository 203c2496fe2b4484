package io.akashi.server.internal.repeat;

import io.akashi.event.SourceId;
import io.akashi.intake.Receipt;
import io.akashi.server.Sources;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.EntryHeader;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the keys of the last 24 hours out of the log, once for each book, when the first request
 * with a key comes: a start does not wait for it, and a house without keys never does it. Safe for
 * use by many threads.
 */
public final class KeyRecall {
  private static final Logger LOG = System.getLogger(KeyRecall.class.getName());
  private static final long PATIENCE_SECONDS = 20;

  private final Store store;
  private final Sources sources;
  private final InstantSource clock;
  private final KeyedBatches batches;
  private final Map<Book, CompletableFuture<Boolean>> books = new ConcurrentHashMap<>();

  public KeyRecall(Store store, Sources sources, InstantSource clock, KeyedBatches batches) {
    this.store = store;
    this.sources = sources;
    this.clock = clock;
    this.batches = batches;
  }

  /**
   * Waits until the keys of a source are known.
   *
   * @throws Problem 503 when that takes long or failed; the sender has to come back
   */
  public void await(SourceId source) throws InterruptedException {
    Book book = sources.book(source);
    CompletableFuture<Boolean> recalled = books.computeIfAbsent(book, this::start);
    try {
      recalled.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw later(
          "5",
          "過去24時間の Idempotency-Key を読み込んでいます。少し待って再送してください。 / the keys of the last 24 hours are being read; send"
              + " again a little later");
    } catch (ExecutionException e) {
      books.remove(book, recalled);
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw later("30", String.valueOf(cause.getMessage()));
    }
  }

  private static Problem later(String seconds, String sentence) {
    return new Problem(503, sentence).with("Retry-After", seconds);
  }

  private CompletableFuture<Boolean> start(Book book) {
    CompletableFuture<Boolean> recalled = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("recall-" + book.id())
        .start(() -> {
          try {
            read(book);
            recalled.complete(true);
          } catch (StoreException | RuntimeException e) {
            recalled.completeExceptionally(e);
          }
        });
    return recalled;
  }

  private void read(Book book) throws StoreException {
    Instant since = clock.instant().minus(KeyedBatches.KEPT);
    List<Damage> unreadable =
        store.headersWith(book, KeyMark.KEY, since, (header, index) -> take(book, header, index));
    if (!unreadable.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0}: {1} 箇所を読めず、そこの Idempotency-Key は忘れられます。./akashi verify を実行してください。 / {1} places cannot be"
              + " read, keys in them are forgotten; run ./akashi verify. First: {2}",
          book.id(),
          unreadable.size(),
          unreadable.getFirst().what());
    }
  }

  private void take(Book book, EntryHeader header, long index) {
    if (!sources.book(header.source()).equals(book)) {
      return; // of a time when the source had another book: that one is not asked any more
    }
    KeyMark.of(header)
        .ifPresent(mark ->
            batches.recall(
                header.source(),
                mark,
                header.receivedMicros(),
                new Receipt(book.id(), index, mark.count())));
  }
}
