package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Tally;
import io.akashi.store.internal.engine.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one tally while they grow. Values that are whole when they are added are kept only
 * as long as they are among the most frequent. For one thread.
 */
final class Count {
  private static final Comparator<Tally.Row> MOST_FIRST =
      Comparator.comparingLong(Tally.Row::events).reversed().thenComparing(Tally.Row::key);

  private final Tally.By by;
  private final Map<Long, Long> times = new TreeMap<>();
  private final Map<String, Long> values = new HashMap<>();
  private final PriorityQueue<Tally.Row> most = new PriorityQueue<>(MOST_FIRST.reversed());
  private long without;
  private long others;
  private boolean more;

  Count(Tally.By by) {
    this.by = by;
  }

  Tally.By by() {
    return by;
  }

  /** Not all comes from rows: a value they give is not whole. */
  void expectMore() {
    more = true;
  }

  boolean expectsMore() {
    return more;
  }

  /** What rows are told apart by, as SQL over the columns of events. */
  String expression() {
    return switch (by) {
      case Tally.ByTime time ->
          "epoch_us(date_trunc('%s', %s))"
              .formatted(
                  time.unit() == ChronoUnit.MINUTES || !Tallying.hasWholeHours(time.zone())
                      ? "minute"
                      : "hour",
                  Sql.name(Column.OCCURRED_AT));
      case Tally.ByValue value -> Sql.name(value.column());
    };
  }

  /**
   * @param micros any moment of the time, or null for events without one
   */
  void addTime(@Nullable Long micros, long events) {
    if (micros == null) {
      without += events;
    } else {
      times.merge(micros, events, Long::sum);
    }
  }

  /** Some events of a value, to which others may come; of null, which have none. */
  void addValue(@Nullable String value, long events) {
    if (value == null) {
      without += events;
    } else {
      values.merge(value, events, Long::sum);
    }
  }

  /** All events of a value, or of null. */
  void addWhole(@Nullable String value, long events) {
    if (value == null) {
      without += events;
    } else if (by instanceof Tally.ByValue asked) {
      most.add(new Tally.Row(value, events));
      if (most.size() > asked.most()) {
        others += most.remove().events();
      }
    }
  }

  /** Takes out what was added of a value by {@link #addValue}; 0 when nothing was. */
  long take(String value) {
    Long events = values.remove(value);
    return events == null ? 0 : events;
  }

  /** All events counted so far that have a value. */
  long valued() {
    long kept = most.stream().mapToLong(Tally.Row::events).sum();
    return others + kept + sum(values);
  }

  /** All events counted so far. */
  long events() {
    return without + valued() + sum(times);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many have no value, from elsewhere. */
  void setWithout(long events) {
    without = events;
  }

  /** Forgets everything. */
  void clear() {
    times.clear();
    values.clear();
    most.clear();
    without = 0;
    others = 0;
    more = false;
  }

  Tally tally() {
    if (by instanceof Tally.ByTime time) {
      return new Tally(times(time), without, 0);
    }
    List.copyOf(values.keySet()).forEach(value -> addWhole(value, take(value)));
    return new Tally(most.stream().sorted(MOST_FIRST).toList(), without, others);
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
}
