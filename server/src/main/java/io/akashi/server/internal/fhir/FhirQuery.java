package io.akashi.server.internal.fhir;

import io.akashi.event.Column;
import io.akashi.event.Kind;
import io.akashi.event.Outcome;
import io.akashi.server.internal.web.Problem;
import io.akashi.store.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a search for AuditEvents (http://hl7.org/fhir/R4/auditevent.html#search, IHE ITI-81). A
 * parameter that is not known is refused, for an answer that leaves a condition out would be wrong.
 */
final class FhirQuery {
  private static final int DEFAULT_COUNT = 100;
  private static final int MOST_COUNT = 1_000;
  private static final Map<String, Column> VALUES =
      Map.of(
          "patient", Column.PATIENT_ID,
          "patient.identifier", Column.PATIENT_ID,
          "agent", Column.USER_ID,
          "agent.identifier", Column.USER_ID,
          "user", Column.USER_ID,
          "address", Column.ADDRESS,
          "source", Column.SOURCE,
          "source.identifier", Column.SOURCE,
          "site", Column.SYSTEM);
  private static final Map<Integer, ChronoUnit> PRECISION =
      Map.of("2026".length(), ChronoUnit.YEARS, "2026-11".length(), ChronoUnit.MONTHS);

  private final ZoneId zone;
  private final Query.Builder query = Query.builder();
  private @Nullable Instant from;
  private @Nullable Instant to;

  private FhirQuery(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * The query of a request.
   *
   * @param parameters names and values as they came
   * @param zone zone of dates
   * @throws Problem 400 for a parameter or value that is none
   */
  static Query of(Map<String, String[]> parameters, ZoneId zone) {
    FhirQuery read = new FhirQuery(zone);
    read.query.limit(DEFAULT_COUNT);
    parameters.forEach((name, values) -> {
      for (String value : values) {
        read.take(name, value);
      }
    });
    return read.query.from(read.from).to(read.to).build();
  }

  private void take(String name, String value) {
    Column column = VALUES.get(name);
    if (column != null) {
      query.where(column, identifier(value));
      return;
    }
    switch (name) {
      case "date" -> date(value);
      case "outcome" -> query.outcome(outcome(value));
      case "subtype", "type" -> query.kind(kind(name, value));
      case "entity.identifier", "entity-name" -> query.object(identifier(value));
      case "_count" -> query.limit(count(value));
      case "_sort" -> query.descending(descending(value));
      case "_page" -> query.page(value);
      case "_format" -> {
        // Checked before: there is JSON alone.
      }
      default ->
          throw Problem.badRequest(
              "検索条件 %1$s は使えません。 / the search parameter %1$s is not supported; see /fhir/metadata"
                  .formatted(shorten(name)));
    }
  }

  /** {@code system|value}, {@code Patient/value} or {@code value}. */
  private static String identifier(String value) {
    String bare = value.substring(value.indexOf('|') + 1);
    return bare.substring(bare.lastIndexOf('/') + 1);
  }

  private static String outcome(String value) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> Integer.toString(outcome.code()).equals(identifier(value)))
        .map(Outcome::id)
        .findFirst()
        .orElseThrow(() -> wrong("outcome", value, "0, 4, 8 or 12"));
  }

  private static String kind(String name, String value) {
    return Kind.of(identifier(value))
        .map(Kind::id)
        .orElseThrow(() -> wrong(name, value, "a code of " + Fhir.KINDS + ", e.g. read"));
  }

  private static int count(String value) {
    int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
    if (number < 1) {
      throw wrong("_count", value, "a number from 1");
    }
    return Math.min(number, MOST_COUNT);
  }

  private static boolean descending(String value) {
    return switch (value) {
      case "date" -> false;
      case "-date" -> true;
      default -> throw wrong("_sort", value, "date or -date");
    };
  }

  /** A date with its prefix; two of them make a range (http://hl7.org/fhir/R4/search.html#date). */
  private void date(String value) {
    String prefix = value.matches("[a-z]{2}.*") ? value.substring(0, 2) : "eq";
    String time = value.matches("[a-z]{2}.*") ? value.substring(2) : value;
    Instant start = start(time);
    Instant end = end(time, start);
    switch (prefix) {
      case "eq" -> {
        from(start);
        to(end);
      }
      case "ge" -> from(start);
      case "gt", "sa" -> from(end);
      case "le" -> to(end);
      case "lt", "eb" -> to(start);
      default -> throw wrong("date", value, "a date with eq, ge, gt, sa, le, lt or eb");
    }
  }

  private void from(Instant moment) {
    from = from == null || moment.isAfter(from) ? moment : from;
  }

  private void to(Instant moment) {
    to = to == null || moment.isBefore(to) ? moment : to;
  }

  private Instant start(String time) {
    try {
      return switch (time.length()) {
        case 4 -> LocalDate.of(Integer.parseInt(time), 1, 1).atStartOfDay(zone).toInstant();
        case 7 -> YearMonth.parse(time).atDay(1).atStartOfDay(zone).toInstant();
        case 10 -> LocalDate.parse(time).atStartOfDay(zone).toInstant();
        default -> OffsetDateTime.parse(time).toInstant();
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw wrong("date", time, "a date such as 2026-11-22 or 2026-11-22T09:30:00+09:00");
    }
  }

  private Instant end(String time, Instant start) {
    if (time.length() <= "2026-11-22".length()) {
      ChronoUnit unit = PRECISION.getOrDefault(time.length(), ChronoUnit.DAYS);
      return start.atZone(zone).plus(1, unit).toInstant();
    }
    return time.contains(".") ? start.plusMillis(1) : start.plusSeconds(1);
  }

  private static Problem wrong(String name, String value, String expected) {
    return Problem.badRequest(
        "検索条件 %1$s に %2$s は使えません。 / %1$s=%2$s is not %3$s"
            .formatted(name, shorten(value), expected));
  }

  private static String shorten(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
