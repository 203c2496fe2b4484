package io.akashi.store.internal.book;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.store.Book;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.StoreException;
import io.akashi.store.StoreOptions;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes each look to the book {@code house} before it is answered: the query, not the result. */
final class Looks {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}._:/@+-]+");

  private final OpenStore store;
  private final StoreOptions options;

  Looks(OpenStore store, StoreOptions options) {
    this.store = store;
    this.options = options;
  }

  /** One query. */
  void record(Look look, Query query) throws StoreException {
    record(of(look, query).build());
  }

  /** One query that was not answered, for it is outside of the scope. */
  void refused(Look look, Query query) throws StoreException {
    record(of(look, query).set(Column.OUTCOME, Outcome.SERIOUS.id()).build());
  }

  private AuditEvent.Builder of(Look look, Query query) {
    return event(look, Kind.SEARCH)
        .set(Column.ACTION, "E")
        .set(Column.OBJECT_TYPE, Look.QUERY)
        .set(Column.PATIENT_ID, query.equal().get(Column.PATIENT_ID))
        .set(Column.MESSAGE, typed(query));
  }

  /** One entry opened. */
  void record(Look look, Book book, long index) throws StoreException {
    record(of(look, book, index).build());
  }

  /** One entry that was not opened, for it is outside of the scope. */
  void refused(Look look, Book book, long index) throws StoreException {
    record(of(look, book, index).set(Column.OUTCOME, Outcome.SERIOUS.id()).build());
  }

  private AuditEvent.Builder of(Look look, Book book, long index) {
    return event(look, Kind.READ)
        .set(Column.ACTION, "R")
        .set(Column.OBJECT_TYPE, Look.ENTRY)
        .set(Column.OBJECT_ID, book.id() + "/" + index);
  }

  /** The query as the options of {@code akashi search}; those that are as usual are left out. */
  private static String typed(Query query) {
    StringJoiner options = new StringJoiner(" ");
    option(options, "from", query.from());
    option(options, "to", query.to());
    option(options, "book", query.book());
    query.equal().forEach((column, value) -> option(options, name(column), value));
    option(options, "object", query.object());
    option(options, "text", query.text());
    if (query.anyForm()) {
      options.add("--any-form");
    }
    if (query.withLooks()) {
      options.add("--with-looks");
    }
    if (query.sort() != Column.OCCURRED_AT || !query.descending()) {
      option(options, "sort", query.sort().id() + (query.descending() ? ":desc" : ":asc"));
    }
    if (query.limit() != Query.DEFAULT_LIMIT) {
      option(options, "limit", query.limit());
    }
    option(options, "page", query.page());
    return options.length() == 0 ? "条件なし / no conditions" : options.toString();
  }

  private static String name(Column filter) {
    return switch (filter) {
      case USER_ID -> "user";
      case PATIENT_ID -> "patient";
      default -> filter.id();
    };
  }

  /** A value that a shell would not take as one word stands in quotes, as a person types it. */
  private static void option(StringJoiner options, String name, @Nullable Object value) {
    if (value != null) {
      String text = value.toString();
      String word = WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
      options.add("--" + name + " " + word);
    }
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
