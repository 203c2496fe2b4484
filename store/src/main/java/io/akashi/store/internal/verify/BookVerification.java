package io.akashi.store.internal.verify;

import io.akashi.store.Asking;
import io.akashi.store.Book;
import io.akashi.store.Damage;
import io.akashi.store.IndexRange;
import io.akashi.store.QueryException;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Published;
import io.akashi.store.internal.book.Rebuilder;
import io.akashi.store.internal.book.RootReader;
import io.akashi.store.internal.book.SignedRoots;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Frontier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies one book: its segments, its journal, its head. For one thread. */
final class BookVerification {
  /** Between two marks inside of a segment: what an interrupted run loses at most. */
  private static final long MARK_NANOS = 1_000_000_000;

  private final OpenBook book;
  private final Recorded records;
  private final Rebuilder rebuilder;
  private final VerifiedMarks marks;
  private final VerifyOptions options;
  private final VerifiedMarks.Kind running;
  private final Asking asking = Asking.current();
  private final List<Damage> damage = new ArrayList<>();

  private long read;
  private long marked = System.nanoTime() - MARK_NANOS;

  BookVerification(
      OpenBook book,
      Recorded records,
      Rebuilder rebuilder,
      VerifiedMarks marks,
      VerifyOptions options) {
    this.book = book;
    this.records = records;
    this.rebuilder = rebuilder;
    this.marks = marks;
    this.options = options;
    this.running = kind(options);
  }

  /** The mark of a run of that depth. */
  static VerifiedMarks.Kind kind(VerifyOptions options) {
    return options.deep() ? VerifiedMarks.Kind.RUNNING_DEEP : VerifiedMarks.Kind.RUNNING;
  }

  List<Damage> damage() {
    return damage;
  }

  /** Verifies the book; whatever cannot be read is damage, and others go on. */
  VerifyReport.BookResult run() {
    try {
      return verified();
    } catch (IOException | UncheckedIOException e) {
      long signed = signed();
      add(IndexRange.between(0, signed), "", "it cannot be read to its end: " + e.getMessage());
      return new VerifyReport.BookResult(book.book(), 0, signed, read, 0, 0);
    }
  }

  /** How many entries the head or {@code root} say were signed. */
  private long signed() {
    long head = book.published().map(p -> p.checkpoint().size()).orElse(0L);
    return Math.max(known(), head);
  }

  /** How many entries {@code root}, or of {@code root} the anchor, says were signed. */
  private long known() {
    long anchored = records.anchored(book.book()).map(Checkpoint::size).orElse(0L);
    return Math.max(records.of(book.book()).signed(), anchored);
  }

  private VerifyReport.BookResult lost(String why) {
    long signed = signed();
    add(IndexRange.between(0, signed), "", "%s; %d entries were signed".formatted(why, signed));
    return new VerifyReport.BookResult(book.book(), 0, signed, 0, 0, 0);
  }

  private VerifyReport.BookResult verified() throws IOException {
    if (book.loss().isPresent()) {
      return lost(book.loss().get());
    }
    // Taken before anything is read, the head last: what is signed after this is left to the next
    // verification, and a head never says less than root recorded before.
    RootReader.OfBook recorded = records.of(book.book());
    SignedRoots roots = recorded.checkpoints();
    long known = known();
    Optional<Checkpoint> anchored = records.anchored(book.book());
    anchored.ifPresent(a -> roots.put(a.size(), a.root()));
    List<String> strangers = recorded.strangers();
    Optional<Checkpoint> head = book.published().map(Published::checkpoint);
    long signed = Math.max(known, head.map(Checkpoint::size).orElse(0L));
    checkHead(head.map(Checkpoint::size).orElse(0L), known);
    if (!strangers.isEmpty()) {
      add(
          IndexRange.between(0, 0),
          "origin",
          "%d checkpoints in root are not of this origin and key (%s)"
              .formatted(recorded.strange().get(), strangers.getFirst()));
    }
    head.ifPresent(h -> roots.put(h.size(), h.root()));
    anchored
        .filter(a -> !roots.get(a.size()).equals(Optional.of(a.root())))
        .ifPresent(this::contradicts);
    long from = 0;
    for (Checkpoint mark : believed()) {
      // Compared like one that was signed, and never in place of one.
      if (roots.get(mark.size()).isEmpty()) {
        roots.put(mark.size(), mark.root());
      }
      from = Math.max(from, mark.size());
    }
    TreeWalk walk = new TreeWalk(new Frontier(), roots);
    for (Catalogue.Problem problem : book.sealed().catalogue().problems()) {
      add(problem.range(), "segments", problem.reason());
    }
    checkSealed(recorded.segments().keySet());
    boolean reachedEnd;
    do {
      readSegments(walk, from);
      reachedEnd = readJournal(walk);
    } while (!reachedEnd);
    walk.mismatch().ifPresent(this::add);
    long present = Math.max(book.journal().durableEnd(), book.sealed().end());
    if (present < signed) {
      add(IndexRange.between(present, signed), "", "they were signed, but are no longer here");
    } else if (walk.size() < signed && damage.isEmpty()) {
      // Otherwise the walk ended at a damage that is named already.
      add(IndexRange.between(walk.size(), signed), "", "signed by the head, but no longer here");
    }
    if (damage.isEmpty()) {
      marks.write(book, VerifiedMarks.Kind.DONE, book.sealed().end());
      marks.write(book, running, book.sealed().end());
    }
    long total = book.journal().durableEnd();
    return new VerifyReport.BookResult(
        book.book(), from, signed, read, Math.max(0, total - signed), walk.compared());
  }

  private List<Checkpoint> believed() {
    List<Checkpoint> believed = new ArrayList<>();
    if (options.sinceLast()) {
      marks.read(book, VerifiedMarks.Kind.DONE).ifPresent(believed::add);
    }
    if (options.resume()) {
      marks.read(book, running).ifPresent(believed::add);
    }
    return believed;
  }

  private void checkHead(long size, long known) {
    String place = "heads/" + book.book().id();
    String source = book.book() == Book.ROOT ? "the anchor" : "book root";
    String recorded =
        known == 0 ? "" : "; %s records that %d entries were signed".formatted(source, known);
    Optional<String> trouble = book.headTrouble();
    if (trouble.isPresent()) {
      String what = "it is damaged (%s)".formatted(trouble.get()) + recorded;
      damage.add(new Damage(book.book(), known, known, place, what));
    } else if (size < known) {
      damage.add(new Damage(book.book(), known, known, place, "it is missing or old" + recorded));
    }
  }

  private void contradicts(Checkpoint anchored) {
    String what = "the anchor has another checkpoint of size %d".formatted(anchored.size());
    damage.add(new Damage(book.book(), 0, anchored.size(), "heads/" + book.book().id(), what));
  }

  /** Names what root records as sealed behind the last segment that is here. */
  private void checkSealed(Set<IndexRange> recorded) {
    long end = 0;
    for (IndexRange range : recorded) {
      Path folder = book.place().segments().resolve(SegmentFiles.name(range));
      end = book.place().disk().exists(folder) ? end : Math.max(end, range.end());
    }
    long sealed = book.sealed().end();
    if (end > sealed) {
      add(
          IndexRange.between(sealed, end),
          "segments",
          "book root records that these entries were sealed; their segment is missing");
    }
  }

  private void readSegments(TreeWalk walk, long from) throws IOException {
    // Held: what is merged meanwhile stays readable until we are through.
    try (Catalogue.Held held = book.sealed().catalogue().hold()) {
      Frontier edge = new Frontier();
      for (Segment segment : held.segments()) {
        if (segment.range().end() > walk.size()) {
          readSegment(segment, edge, walk, from);
        }
        edge = segment.manifest().edge();
      }
    }
  }

  private void readSegment(Segment segment, Frontier edge, TreeWalk walk, long from)
      throws IOException {
    IndexRange range = segment.range();
    SegmentVerification verification = new SegmentVerification(book, segment, walk);
    if (range.end() > from) {
      long begin = options.deep() ? range.first() : Math.max(from, range.first());
      verification.check(
          records.manifest(book.book(), segment),
          Optional.of(edge).filter(e -> e.size() == range.first()),
          begin,
          this::entriesRead);
      if (options.deep()) {
        verification.checkDeep(rebuilder);
      }
      read += range.end() - begin;
    }
    verification.walk();
    damage.addAll(verification.damage());
    if (damage.isEmpty() && range.end() > from) {
      mark(range.end());
    }
    progress(range.end());
  }

  /** Inside of a segment; the columns of one are compared as a whole. */
  private void entriesRead(long end) {
    if (!options.deep() && damage.isEmpty() && System.nanoTime() - marked >= MARK_NANOS) {
      mark(end);
    }
    progress(end);
  }

  private void mark(long end) {
    marks.write(book, running, end);
    marked = System.nanoTime();
  }

  private boolean readJournal(TreeWalk walk) throws IOException {
    JournalVerification journal = new JournalVerification(book, walk, this::progress);
    boolean reachedEnd = journal.run();
    read += journal.entries();
    damage.addAll(journal.damage());
    return reachedEnd;
  }

  private void progress(long done) {
    if (asking.isCancelled()) {
      throw new QueryException(
          QueryException.Reason.CANCELLED, "検証は中止されました / the verification was cancelled");
    }
    options
        .progress()
        .accept(new VerifyOptions.Progress(book.book(), done, book.journal().durableEnd()));
  }

  private void add(TreeWalk.Mismatch found) {
    add(
        IndexRange.between(found.from(), found.to()),
        "",
        "these entries do not give the root of the checkpoint of size %d that was signed"
            .formatted(found.to()));
  }

  private void add(IndexRange range, String place, String what) {
    String folder = "books/" + book.book().id() + (place.isEmpty() ? "" : "/" + place);
    damage.add(new Damage(book.book(), range.first(), range.end(), folder, what));
  }
}
