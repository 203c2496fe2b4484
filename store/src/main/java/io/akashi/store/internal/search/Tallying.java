package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.lookup.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a query finds by time or by value: of sealed events from the rollups of their
 * segments where these tell apart what is asked, and else, and at the ends of the time range that
 * are no full hours, from the rows. For one thread.
 */
final class Tallying {
  private final Query query;
  private final Tally.By by;
  private final Reader reader;
  private final Lease lease;
  private final Map<Long, Long> times = new TreeMap<>();
  private final Map<String, Long> values = new HashMap<>();
  private long without;
  private long others;

  Tallying(Query query, Tally.By by, Reader reader) {
    this.query = query;
    this.by = by;
    this.reader = reader;
    this.lease = reader.lease();
  }

  Tally of(List<Source> sources) {
    List<Source> rest = new ArrayList<>();
    for (Source source : sources) {
      Optional<Rollup> rollup = isRolledUp() ? rollup(source) : Optional.empty();
      if (rollup.isPresent()) {
        add(rollup.get());
        addEnds(source);
      } else {
        rest.add(source);
      }
    }
    addRows(query, rest);
    return switch (by) {
      case Tally.ByTime time -> new Tally(times(time), without, 0);
      case Tally.ByValue value -> mostFrequent(value.most());
    };
  }

  /** Whether rollups tell apart what is asked for. */
  private boolean isRolledUp() {
    boolean known =
        switch (by) {
          case Tally.ByTime time -> time.unit() != ChronoUnit.MINUTES && hasWholeHours(time.zone());
          case Tally.ByValue value -> Rollup.COLUMNS.contains(value.column());
        };
    return known
        && query.text() == null
        && query.object() == null
        && query.scope().systems().isEmpty()
        && Rollup.COLUMNS.containsAll(query.equal().keySet());
  }

  /** Zones that since 1970 differed from UTC by half an hour are asked of the rows. */
  static boolean hasWholeHours(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    Stream<ZoneOffset> changed =
        rules.getTransitions().stream()
            .filter(change -> change.getInstant().isAfter(Instant.EPOCH))
            .map(ZoneOffsetTransition::getOffsetAfter);
    Stream<ZoneOffset> yearly =
        rules.getTransitionRules().stream().map(ZoneOffsetTransitionRule::getOffsetAfter);
    return Stream.concat(Stream.of(rules.getOffset(Instant.EPOCH)), Stream.concat(changed, yearly))
        .allMatch(offset -> offset.getTotalSeconds() % Duration.ofHours(1).toSeconds() == 0);
  }

  private static Optional<Rollup> rollup(Source source) {
    return source instanceof Source.Sealed sealed && !sealed.shelf().withoutLooks()
        ? sealed.segment().rollup()
        : Optional.empty();
  }

  private void add(Rollup rollup) {
    Instant from = query.from();
    Instant to = query.to();
    Column column = column();
    rollup.dated(
        query.equal(),
        from == null ? Long.MIN_VALUE : ceilHour(from),
        to == null ? Long.MAX_VALUE : floorHour(to),
        column,
        (hour, value, events) -> add(hour * Rollup.HOUR_MICROS, value, events));
    if (from == null && to == null) {
      rollup.undated(query.equal(), column, (hour, value, events) -> add(null, value, events));
    }
  }

  private @Nullable Column column() {
    return by instanceof Tally.ByValue value ? value.column() : null;
  }

  private void add(@Nullable Long time, @Nullable String value, long events) {
    if (column() != null) {
      if (value == null) {
        without += events;
      } else {
        values.merge(value, events, Long::sum);
      }
    } else if (time == null) {
      without += events;
    } else {
      times.merge(time, events, Long::sum);
    }
  }

  private static long ceilHour(Instant time) {
    return Math.ceilDiv(Conditions.micros(time), Rollup.HOUR_MICROS);
  }

  private static long floorHour(Instant time) {
    return Math.floorDiv(Conditions.micros(time), Rollup.HOUR_MICROS);
  }

  /** The rows of a sealed source before the first and behind the last full hour. */
  private void addEnds(Source source) {
    Instant from = query.from();
    Instant to = query.to();
    if (from == null && to == null) {
      return;
    }
    Instant first = from == null ? null : hour(ceilHour(from));
    Instant last = to == null ? null : hour(floorHour(to));
    if (first != null && last != null && !first.isBefore(last)) {
      // No full hour lies between: the rollup gave nothing.
      addRows(query, List.of(source));
      return;
    }
    if (from != null && first != null && from.isBefore(first)) {
      addEnd(from, first, source);
    }
    if (to != null && last != null && last.isBefore(to)) {
      addEnd(last, to, source);
    }
  }

  private static Instant hour(long hour) {
    return Instant.EPOCH.plus(hour, ChronoUnit.HOURS);
  }

  private void addEnd(Instant from, Instant to, Source source) {
    Query end = query.within(from, to);
    List<Source> touched = new ArrayList<>();
    if (source instanceof Source.Sealed sealed) {
      sealed.split().stream().filter(part -> Shelf.mayAnswer(end, part)).forEach(touched::add);
    }
    addRows(end, touched);
  }

  private void addRows(Query some, List<Source> sources) {
    if (sources.isEmpty()) {
      return;
    }
    Conditions conditions = Conditions.of(some);
    reader.each(
        some,
        conditions,
        sources,
        relation -> {
          switch (by) {
            case Tally.ByTime time -> addTimes(time, relation, conditions);
            case Tally.ByValue value -> addValues(value, relation, conditions);
          }
        });
  }

  private void addTimes(Tally.ByTime time, String relation, Conditions conditions) {
    boolean minutes = time.unit() == ChronoUnit.MINUTES || !hasWholeHours(time.zone());
    lease.query(
        "SELECT epoch_us(date_trunc('%s', %s)), count(*) FROM (%s)%s GROUP BY 1"
            .formatted(
                minutes ? "minute" : "hour",
                Sql.name(Column.OCCURRED_AT),
                relation,
                conditions.where()),
        conditions.parameters(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            add(number(chunk.vector(0), row), null, chunk.vector(1).getLong(row));
          }
          return true;
        });
  }

  private static @Nullable Long number(DuckDBReadableVector vector, long row) {
    return vector.isNull(row) ? null : Long.valueOf(vector.getLong(row));
  }

  /**
   * All values of a column that rollups know, for there are few, or of the few rows with a text; of
   * other columns, which are asked in one statement, the most frequent values.
   */
  private void addValues(Tally.ByValue value, String relation, Conditions conditions) {
    String name = Sql.name(value.column());
    String rows = "FROM (%s)%s".formatted(relation, conditions.where());
    boolean few = Rollup.COLUMNS.contains(value.column()) || query.text() != null;
    lease.query(
        "SELECT %1$s, count(*) %2$s GROUP BY 1%3$s"
            .formatted(name, rows, few ? "" : " ORDER BY 2 DESC, 1 LIMIT " + (value.most() + 1)),
        conditions.parameters(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            String text = chunk.vector(0).isNull(row) ? null : chunk.vector(0).getString(row);
            if (few || text != null) {
              add(null, text, chunk.vector(1).getLong(row));
            }
          }
          return true;
        });
    if (!few) {
      long all = lease.number("SELECT count(*) " + rows, conditions.parameters());
      long valued =
          lease.number("SELECT count(%s) %s".formatted(name, rows), conditions.parameters());
      without += all - valued;
      others += valued - values.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private List<Tally.Row> times(Tally.ByTime time) {
    List<Tally.Row> rows = new ArrayList<>();
    times.forEach((micros, events) -> {
      Instant moment = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      String key = time.start(moment).toOffsetDateTime().toString();
      Tally.Row last = rows.isEmpty() ? null : rows.getLast();
      if (last != null && last.key().equals(key)) {
        rows.set(rows.size() - 1, new Tally.Row(key, last.events() + events));
      } else {
        rows.add(new Tally.Row(key, events));
      }
    });
    return rows;
  }

  private Tally mostFrequent(int most) {
    List<Tally.Row> rows =
        values.entrySet().stream()
            .map(value -> new Tally.Row(value.getKey(), value.getValue()))
            .sorted(
                Comparator.comparingLong(Tally.Row::events)
                    .reversed()
                    .thenComparing(Tally.Row::key))
            .toList();
    int kept = Math.min(most, rows.size());
    long left = rows.subList(kept, rows.size()).stream().mapToLong(Tally.Row::events).sum();
    return new Tally(rows.subList(0, kept), without, others + left);
  }
}
