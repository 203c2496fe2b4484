package io.akashi.store.internal.book;

import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.StoreOptions;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.search.HotRows;
import io.akashi.store.internal.segment.Manifest;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.internal.segment.SegmentWriter;
import io.akashi.store.internal.tree.BlockFrontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.Proofs;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the beginning of a journal into a segment: sign, write, read back, name, record in {@code
 * root}, and only then let the journal go. Each step may be cut short; the next start goes on from
 * what is on disk. One thread at a time.
 */
final class Sealer {
  private final Books books;
  private final StoreOptions options;
  private final boolean stepped;

  private volatile boolean started;

  Sealer(Books books, StoreOptions options) {
    this.books = books;
    this.options = options;
    this.stepped = !options.background();
  }

  /**
   * Seals one segment of a book that has enough or old enough entries, or finishes one.
   *
   * @return whether there was something to do
   */
  boolean sealWhatIsDue() throws IOException, InterruptedException {
    start();
    for (OpenBook book : books.all()) {
      Optional<IndexRange> due = due(book);
      if (due.isPresent() && seal(book, due.get())) {
        return true;
      }
    }
    return false;
  }

  /** Goes on where the last run was cut short, once. */
  synchronized void start() throws IOException, InterruptedException {
    if (!started) {
      for (OpenBook book : books.all()) {
        book.sealed().catalogue().sweep();
      }
      finish();
      rebuild();
      started = true;
    }
  }

  /** Whether every segment is recorded in {@code root}, and none is left over. */
  boolean hasStarted() {
    return started;
  }

  /** Seals every full block of every book; {@code root} last, for the others add to it. */
  synchronized void sealAll() throws IOException, InterruptedException {
    sealWhatIsDue();
    for (OpenBook book : books.all()) {
      long end = book.journal().durableEnd() / BlockFrontier.BLOCK * BlockFrontier.BLOCK;
      while (book.sealed().end() < end) {
        long from = book.sealed().end();
        if (!seal(book, cut(from, Math.min(end, from + options.sealEntries())))) {
          return;
        }
      }
    }
  }

  private Optional<IndexRange> due(OpenBook book) throws IOException {
    long from = book.sealed().end();
    long open = book.journal().durableEnd() - from;
    if (open >= options.sealEntries()) {
      return Optional.of(cut(from, from + options.sealEntries()));
    }
    long full = open / BlockFrontier.BLOCK * BlockFrontier.BLOCK;
    return full > 0 && isOld(book, from) ? Optional.of(cut(from, from + full)) : Optional.empty();
  }

  /** No segment lies across a place where merged segments begin, unless it ends at one. */
  private IndexRange cut(long from, long end) {
    long place = end - end % options.merging().multiple();
    return IndexRange.between(from, place > from ? place : end);
  }

  private boolean isOld(OpenBook book, long index) throws IOException {
    Optional<byte[]> oldest = book.journal().entry(index);
    if (oldest.isEmpty()) {
      return false;
    }
    try {
      long micros = Entry.parse(oldest.get()).header().receivedMicros();
      Instant received = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      return received.plus(options.sealAge()).isBefore(options.clock().instant());
    } catch (MalformedEntryException e) {
      return false;
    }
  }

  /** Seals a range; false when it must wait: for the follower, or for a signature. */
  private synchronized boolean seal(OpenBook book, IndexRange range)
      throws IOException, InterruptedException {
    if (range.first() != book.sealed().end() || book.headCheck().isRefused()) {
      return false;
    }
    Follower follower = books.follower(book.book());
    if (stepped) {
      follower.catchUp();
    }
    if (follower.position() < range.end()) {
      return false;
    }
    books.notary().certify(book);
    long signed = book.published().map(p -> p.checkpoint().size()).orElse(0L);
    if (signed < range.end()) {
      return false;
    }
    write(book, follower.rows(), range);
    Segment segment = open(book, range);
    books.root().recordSegment(book.book(), range, segment.manifestHash());
    book.sealed().catalogue().add(segment.folder());
    letGo(book);
    return true;
  }

  private void write(OpenBook book, HotRows rows, IndexRange range) throws IOException {
    SegmentWriter writer =
        new SegmentWriter(
            book.place().disk(),
            books.engine(),
            book.book().id(),
            book.place().segments(),
            Map.of("akashi", options.version()));
    Hash root = Proofs.root(book.tiles(), range.end());
    try (EntryCursor entries = book.unsealed().read(range);
        HotRows.Snapshot snapshot = rows.snapshot()) {
      Manifest manifest =
          writer.write(
              range,
              book.sealed().edge(),
              root,
              entries,
              snapshot.relation(range.first(), range.end()),
              rows.digest(range));
      if (manifest.range().count() != range.count()) {
        throw new IOException("segment %s has another range".formatted(manifest.range()));
      }
    }
  }

  private Segment open(OpenBook book, IndexRange range) throws IOException {
    return Segment.open(
        book.place().disk(), books.engine(), book.place().segments().resolve(nameOf(range)));
  }

  private static String nameOf(IndexRange range) {
    return SegmentFiles.name(range);
  }

  /** The journal, the tree and the hot rows let go of what is sealed and recorded. */
  private void letGo(OpenBook book) throws IOException {
    long sealed = book.sealed().end();
    book.tree().forget(sealed);
    books.follower(book.book()).rows().release(sealed);
    book.journal().forget(sealed);
  }

  /**
   * Goes on where the last run was cut short: a segment that has its name but is not recorded,
   * while the journal still has its entries. A range that is recorded is never recorded again: with
   * another digest its manifest was changed, and the verification says so.
   */
  private void finish() throws IOException, InterruptedException {
    for (OpenBook book : books.all()) {
      long first = book.journal().first();
      for (Segment segment : book.sealed().catalogue().segments()) {
        if (segment.range().end() > first
            && !books.rootReader().isRecorded(book.book(), segment.range())) {
          books.root().recordSegment(book.book(), segment.range(), segment.manifestHash());
        }
      }
      book.journal().forget(book.sealed().end());
    }
  }

  private void rebuild() throws IOException {
    Rebuilder rebuilder = new Rebuilder(books.decoder());
    for (OpenBook book : books.all()) {
      rebuilder.rebuild(book);
    }
  }
}
