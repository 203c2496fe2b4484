package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * Gives the durable entries of one book in their order, each segment and the journal read once from
 * front to back. For one thread.
 */
final class OwnReading {
  private final OpenBook book;
  private final ObjLongConsumer<Arrival> reader;
  private long next;

  OwnReading(OpenBook book, long from, ObjLongConsumer<Arrival> reader) {
    this.book = book;
    this.next = from;
    this.reader = reader;
  }

  /**
   * As {@link io.akashi.store.Store#read}.
   *
   * @throws IOException when an entry cannot be read
   */
  long read() throws IOException {
    boolean isAtEnd = false;
    while (!isAtEnd) {
      while (next < book.sealed().end()) {
        segment();
      }
      isAtEnd = journal();
    }
    return next;
  }

  private void segment() throws IOException {
    List<String> unreadable = new ArrayList<>();
    try (Catalogue.Held held = book.sealed().catalogue().hold(next)) {
      if (held.segments().isEmpty()) {
        throw missing("no segment holds it");
      }
      Segment segment = held.segments().getFirst();
      IndexRange rest = IndexRange.between(next, segment.range().end());
      try (EntryCursor cursor = segment.read(rest, (range, why) -> unreadable.add(why))) {
        while (cursor.next() && cursor.index() == next) {
          byte[] octets = Sealed.join(cursor.header(), cursor.payload());
          give(octets, 0, octets.length);
        }
      }
      if (next < rest.end()) {
        throw missing(unreadable.isEmpty() ? "its segment lacks it" : unreadable.getFirst());
      }
    }
  }

  /** False when a seal took entries out meanwhile: then they are in a segment. */
  private boolean journal() throws IOException {
    try (JournalCursor cursor = book.journal().read(next)) {
      while (true) {
        switch (cursor.next()) {
          case ENTRY -> give(cursor.array(), cursor.offset(), cursor.length());
          case END -> {
            return true;
          }
          case DAMAGE -> throw missing(cursor.damage().toString());
          case FORGOTTEN -> {
            if (next >= book.sealed().end()) {
              throw missing("it is in no segment and no journal file");
            }
            return false;
          }
        }
      }
    }
  }

  private void give(byte[] array, int offset, int length) throws IOException {
    try {
      Entry entry = Entry.parse(array, offset, length);
      byte[] payload =
          entry.isPayloadBeside()
              ? book.payloads().read(entry.header().digest().orElseThrow(), entry.header().length())
              : entry.payload();
      reader.accept(entry.header().toArrival(payload), next);
      next++;
    } catch (MalformedEntryException e) {
      throw missing(String.valueOf(e.getMessage()));
    }
  }

  private IOException missing(String why) {
    return new IOException(
        "帳簿 %1$s の記録 %2$d を読めません（%3$s）。./akashi verify を実行してください。 / Cannot read entry %2$d of book %1$s (%3$s): run ./akashi verify."
            .formatted(book.book().id(), next, why));
  }
}
