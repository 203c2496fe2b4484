package io.akashi.cli.internal.command;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.DecodeStatus;
import io.akashi.event.Kind;
import io.akashi.intake.ArrivalSink;
import io.akashi.intake.Receipt;
import io.akashi.server.Sources;
import io.akashi.store.Book;
import io.akashi.store.DiskFullException;
import io.akashi.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Hands the records of an import to one book, each with the header keys that say how it is to be
 * read, and counts those that nobody can read. Used by one thread.
 */
final class ImportSink implements ArrivalSink {
  private final Store store;
  private final Book book;
  private final Sources sources;
  private final Map<String, String> keys;
  private long unreadable;
  private long unclassified;

  ImportSink(Store store, Book book, Sources sources, Map<String, String> keys) {
    this.store = store;
    this.book = book;
    this.sources = sources;
    this.keys = keys;
  }

  Book book() {
    return book;
  }

  /** Records since {@link #startCounting} of which nothing could be read; they are kept too. */
  long unreadable() {
    return unreadable;
  }

  /** Records since then of which nobody has said what they mean. */
  long unclassified() {
    return unclassified;
  }

  void startCounting() {
    unreadable = 0;
    unclassified = 0;
  }

  @Override
  public CompletableFuture<Receipt> accept(List<Arrival> arrivals) throws InterruptedException {
    List<Arrival> marked = arrivals.stream().map(this::mark).toList();
    marked.forEach(this::count);
    try {
      return store
          .append(book, marked)
          .thenApply(range -> new Receipt(book.id(), range.first(), range.count()));
    } catch (DiskFullException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private Arrival mark(Arrival arrival) {
    Map<String, String> all = new LinkedHashMap<>(arrival.keys());
    all.putAll(keys);
    return new Arrival(
        arrival.receivedMicros(),
        arrival.source(),
        arrival.transport(),
        arrival.peer(),
        arrival.framing(),
        all,
        arrival.payload());
  }

  private void count(Arrival arrival) {
    List<AuditEvent> events = sources.decode(arrival);
    if (holds(events, Column.DECODE_STATUS, DecodeStatus.UNREADABLE.id())) {
      unreadable++;
    } else if (holds(events, Column.KIND, Kind.UNCLASSIFIED.id())) {
      unclassified++;
    }
  }

  private static boolean holds(List<AuditEvent> events, Column column, String value) {
    return events.stream().anyMatch(event -> value.equals(event.text(column)));
  }
}
