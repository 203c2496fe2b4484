package io.akashi.server.internal.endpoint;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Store;
import io.akashi.store.StoreException;
import io.akashi.tlog.TilePath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Records that somebody reads a book bundle by bundle: one look for each caller and book in ten
 * minutes, not one for each of a million bundles.
 */
final class BundleLooks {
  private static final Duration GAP = Duration.ofMinutes(10);

  private final Store store;
  private final InstantSource clock;
  private final Map<String, Instant> last = new HashMap<>();

  BundleLooks(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Writes the look, durable when this returns, unless one was written a short while ago. */
  synchronized void record(Look look, Book book, TilePath path) throws StoreException {
    Instant now = clock.instant();
    last.values().removeIf(at -> at.plus(GAP).isBefore(now));
    String key = look.user() + " " + look.terminal() + " " + book.id();
    if (last.containsKey(key)) {
      return;
    }
    store.house(
        AuditEvent.builder()
            .set(Column.OCCURRED_AT, now)
            .set(Column.KIND, Kind.EXPORT.id())
            .set(Column.OUTCOME, Outcome.SUCCESS.id())
            .set(Column.USER_ID, look.user())
            .set(Column.USER_ROLE, look.role())
            .set(Column.TERMINAL, look.terminal())
            .set(Column.PROGRAM, look.via())
            .set(Column.OBJECT_TYPE, Look.BOOK)
            .set(Column.OBJECT_ID, book.id())
            .set(Column.OBJECT_NAME, path.format())
            .build());
    last.put(key, now);
  }
}
