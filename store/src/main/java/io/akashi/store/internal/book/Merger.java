package io.akashi.store.internal.book;

import io.akashi.store.IndexRange;
import io.akashi.store.StoreOptions;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Manifest;
import io.akashi.store.internal.segment.MergePlan;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.internal.segment.SegmentMerge;
import io.akashi.store.internal.segment.SegmentWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes large segments of small ones, one at a time, in an engine of its own with one thread and
 * little memory, and waits whenever followers lag or a book wants to be sealed. Write, read back,
 * name, record in {@code root}, and only then let the parts go; cut short anywhere, either the
 * parts or the merged segment are whole and used at the next start. Stepped by one thread; {@link
 * #stop} may come from any.
 */
final class Merger {
  /** Followers that are further behind come first. */
  private static final long LAG = 4L * Follower.STEP;

  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(30);

  private final Books books;
  private final Sealer sealer;
  private final StoreOptions options;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Optional<Engine> running = Optional.empty();

  // Guarded by this.
  private final Map<IndexRange, Refusal> refused = new HashMap<>();

  private record Refusal(Instant until, String why) {}

  private record Job(OpenBook book, List<Segment> parts) {
    IndexRange range() {
      return IndexRange.between(parts.getFirst().range().first(), parts.getLast().range().end());
    }
  }

  Merger(Books books, Sealer sealer, StoreOptions options) {
    this.books = books;
    this.sealer = sealer;
    this.options = options;
  }

  /**
   * Merges once, where something is ripe and nobody else needs the machine.
   *
   * @return whether there was something to do
   * @throws IOException when something cannot be merged; it is tried again much later
   */
  synchronized boolean mergeWhatIsDue() throws IOException, InterruptedException {
    if (!sealer.hasStarted()) {
      return false;
    }
    for (OpenBook book : books.all()) {
      book.sealed().catalogue().sweep();
    }
    if (isBusy()) {
      return false;
    }
    for (OpenBook book : books.all()) {
      Optional<Job> job = job(book);
      if (job.isPresent()) {
        merge(job.get());
        book.sealed().catalogue().sweep();
        return true;
      }
    }
    if (!refused.isEmpty()) {
      throw new IOException(refused.values().iterator().next().why());
    }
    return false;
  }

  /** Ends a running merge; none begins any more. */
  void stop() {
    stopping.countDown();
    running.ifPresent(Engine::stop);
  }

  private Optional<Job> job(OpenBook book) throws IOException {
    Instant now = options.clock().instant();
    refused.values().removeIf(refusal -> now.isAfter(refusal.until()));
    return job(book, book.sealed().catalogue().segments());
  }

  /** What is refused, or has no room, stands in the way of nothing else. */
  private Optional<Job> job(OpenBook book, List<Segment> segments) throws IOException {
    Optional<MergePlan.Run> run =
        new MergePlan(options.merging()).next(segments.stream().map(Segment::range).toList());
    if (run.isEmpty()) {
      return Optional.empty();
    }
    int from = run.get().from();
    int to = run.get().to();
    Job job = new Job(book, segments.subList(from, to));
    if (!refused.containsKey(job.range()) && hasRoom(job)) {
      return Optional.of(job);
    }
    Optional<Job> before = job(book, segments.subList(0, from));
    return before.isPresent() ? before : job(book, segments.subList(to, segments.size()));
  }

  /** The parts stay until the merged one is whole; room for receivers comes first. */
  private boolean hasRoom(Job job) throws IOException {
    long bytes = 0;
    for (Segment part : job.parts()) {
      for (SegmentFiles.FileDigest file : part.manifest().files().values()) {
        bytes += file.bytes();
      }
    }
    Disk disk = job.book().place().disk();
    return disk.usableSpace(options.data()) > options.reserveBytes() + 3 * bytes;
  }

  private void merge(Job job) throws IOException, InterruptedException {
    OpenBook book = job.book();
    Catalogue catalogue = book.sealed().catalogue();
    Manifest merged;
    try {
      merged = write(job);
    } catch (IOException | UncheckedIOException | EngineException e) {
      String why = "%s %s: %s".formatted(book.book().id(), job.range(), e.getMessage());
      refused.put(job.range(), new Refusal(options.clock().instant().plus(RETRY_AFTER), why));
      throw new IOException(why, e);
    }
    Path folder = book.place().segments().resolve(SegmentFiles.name(merged.range()));
    Disk disk = book.place().disk();
    String digest = Segment.open(disk, books.engine(), folder).manifestHash();
    // Commit point: from here on root knows the merged segment, and the parts may go.
    books
        .root()
        .recordMerge(
            book.book(),
            merged.range(),
            digest,
            job.parts().stream().map(Segment::manifestHash).toList());
    catalogue.replace(job.parts(), folder);
  }

  private Manifest write(Job job) throws IOException {
    OpenBook book = job.book();
    Disk disk = book.place().disk();
    var merging = options.merging();
    try (Engine engine = Books.mergeEngine(options)) {
      running = Optional.of(engine);
      breathe();
      SegmentWriter writer =
          new SegmentWriter(
              disk,
              engine,
              book.book().id(),
              book.place().segments(),
              Map.of("akashi", options.version()),
              new SegmentWriter.Effort(merging.entriesLevel(), merging.eventsLevel()));
      return new SegmentMerge(disk, engine, writer, this::breathe)
          .merge(new ArrayList<>(job.parts()), book.sealed().edgeBefore(job.range().first()));
    } finally {
      running = Optional.empty();
    }
  }

  /** Waits while others need the machine. */
  private void breathe() {
    try {
      boolean stopped = stopping.getCount() == 0;
      while (!stopped && isBusy()) {
        stopped = stopping.await(BREATH.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (stopped) {
        throw new UncheckedIOException(new IOException("the store is closing"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private boolean isBusy() {
    return books.all().stream()
        .anyMatch(book ->
            books.follower(book.book()).lag() > LAG
                || book.journal().durableEnd() - book.sealed().end() > 2L * options.sealEntries());
  }
}
