package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Counts every event one by one. */
final class CountedByHand {
  private CountedByHand() {}

  private static Predicate<AuditEvent> asked(Query query) {
    return event -> {
      boolean timed = event.get(Column.OCCURRED_AT) instanceof Long;
      long micros = timed ? (Long) event.get(Column.OCCURRED_AT) : 0;
      return (query.from() == null || (timed && micros >= Conditions.micros(query.from())))
          && (query.to() == null || (timed && micros < Conditions.micros(query.to())))
          && query.equal().entrySet().stream()
              .allMatch(wanted -> wanted.getValue().equals(event.text(wanted.getKey())));
    };
  }

  /** What a query finds, told apart. */
  static Tally tally(List<AuditEvent> events, Query query, Tally.By by) {
    Map<String, Long> counts = by instanceof Tally.ByTime ? new TreeMap<>() : new HashMap<>();
    long without = 0;
    for (AuditEvent event : events.stream().filter(asked(query)).toList()) {
      String key =
          switch (by) {
            case Tally.ByValue value -> event.text(value.column());
            case Tally.ByTime time ->
                event.get(Column.OCCURRED_AT) instanceof Long micros ? start(time, micros) : null;
          };
      if (key == null) {
        without++;
      } else {
        counts.merge(key, 1L, Long::sum);
      }
    }
    List<Tally.Row> rows =
        new ArrayList<>(
            counts.entrySet().stream()
                .map(entry -> new Tally.Row(entry.getKey(), entry.getValue()))
                .toList());
    if (!(by instanceof Tally.ByValue value)) {
      rows.sort(Comparator.comparing(row -> OffsetDateTime.parse(row.key())));
      return new Tally(rows, without, 0);
    }
    rows.sort(Comparator.comparingLong(Tally.Row::events).reversed().thenComparing(Tally.Row::key));
    int kept = Math.min(value.most(), rows.size());
    long others = rows.stream().skip(kept).mapToLong(Tally.Row::events).sum();
    return new Tally(rows.subList(0, kept), without, others);
  }

  private static String start(Tally.ByTime time, long micros) {
    Instant moment = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return time.start(moment).toOffsetDateTime().toString();
  }
}
