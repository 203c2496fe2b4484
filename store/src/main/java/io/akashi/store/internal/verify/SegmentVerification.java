package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Rebuilder;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.RowDigest;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentCheck;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.internal.segment.SegmentRebuild;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Verifies one segment and leads the walk over it. For one thread. */
final class SegmentVerification {
  private final OpenBook book;
  private final Segment segment;
  private final TreeWalk walk;
  private final List<Damage> damage = new ArrayList<>();

  SegmentVerification(OpenBook book, Segment segment, TreeWalk walk) {
    this.book = book;
    this.segment = segment;
    this.walk = walk;
  }

  List<Damage> damage() {
    return damage;
  }

  /**
   * Reads every byte: the manifest against {@code root}, the files against the manifest, the
   * entries against their kept hashes.
   *
   * @param recorded digest of the segment's manifest, as {@code root} has it
   * @param before the tree's right edge where the segment begins; empty behind a gap
   * @param from entries before it were read by an earlier run
   * @param progress told how far the entries are as they were
   */
  void check(Optional<String> recorded, Optional<Frontier> before, long from, LongConsumer progress)
      throws IOException {
    String digest = recorded.orElse(null);
    // Recorded before the journal goes; until then the next start records it.
    boolean unfinished = book.journal().first() < segment.range().end();
    if (digest == null && !unfinished) {
      add(SegmentFiles.MANIFEST, segment.range(), "the book root records no such segment");
    } else if (digest != null && !digest.equals(segment.manifestHash())) {
      add(
          SegmentFiles.MANIFEST,
          segment.range(),
          "it is not the manifest that the book root records");
    }
    for (SegmentCheck.Damage found : SegmentCheck.check(segment, before, from, progress)) {
      add(found.file(), found.range(), found.reason());
    }
  }

  /** Decodes every entry again and compares the rows with those that were sealed. */
  void checkDeep(Rebuilder rebuilder) throws IOException {
    String now = new SegmentRebuild(segment).digest(rebuilder.decoding(book));
    if (!now.equals(segment.manifest().rows())) {
      add(
          SegmentFiles.EVENTS,
          segment.range(),
          "the entries decode to other columns than were sealed: a decoder or mapping was changed"
              + " since, or the columns were");
    }
    if (segment.trouble(SegmentFiles.EVENTS).isPresent()) {
      return; // named by the check
    }
    try {
      String kept = RowDigest.of(segment.engine(), Sql.readEvents(List.of(segment.events())));
      if (!kept.equals(segment.manifest().rows())) {
        add(SegmentFiles.EVENTS, segment.range(), "its rows are not those that were sealed");
      }
    } catch (EngineException e) {
      add(SegmentFiles.EVENTS, segment.range(), "its rows cannot be read: " + e.getMessage());
    }
  }

  /** Leads the walk over the rest of the segment by the kept roots of its blocks. */
  void walk() throws IOException {
    byte[] roots;
    try {
      roots = segment.blockRoots();
    } catch (IOException e) {
      // Named by the check. Behind it the manifest's edge goes on; its digest is in root.
      walk.jump(segment.manifest().edge());
      return;
    }
    long block = (walk.size() - segment.range().first()) / TreeWalk.BLOCK;
    if (block < 0) {
      // Behind a gap: the manifest says how the tree stood at the end, its digest is in root.
      walk.jump(segment.manifest().edge());
      return;
    }
    for (int at = Math.toIntExact(block) * Hash.BYTES; at < roots.length; at += Hash.BYTES) {
      walk.keptBlock(Hash.of(roots, at));
    }
  }

  private void add(String file, IndexRange range, String what) {
    String place =
        "books/%s/segments/%s/%s".formatted(book.book().id(), segment.folder().getFileName(), file);
    Optional<Damage> last = damage.isEmpty() ? Optional.empty() : Optional.of(damage.getLast());
    Damage next = new Damage(book.book(), range.first(), range.end(), place, what);
    if (!last.equals(Optional.of(next))) {
      damage.add(next);
    }
  }
}
