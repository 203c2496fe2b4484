package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.event.SourceId;
import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.journal.Payloads;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the rows of an entry: takes the payload from beside where it lies there, decodes, and gives
 * every row its place. The same for hot rows, rebuilt segments and {@code verify --deep}. Safe for
 * use by many threads.
 */
public final class EntryDecoder {
  private final Function<Arrival, List<AuditEvent>> decoder;
  private final Map<Book, Payloads> payloads;

  /**
   * @param decoder reads the arrivals of other sources than Akashi itself
   * @param payloads where each book keeps its long payloads
   */
  public EntryDecoder(Function<Arrival, List<AuditEvent>> decoder, Map<Book, Payloads> payloads) {
    this.decoder = decoder;
    this.payloads = Map.copyOf(payloads);
  }

  /**
   * Appends the rows of the entry the cursor stands on.
   *
   * @return when the entry was received, in microseconds
   */
  long decode(Book book, JournalCursor cursor, List<AuditEvent> into) {
    return decode(book, cursor.index(), cursor.array(), cursor.offset(), cursor.length(), into);
  }

  /**
   * Appends the rows of the entry in {@code array[offset..offset+length)}.
   *
   * @return when the entry was received, in microseconds; 0 when its header cannot be read
   */
  public long decode(
      Book book, long index, byte[] array, int offset, int length, List<AuditEvent> into) {
    Entry entry;
    try {
      entry = Entry.parse(array, offset, length);
    } catch (MalformedEntryException e) {
      into.add(unreadable(String.valueOf(e.getMessage())).at(book.id(), index, 0));
      return 0;
    }
    int part = 0;
    for (AuditEvent event : events(book, entry)) {
      into.add(event.at(book.id(), index, part++));
    }
    return entry.header().receivedMicros();
  }

  private List<AuditEvent> events(Book book, Entry entry) {
    byte[] payload = entry.payload();
    if (entry.isPayloadBeside()) {
      try {
        payload = payloadBeside(book, entry);
      } catch (IOException e) {
        return List.of(
            unreadable("the payload beside the entry cannot be read: " + e.getMessage()).toBuilder()
                .set(Column.RECEIVED_AT, entry.header().receivedMicros())
                .set(Column.OCCURRED_AT, entry.header().receivedMicros())
                .set(Column.TIME_QUALITY, "received")
                .set(Column.SOURCE, entry.header().source().value())
                .build());
      }
    }
    Arrival arrival = entry.header().toArrival(payload);
    return arrival.source().equals(SourceId.AKASHI)
        ? OwnEntries.decode(arrival)
        : decoder.apply(arrival);
  }

  private byte[] payloadBeside(Book book, Entry entry) throws IOException {
    Payloads beside = payloads.get(book);
    String digest = entry.header().digest().orElseThrow();
    if (beside == null) {
      throw new IOException("book %s keeps no payloads".formatted(book.id()));
    }
    return beside.read(digest, entry.header().length());
  }

  private static AuditEvent unreadable(String note) {
    return AuditEvent.builder()
        .set(Column.KIND, Kind.UNCLASSIFIED.id())
        .set(Column.DECODE_STATUS, DecodeStatus.UNREADABLE.id())
        .set(Column.DECODE_NOTE, note)
        .build();
  }
}
