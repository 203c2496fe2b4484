package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.Entry;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads the part of a book that is still in its journal. For one thread. */
final class JournalVerification {
  private final OpenBook book;
  private final TreeWalk walk;
  private final LongConsumer progress;
  private final List<Damage> damage = new ArrayList<>();
  private final LeafHasher hasher = new LeafHasher();
  private final byte[] leaves = new byte[TreeWalk.BLOCK * Hash.BYTES];
  private int filled;
  private long entries;
  private boolean traceable = true;
  private boolean checked;

  JournalVerification(OpenBook book, TreeWalk walk, LongConsumer progress) {
    this.book = book;
    this.walk = walk;
    this.progress = progress;
  }

  List<Damage> damage() {
    return damage;
  }

  long entries() {
    return entries;
  }

  /**
   * Reads from where the walk stands to the durable end.
   *
   * @return false when entries were sealed meanwhile: go on with the segments
   */
  boolean run() throws IOException {
    long end = book.journal().durableEnd();
    long next = walk.size();
    checkBelow(next);
    while (next < end) {
      next = read(next, end);
      if (next < end && book.sealed().end() > walk.size()) {
        return false;
      }
      if (next < end) {
        next = gone(next, end);
      }
    }
    for (int i = 0; i < filled; i++) {
      walk.leaf(leaves, i * Hash.BYTES);
    }
    return true;
  }

  /** What is in segments already, and the headers of all files; what comes behind is read below. */
  private void checkBelow(long index) throws IOException {
    if (!checked) {
      checked = true;
      for (var found : book.journal().check(index)) {
        add(found);
      }
    }
  }

  /** Where reading ended: at the end, or before an entry that the journal no longer has. */
  private long read(long from, long end) throws IOException {
    long next = from;
    try (JournalCursor cursor = book.journal().read(next)) {
      while (next < end) {
        switch (cursor.next()) {
          case ENTRY -> {
            take(cursor);
            next = cursor.index() + 1;
            entries++;
          }
          case DAMAGE -> {
            lost(cursor);
            next = Math.max(next, cursor.nextIndex());
          }
          case FORGOTTEN -> {
            return next;
          }
          case END -> next = end;
        }
        progress.accept(next);
      }
    }
    return next;
  }

  /** Names entries that are nowhere; where the journal goes on. */
  private long gone(long next, long end) {
    long begin = book.journal().first();
    long to = begin > next ? Math.min(begin, end) : end;
    traceable = false;
    filled = 0;
    damage.add(
        new Damage(
            book.book(),
            next,
            to,
            "books/%s/journal".formatted(book.book().id()),
            "entries are in no segment and no journal file"));
    return to;
  }

  private void take(JournalCursor cursor) {
    checkPayload(cursor);
    if (!traceable) {
      return;
    }
    hasher.leaf(cursor.array(), cursor.offset(), cursor.length(), leaves, filled++ * Hash.BYTES);
    if (filled == TreeWalk.BLOCK) {
      filled = 0;
      long first = walk.size();
      if (!walk.block(leaves, kept(first))) {
        damage.add(
            new Damage(
                book.book(),
                first,
                first + TreeWalk.BLOCK,
                "books/%s/journal".formatted(book.book().id()),
                "these entries are not those whose hash was kept when they were received"));
      }
    }
  }

  // Known since the entries were received in this run, or since the start read them.
  private Optional<Hash> kept(long index) {
    byte[] root = new byte[Hash.BYTES];
    return book.tree().level1(index / TreeWalk.BLOCK, root, 0)
        ? Optional.of(Hash.of(root))
        : Optional.empty();
  }

  private void checkPayload(JournalCursor cursor) {
    try {
      Entry entry = Entry.parse(cursor.array(), cursor.offset(), cursor.length());
      PayloadCheck.check(book, cursor.index(), entry).ifPresent(damage::add);
    } catch (MalformedEntryException e) {
      damage.add(
          new Damage(
              book.book(),
              cursor.index(),
              cursor.index() + 1,
              "journal",
              "no entry: " + e.getMessage()));
    }
  }

  // The hashes of lost entries are lost with them: behind them no root can be computed, and the
  // entries there are held by the checks of their frames alone.
  private void lost(JournalCursor cursor) {
    var found = cursor.damage();
    if (!found.range().isEmpty()) {
      traceable = false;
      filled = 0;
    }
    add(found);
  }

  private void add(io.akashi.store.internal.journal.Damage found) {
    Path file = found.file().getFileName();
    Damage named =
        new Damage(
            book.book(),
            found.range().first(),
            found.range().end(),
            "books/%s/journal/%s".formatted(book.book().id(), file),
            "bytes %d to %d: %s".formatted(found.from(), found.to(), found.reason()));
    if (!damage.contains(named)) {
      damage.add(named);
    }
  }
}
