package io.akashi.store.internal.book;

import io.akashi.event.AuditEvent;
import io.akashi.store.Book;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.search.HotRows;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a book's journal from its own position, decodes, and makes the rows searchable. It lags
 * under a burst and never holds more than one step's rows; nothing waits for it but a seal. Stepped
 * by one thread; {@link #position} and {@link #lastReceivedMicros} may be read by any.
 */
final class Follower implements Closeable {
  /** Entries whose rows are fed to the engine in one go, at most. */
  static final int STEP = HotRows.TABLE_ENTRIES;

  private final Book book;
  private final Journal journal;
  private final EntryDecoder decoder;
  private final HotRows rows;
  private JournalCursor cursor;
  private volatile long position;
  private volatile long lastReceivedMicros;

  Follower(Book book, Journal journal, EntryDecoder decoder, HotRows rows) {
    this.book = book;
    this.journal = journal;
    this.decoder = decoder;
    this.rows = rows;
    this.position = rows.next();
    this.cursor = journal.read(position);
  }

  HotRows rows() {
    return rows;
  }

  /** Entries below this are searchable. */
  long position() {
    return position;
  }

  /** When the last entry that is searchable was received; 0 before the first. */
  long lastReceivedMicros() {
    return lastReceivedMicros;
  }

  /** Number of durable entries that are not searchable yet. */
  long lag() {
    return Math.max(0, journal.durableEnd() - position);
  }

  /**
   * Makes further entries searchable: all that are durable, but not beyond a multiple of {@link
   * #STEP}. So whoever lags gives whole tables.
   *
   * @return how many; 0 when it has caught up
   */
  int step() throws IOException {
    long stop = position - position % STEP + STEP;
    List<AuditEvent> events = new ArrayList<>();
    long received = lastReceivedMicros;
    long at = position;
    while (at < stop) {
      JournalCursor.Step step = cursor.next();
      if (step == JournalCursor.Step.END) {
        break;
      }
      if (step == JournalCursor.Step.FORGOTTEN) {
        return at == position ? skip() : finish(received, at);
      }
      if (step == JournalCursor.Step.ENTRY) {
        received = decoder.decode(book, cursor, events);
        rows.add(events);
        events.clear();
      }
      at = cursor.nextIndex();
    }
    return at == position ? 0 : finish(received, at);
  }

  /** Goes on where the journal does: what is before is in no segment either, and lost. */
  private int skip() throws IOException {
    long begin = journal.first();
    if (begin <= position) {
      return 0;
    }
    cursor.close();
    cursor = journal.read(begin);
    rows.flush(begin);
    position = begin;
    return 1;
  }

  private int finish(long received, long end) {
    rows.flush(end);
    int read = Math.toIntExact(end - position);
    position = end;
    lastReceivedMicros = received;
    return read;
  }

  /** Makes everything durable searchable. */
  void catchUp() throws IOException {
    int read;
    do {
      read = step();
    } while (read > 0);
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
