package io.akashi.server.internal.fhir;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logical id of an event as a FHIR resource, {@code clinical-4711-0}: letters, digits and hyphens
 * as FHIR wants them (http://hl7.org/fhir/R4/datatypes.html#id).
 *
 * @param book book of its entry
 * @param index index of the entry, from 0
 * @param part which event of the entry, from 0
 */
record EventId(Book book, long index, int part) {
  private static final Pattern FORM = Pattern.compile("([a-z]+)-(\\d{1,18})-(\\d{1,9})");

  static EventId of(AuditEvent row) {
    Book book = Book.of(String.valueOf(row.text(Column.BOOK))).orElseThrow();
    return new EventId(
        book,
        row.get(Column.INDEX) instanceof Long index ? index : 0,
        row.get(Column.PART) instanceof Integer part ? part : 0);
  }

  /**
   * @throws Problem 404 when it is no id of an event
   */
  static EventId parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw unknown();
    }
    return new EventId(
        Book.of(parts.group(1)).orElseThrow(EventId::unknown),
        Long.parseLong(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  static Problem unknown() {
    return Problem.notFound("このIDのAuditEventはありません。 / there is no AuditEvent of this id");
  }

  @Override
  public String toString() {
    return book.id() + "-" + index + "-" + part;
  }
}
