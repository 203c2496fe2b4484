package io.akashi.server.internal.endpoint;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.NearestName;
import io.akashi.event.Outcome;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Book;
import io.akashi.store.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query from the parameters of {@code /api/v1/events}; the names are those of {@code akashi
 * search}.
 */
public final class EventsQuery {
  private static final Map<String, Column> FILTERS =
      Map.of(
          "user", Column.USER_ID,
          "patient", Column.PATIENT_ID,
          "terminal", Column.TERMINAL,
          "address", Column.ADDRESS,
          "system", Column.SYSTEM,
          "asset", Column.ASSET,
          "source", Column.SOURCE,
          "kind", Column.KIND,
          "category", Column.CATEGORY,
          "outcome", Column.OUTCOME);
  private static final List<String> OTHERS =
      List.of(
          "from",
          "to",
          "book",
          "object",
          "text",
          "any-form",
          "with-looks",
          "sort",
          "order",
          "limit",
          "page");

  private static final List<String> ORDERS = List.of("asc", "desc");
  private static final List<String> YES_NO = List.of("false", "true");

  private final Map<String, String[]> parameters;
  private final ZoneId zone;

  private EventsQuery(Map<String, String[]> parameters, ZoneId zone) {
    this.parameters = parameters;
    this.zone = zone;
  }

  /**
   * The query of a request.
   *
   * @param zone zone of times without an offset
   * @throws Problem when a parameter is unknown, stands twice or has no such value
   */
  public static Query of(Map<String, String[]> parameters, ZoneId zone) {
    return new EventsQuery(parameters, zone).read();
  }

  /** Names of all parameters. */
  public static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(OTHERS);
    names.addAll(FILTERS.keySet());
    return names;
  }

  /** The container refuses to read a query string that is not UTF-8 or not percent-encoded. */
  public static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (IllegalStateException e) {
      throw Problem.badRequest(
          "条件を読めません。UTF-8 をパーセント符号化して送ってください。 / the parameters cannot be read: send UTF-8,"
              + " percent-encoded ("
              + e.getMessage()
              + ")");
    }
  }

  private Query read() {
    checkNames();
    Query.Builder query =
        Query.builder()
            .from(time("from"))
            .to(time("to"))
            .book(choice("book", one("book"), ids(Book.values(), Book::id)))
            .object(one("object"))
            .text(one("text"))
            .anyForm("true".equals(choice("any-form", one("any-form"), YES_NO)))
            .withLooks("true".equals(choice("with-looks", one("with-looks"), YES_NO)))
            .page(one("page"))
            .limit(limit());
    FILTERS.forEach((name, column) -> query.where(column, one(name)));
    query.kind(kind());
    query.outcome(choice("outcome", one("outcome"), ids(Outcome.values(), Outcome::id)));
    String sort = choice("sort", one("sort"), ids(Query.SORTS.toArray(Column[]::new), Column::id));
    if (sort != null) {
      query.sort(Column.of(sort).orElseThrow());
    }
    String order = choice("order", one("order"), ORDERS);
    return query.descending(!"asc".equals(order)).build();
  }

  private void checkNames() {
    Set<String> known = names();
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        String all = String.join(", ", known);
        throw Problem.badRequest(
            new Problem.Told(
                null,
                "条件 %s はありません。使えるのは %s です。".formatted(shorten(name), all),
                "there is no parameter '%s'%s; known are %s"
                    .formatted(shorten(name), meant(name, known), all)));
      }
    }
  }

  private int limit() {
    String limit = one("limit");
    if (limit == null) {
      return Query.DEFAULT_LIMIT;
    }
    int number = limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : 0;
    if (number < 1 || number > Query.MAX_LIMIT) {
      throw wrong(
          "limit",
          limit,
          "1 から %1$d の数".formatted(Query.MAX_LIMIT),
          "a number from 1 to " + Query.MAX_LIMIT);
    }
    return number;
  }

  /** A kind is named by its id or in Japanese, as on the command line. */
  private @Nullable String kind() {
    String typed = one("kind");
    Optional<String> named = Optional.ofNullable(typed).flatMap(Kind::named).map(Kind::id);
    return named.isPresent() ? named.get() : choice("kind", typed, Kind.ids());
  }

  /** The value, if it is one of these, or null; a wrong one is answered with the nearest. */
  private static @Nullable String choice(
      String name, @Nullable String value, Collection<String> choices) {
    if (value == null || choices.contains(value)) {
      return value;
    }
    String all = String.join(", ", choices);
    String nearest = NearestName.of(value, choices).map("%s など、"::formatted).orElse("");
    String listed = choices.size() > 12 ? "一覧にあるもの" : all + " のどれか";
    throw wrong(name, value, nearest + listed, "one of %s%s".formatted(all, meant(value, choices)));
  }

  private static String meant(String typed, Collection<String> choices) {
    return NearestName.of(typed, choices).map("; did you mean %s?"::formatted).orElse("");
  }

  private static <T> List<String> ids(T[] all, Function<T, String> id) {
    return Arrays.stream(all).map(id).sorted().toList();
  }

  private @Nullable String one(String name) {
    String[] values = parameters.get(name);
    if (values == null || values.length == 0) {
      return null;
    }
    if (values.length > 1) {
      throw Problem.badRequest(new Problem.Told(name, "が二度あります。", "stands more than once"));
    }
    return values[0].isEmpty() ? null : values[0];
  }

  private @Nullable Instant time(String name) {
    String text = one(name);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == "2026-11-22".length()) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw wrong(
          name,
          text,
          "2026-11-22 または 2026-11-22T09:30 の形の日時",
          "a time, e.g. 2026-11-22 or 2026-11-22T09:30:00+09:00");
    }
  }

  private static Problem wrong(String name, String value, String japanese, String english) {
    return Problem.badRequest(
        new Problem.Told(
            name,
            "に「%s」は使えません。%sを入れてください。".formatted(shorten(value), japanese),
            "= '%s' is not %s".formatted(shorten(value), english)));
  }

  private static String shorten(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
