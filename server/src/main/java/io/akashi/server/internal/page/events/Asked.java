package io.akashi.server.internal.page.events;

import io.akashi.event.Column;
import io.akashi.server.internal.page.frame.Frame;
import io.akashi.store.Book;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the conditions of a search, as a person reads it.
 *
 * @param text key of its name
 * @param value in the language of the page
 * @param without address of the same page without it
 */
public record Asked(String text, String value, String without) {
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

  /**
   * The conditions of a page, to be seen and taken back.
   *
   * @param path of the page
   */
  public static List<Asked> of(Filters filters, String path, Frame frame) {
    return filters.all().entrySet().stream()
        .filter(each -> NAMED.contains(each.getKey()))
        .map(each ->
            new Asked(
                "events.filter." + each.getKey(),
                value(each.getKey(), each.getValue(), filters, frame),
                filters.without(each.getKey()).at(path)))
        .toList();
  }

  /** Key of the name of a condition, or null for what has none. */
  public static @Nullable String label(@Nullable String name) {
    return name != null && NAMED.contains(name) ? "events.filter." + name : null;
  }

  private static String value(String name, String typed, Filters filters, Frame frame) {
    return switch (name) {
      case "from", "to" -> VisibleText.line(filters.time(name)).replace('T', ' ');
      case "kind" -> Cell.name(Column.KIND, typed, frame);
      case "outcome" -> Cell.name(Column.OUTCOME, typed, frame);
      case "book" -> book(typed, frame);
      case "any-form", "with-looks" -> typed.equals("true") ? "✓" : VisibleText.line(typed);
      default -> VisibleText.line(typed);
    };
  }

  /** A value of the condition {@code book}. */
  public static String book(String typed, Frame frame) {
    return typed.equals(Filters.ALL_BOOKS)
        ? frame.say("すべて（証自身の記録も）", "all, Akashi's own too")
        : Book.of(typed).map(frame::name).orElseGet(() -> VisibleText.line(typed));
  }
}
