package io.akashi.server.internal.endpoint;

import io.akashi.event.Column;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query from the parameters of {@code /api/v1/events}; the names are those of {@code akashi
 * search}.
 */
final class EventsQuery {
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
  private static final Set<String> OTHERS =
      Set.of("from", "to", "book", "object", "text", "sort", "order", "limit", "page");

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
  static Query of(Map<String, String[]> parameters, ZoneId zone) {
    return new EventsQuery(parameters, zone).read();
  }

  private Query read() {
    for (String name : parameters.keySet()) {
      if (!OTHERS.contains(name) && !FILTERS.containsKey(name)) {
        Set<String> known = new TreeSet<>(OTHERS);
        known.addAll(FILTERS.keySet());
        throw Problem.badRequest(
            "知らない条件があります。 / unknown parameter '%s'; known are %s".formatted(name, known));
      }
    }
    Query.Builder query =
        Query.builder()
            .from(time("from"))
            .to(time("to"))
            .book(one("book"))
            .object(one("object"))
            .text(one("text"))
            .page(one("page"));
    FILTERS.forEach((name, column) -> query.where(column, one(name)));
    String sort = one("sort");
    if (sort != null) {
      query.sort(Column.of(sort).orElseThrow(() -> wrong("sort", sort, "a column")));
    }
    String order = one("order");
    if (order != null) {
      if (!order.equals("asc") && !order.equals("desc")) {
        throw wrong("order", order, "asc or desc");
      }
      query.descending(order.equals("desc"));
    }
    String limit = one("limit");
    if (limit != null) {
      if (!limit.matches("\\d{1,6}")) {
        throw wrong("limit", limit, "a number from 1 to " + Query.MAX_LIMIT);
      }
      query.limit(Integer.parseInt(limit));
    }
    return query.build();
  }

  private @Nullable String one(String name) {
    String[] values = parameters.get(name);
    if (values == null || values.length == 0) {
      return null;
    }
    if (values.length > 1) {
      throw Problem.badRequest(
          "条件 %1$s が二度あります。 / the parameter %1$s stands more than once".formatted(name));
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
      throw wrong(name, text, "a time, e.g. 2026-11-22 or 2026-11-22T09:30:00+09:00");
    }
  }

  private static Problem wrong(String name, String value, String expected) {
    String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    return Problem.badRequest(
        "条件 %1$s の値が正しくありません。 / %1$s = '%2$s' is not %3$s".formatted(name, shown, expected));
  }
}
