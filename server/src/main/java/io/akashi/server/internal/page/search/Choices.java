package io.akashi.server.internal.page.search;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.internal.page.events.Cell;
import io.akashi.server.internal.page.events.Filters;
import io.akashi.server.internal.page.events.VisibleText;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Book;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the fields of the form can be set to, in the language of the page. */
final class Choices {
  /** Conditions by their names in the address; all else in it does not narrow the answer. */
  private static final Set<String> NAMED =
      Set.of(
          "from",
          "to",
          "user",
          "patient",
          "terminal",
          "address",
          "system",
          "asset",
          "source",
          "book",
          "kind",
          "category",
          "object",
          "outcome",
          "text",
          "any-form",
          "with-looks");

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
    return Arrays.stream(Book.values())
        .map(book -> new Choice(book.id(), frame.say(book.japanese(), book.id())))
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

  /**
   * One of the conditions of a search.
   *
   * @param text key of its name
   * @param value as a person reads it
   * @param without address of the search without it
   */
  record Asked(String text, String value, String without) {}

  /** The conditions, to be seen and taken back. */
  static List<Asked> asked(Filters filters, Frame frame) {
    return filters.all().entrySet().stream()
        .filter(each -> NAMED.contains(each.getKey()))
        .map(each ->
            new Asked(
                "events.filter." + each.getKey(),
                value(each.getKey(), each.getValue(), filters, frame),
                filters.without(each.getKey()).at(SearchPage.PATH)))
        .toList();
  }

  private static String value(String name, String typed, Filters filters, Frame frame) {
    return switch (name) {
      case "from", "to" -> VisibleText.line(filters.time(name)).replace('T', ' ');
      case "kind" -> Cell.name(Column.KIND, typed, frame);
      case "outcome" -> Cell.name(Column.OUTCOME, typed, frame);
      case "book" ->
          Book.of(typed)
              .map(book -> frame.say(book.japanese(), book.id()))
              .orElseGet(() -> VisibleText.line(typed));
      case "any-form", "with-looks" -> typed.equals("true") ? "✓" : VisibleText.line(typed);
      default -> VisibleText.line(typed);
    };
  }
}
