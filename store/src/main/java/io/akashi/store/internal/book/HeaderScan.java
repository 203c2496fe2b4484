package io.akashi.store.internal.book;

import io.akashi.store.Damage;
import io.akashi.store.Entry;
import io.akashi.store.EntryHeader;
import io.akashi.store.IndexRange;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.StoreException;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.entry.EntryParser;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Manifest;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;

/**
 * Reads the headers of a book that have a key, received since a time: of the segments of that time
 * first, then of the journal. For one thread.
 */
final class HeaderScan {
  private final OpenBook book;
  private final Engine engine;
  private final String key;
  private final long since;
  private final ObjLongConsumer<EntryHeader> reader;
  private final List<Damage> unreadable = new ArrayList<>();

  /** Index of the next entry to look at. */
  private long next;

  HeaderScan(
      OpenBook book,
      Engine engine,
      String key,
      long sinceMicros,
      ObjLongConsumer<EntryHeader> reader) {
    this.book = book;
    this.engine = engine;
    this.key = key;
    this.since = sinceMicros;
    this.reader = reader;
  }

  /** Reads to the durable end; what could not be read. */
  List<Damage> read() throws StoreException {
    try {
      boolean isAtEnd = false;
      while (!isAtEnd) {
        segments();
        isAtEnd = journal();
      }
      return unreadable;
    } catch (IOException | EngineException e) {
      throw new StoreException(
          "記録の見出しを調べられません（%1$s）。./akashi verify を実行してください。 / cannot read the headers of the entries (%1$s); run ./akashi verify"
              .formatted(e.getMessage()),
          e);
    }
  }

  private void segments() {
    try (Catalogue.Held held = book.sealed().catalogue().hold()) {
      for (Segment segment : held.segments()) {
        if (segment.range().end() > next) {
          if (isSince(segment)) {
            segment(segment);
          }
          next = segment.range().end();
        }
      }
    }
  }

  /** Without a time in the manifest nobody knows. */
  private boolean isSince(Segment segment) {
    Manifest.Span received = segment.manifest().received();
    return received == null || received.last() >= since;
  }

  private void segment(Segment segment) {
    Optional<String> trouble = segment.trouble(SegmentFiles.ENTRIES);
    if (trouble.isPresent()) {
      lost(segment.range(), trouble.get());
      return;
    }
    try {
      columns(segment);
    } catch (EngineException e) {
      if (e.reason() != EngineException.Reason.FAILED) {
        throw e;
      }
      // A damaged page ends DuckDB's reading; ours steps over it.
      pages(segment);
    }
  }

  private void columns(Segment segment) {
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT \"index\", received, header FROM read_parquet([%s])"
                  .formatted(Sql.literal(segment.entries()))
              + " WHERE \"index\" >= ? AND received >= ? AND contains(header, ?)"
              + " ORDER BY \"index\"",
          List.of(next, since, " " + key + "="),
          chunk -> {
            for (int i = 0; i < chunk.rowCount(); i++) {
              byte[] rest = chunk.vector(2).getString(i).getBytes(StandardCharsets.UTF_8);
              take(chunk.vector(0).getLong(i), chunk.vector(1).getLong(i), rest);
            }
            return true;
          });
    }
  }

  private void take(long index, long received, byte[] rest) {
    try {
      give(EntryParser.parse(received, rest), index);
    } catch (MalformedEntryException e) {
      lost(new IndexRange(index, 1), String.valueOf(e.getMessage()));
    }
    next = index + 1;
  }

  private void pages(Segment segment) {
    IndexRange range = IndexRange.between(next, segment.range().end());
    try (EntryCursor cursor = segment.read(range, this::lost)) {
      while (cursor.next()) {
        byte[] header = cursor.header();
        if (holds(header, 0, header.length)) {
          byte[] entry = Sealed.join(header, cursor.payload());
          parse(cursor.index(), entry, 0, entry.length);
        }
      }
    }
  }

  /** Reads what no segment has; false when a seal took some of it out meanwhile. */
  private boolean journal() throws IOException {
    long before = next;
    try (JournalCursor cursor = book.journal().read(next)) {
      while (true) {
        JournalCursor.Step step = cursor.next();
        next = Math.max(next, cursor.nextIndex());
        switch (step) {
          case ENTRY -> {
            int header = Math.min(cursor.length(), Entry.MAX_HEADER_BYTES);
            if (holds(cursor.array(), cursor.offset(), header)) {
              parse(cursor.index(), cursor.array(), cursor.offset(), cursor.length());
            }
          }
          case DAMAGE -> lost(cursor.damage().range(), cursor.damage().reason());
          case END -> {
            return true;
          }
          case FORGOTTEN -> {
            if (next >= book.sealed().end() && next == before) {
              // Neither journal nor segment has it: verify names it, the rest is read.
              next = Math.max(next + 1, book.journal().first());
            }
            return false;
          }
        }
      }
    }
  }

  /** Whether the header line in those bytes has the key. */
  private boolean holds(byte[] array, int offset, int length) {
    int at = 0;
    for (int i = offset; i < offset + length && array[i] != '\n'; i++) {
      // Keys follow a space, which no value holds.
      if (array[i] == ' ') {
        at = 1;
      } else if (at > 0 && at <= key.length() && array[i] == key.charAt(at - 1)) {
        at++;
      } else if (at == key.length() + 1 && array[i] == '=') {
        return true;
      } else {
        at = 0;
      }
    }
    return false;
  }

  private void parse(long index, byte[] array, int offset, int length) {
    try {
      give(Entry.parse(array, offset, length).header(), index);
    } catch (MalformedEntryException e) {
      lost(new IndexRange(index, 1), String.valueOf(e.getMessage()));
    }
  }

  private void give(EntryHeader header, long index) {
    if (header.receivedMicros() >= since && header.keys().containsKey(key)) {
      reader.accept(header, index);
    }
  }

  private void lost(IndexRange range, String why) {
    String place = "books/" + book.book().id();
    unreadable.add(new Damage(book.book(), range.first(), range.end(), place, why));
  }
}
