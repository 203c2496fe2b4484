package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.journal.EntryBatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Writes the book {@code root}: checkpoints of the other books, at most one a minute each and one
 * at every seal or proof that needs it, and the manifests of segments. Used by the threads that
 * sign and seal; each call is durable when it returns.
 */
final class RootBook {
  /** A book's checkpoint is recorded at most this often of its own accord. */
  static final Duration INTERVAL = Duration.ofMinutes(1);

  /**
   * After so many entries one says where the newest checkpoint of each book stands: what a start
   * reads back at most, however long ago an idle book was signed.
   */
  static final int LAST_EVERY = 4_096;

  private final OpenBook root;
  private final InstantSource clock;

  // Guarded by this.
  private final Map<Book, Recorded> recorded = new EnumMap<>(Book.class);
  private final Map<Book, Long> places = new EnumMap<>(Book.class);
  private long last;

  /**
   * Where a checkpoint stands in {@code root}.
   *
   * @param index of the entry in {@code root}
   */
  record Recorded(long index, Published checkpoint, Instant at) {
    long size() {
      return checkpoint.checkpoint().size();
    }
  }

  /**
   * @param newest what {@code root} says at the start
   */
  RootBook(OpenBook root, RootReader.Newest newest, InstantSource clock) {
    this.root = root;
    this.clock = clock;
    newest.found().forEach((book, found) -> places.put(book, found.index()));
    this.last = newest.last().orElse(0);
  }

  OpenBook book() {
    return root;
  }

  /** The last checkpoint of a book recorded in this run, or empty. */
  synchronized Optional<Recorded> last(Book book) {
    return Optional.ofNullable(recorded.get(book));
  }

  /** Records the newest checkpoint when it is new and the last one is old enough. */
  void recordIfDue(OpenBook book) throws IOException, InterruptedException {
    Optional<Recorded> last = last(book.book());
    boolean due = last.isEmpty() || !clock.instant().isBefore(last.get().at().plus(INTERVAL));
    if (due) {
      recordNow(book);
    }
  }

  /** Records the newest checkpoint of a book unless it is recorded already. */
  synchronized void recordNow(OpenBook book) throws IOException, InterruptedException {
    Optional<Published> newest = book.published();
    Recorded before = recorded.get(book.book());
    if (newest.isEmpty() || (before != null && before.size() >= newest.get().checkpoint().size())) {
      return;
    }
    long index = append(new RootRecord.Checkpointed(book.book(), newest.get().note())).first();
    recorded.put(book.book(), new Recorded(index, newest.get(), clock.instant()));
    places.put(book.book(), index);
    if (index - last >= LAST_EVERY) {
      last = append(new RootRecord.Last(places)).first();
    }
  }

  /** Records a sealed segment. Recording one twice is harmless: the same digest, said again. */
  void recordSegment(Book book, IndexRange range, String manifestSha256)
      throws IOException, InterruptedException {
    append(new RootRecord.Sealed(book, range, manifestSha256));
  }

  /** Records that one segment now stands for several. */
  void recordMerge(Book book, IndexRange range, String manifestSha256, List<String> replaces)
      throws IOException, InterruptedException {
    append(new RootRecord.Merged(book, range, manifestSha256, replaces));
  }

  private IndexRange append(RootRecord record) throws IOException, InterruptedException {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    EntryBatch batch = root.encode(List.of(RootRecord.arrival(record, now)));
    try {
      // Commits in this thread; a writer thread that commits first completes the same future.
      return root.appendNow(batch).get();
    } catch (ExecutionException e) {
      throw new IOException("cannot record in the book root: " + e.getCause(), e.getCause());
    }
  }
}
