package io.akashi.store.internal.book;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;

/** Writes each look to the book {@code house} before it is answered: the query, not the result. */
final class Looks {
  private final OpenStore store;
  private final StoreOptions options;

  Looks(OpenStore store, StoreOptions options) {
    this.store = store;
    this.options = options;
  }

  /** One query. */
  void record(Look look, Query query) throws StoreException {
    String patient = query.equal().get(Column.PATIENT_ID);
    record(
        event(look, Kind.SEARCH)
            .set(Column.ACTION, "E")
            .set(Column.OBJECT_TYPE, "query")
            .set(Column.PATIENT_ID, patient)
            .set(Column.MESSAGE, query.toString())
            .build());
  }

  /** One entry opened. */
  void record(Look look, Book book, long index) throws StoreException {
    record(
        event(look, Kind.READ)
            .set(Column.ACTION, "R")
            .set(Column.OBJECT_TYPE, "entry")
            .set(Column.OBJECT_ID, book.id() + "/" + index)
            .build());
  }

  private AuditEvent.Builder event(Look look, Kind kind) {
    return AuditEvent.builder()
        .set(Column.KIND, kind.id())
        .set(Column.OCCURRED_AT, options.clock().instant())
        .set(Column.TIME_QUALITY, "stated:Z")
        .set(Column.OUTCOME, "success")
        .set(Column.USER_ID, look.user())
        .set(Column.USER_ROLE, look.role())
        .set(Column.TERMINAL, look.terminal())
        .set(Column.PROGRAM, "akashi " + look.via());
  }

  private void record(AuditEvent event) throws StoreException {
    if (!store.isReadOnly()) {
      store.house(event);
    }
  }
}
