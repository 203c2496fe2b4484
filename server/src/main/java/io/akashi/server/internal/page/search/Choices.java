package io.akashi.server.internal.page.search;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.internal.page.events.Asked;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Book;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the fields of the form can be set to, in the language of the page. */
final class Choices {
  private Choices() {}

  /**
   * One of the values of a list.
   *
   * @param id as the address has it
   */
  record Choice(String id, String name) {}

  static List<Choice> kinds(Frame frame) {
    return Arrays.stream(Kind.values())
        .map(kind -> new Choice(kind.id(), Cell.name(Column.KIND, kind.id(), frame)))
        .toList();
  }

  static List<Choice> outcomes(Frame frame) {
    return Arrays.stream(Outcome.values())
        .map(outcome -> new Choice(outcome.id(), Cell.name(Column.OUTCOME, outcome.id(), frame)))
        .toList();
  }

  static List<Choice> books(Frame frame) {
    return Stream.concat(Arrays.stream(Book.values()).map(Book::id), Stream.of(Filters.ALL_BOOKS))
        .map(id -> new Choice(id, Asked.book(id, frame)))
        .toList();
  }

  static List<Choice> sorts(Frame frame) {
    return Stream.of(
            Column.OCCURRED_AT,
            Column.RECEIVED_AT,
            Column.OBJECT_CREATED_AT,
            Column.USER_ID,
            Column.PATIENT_ID,
            Column.ASSET)
        .map(column -> new Choice(column.id(), Cell.heading(column, frame)))
        .toList();
  }
}
