package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.store.Entry;
import io.akashi.store.MalformedEntryException;
import java.io.IOException;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** Gives the durable entries of one book in their order. */
final class OwnReading {
  private static final int STEP = 512;

  private final OpenBook book;

  OwnReading(OpenBook book) {
    this.book = book;
  }

  /**
   * As {@link io.akashi.store.Store#read}.
   *
   * @throws IOException when an entry cannot be read
   */
  long read(long from, ObjLongConsumer<Arrival> reader) throws IOException {
    long end = book.journal().durableEnd();
    long next = from;
    while (next < end) {
      List<byte[]> entries = book.read(next, (int) Math.min(STEP, end - next));
      for (byte[] octets : entries) {
        reader.accept(arrival(octets, next), next);
        next++;
      }
    }
    return next;
  }

  private Arrival arrival(byte[] octets, long index) throws IOException {
    try {
      Entry entry = Entry.parse(octets);
      byte[] payload =
          entry.isPayloadBeside()
              ? book.payloads().read(entry.header().digest().orElseThrow(), entry.header().length())
              : entry.payload();
      return entry.header().toArrival(payload);
    } catch (MalformedEntryException e) {
      throw new IOException(
          "帳簿 %1$s の記録 %2$d を読めません（%3$s）。 / Cannot read entry %2$d of book %1$s: %3$s."
              .formatted(book.book().id(), index, e.getMessage()),
          e);
    }
  }
}
