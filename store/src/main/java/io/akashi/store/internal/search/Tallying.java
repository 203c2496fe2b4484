package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import io.akashi.store.internal.lookup.Rollup;
import io.akashi.store.internal.segment.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Counts what a query finds by time or by value, in several ways at once: of sealed events from the
 * tables of their segments where these tell apart what is asked (rollups, and rows at the ends of
 * the time range that are no full hours; lookups, of stretches that lie wholly in the range or in
 * one unit of time), and else from the rows, which are read once for all ways. For one thread.
 */
final class Tallying {
  private static final Tally.By EVERY = new Tally.ByTime(ChronoUnit.HOURS, ZoneOffset.UTC);

  /** One bit of a number each, in {@link RowCounts}. */
  private static final int MOST_WAYS = 60;

  private final Query query;
  private final List<Source> sources;
  private final RowCounts rows;
  private final Map<Count, LookupCounts> lookups = new LinkedHashMap<>();

  Tallying(Query query, List<Source> sources, Reader reader) {
    this.query = query;
    this.sources = sources;
    this.rows = new RowCounts(reader);
  }

  /** One tally for each way, in their order. */
  List<Tally> of(List<? extends Tally.By> ways) {
    if (ways.size() > MOST_WAYS) {
      throw new IllegalArgumentException("%d ways to count at once".formatted(ways.size()));
    }
    List<Count> counts = ways.stream().map(Count::new).toList();
    counts.forEach(this::plan);
    Count every = new Count(EVERY);
    if (!lookups.isEmpty()) {
      plan(every);
    }
    rows.run();
    lookups.forEach((count, lookup) -> finish(count, lookup, every));
    rows.run();
    return counts.stream().map(Count::tally).toList();
  }

  /** Whether tables tell all of it, but rows at the ends of the time range. */
  static boolean isTabled(Query query, List<? extends Tally.By> ways) {
    return ways.stream().allMatch(by -> isRolledUp(query, by) || LookupCounts.know(query, by));
  }

  private void plan(Count count) {
    if (isRolledUp(query, count.by())) {
      fromRollups(count);
    } else if (count.by() instanceof Tally.ByValue value && LookupCounts.know(query, value)) {
      LookupCounts lookup = new LookupCounts(query, value.column(), sources);
      count.expectMore();
      lookups.put(count, lookup);
      rows.add(query, lookup.rest(), count);
    } else if (count.by() instanceof Tally.ByTime time) {
      rows.add(query, fromStretches(time, count), count);
    } else {
      rows.add(query, sources, count);
    }
  }

  private void finish(Count count, LookupCounts lookup, Count every) {
    try {
      lookup.addTo(count);
      // Lookups know values alone: what has none is the rest of all events.
      count.setWithout(every.events() - count.valued());
    } catch (IOException e) {
      // Derived and reported by the check: without it only speed is lost.
      count.clear();
      rows.add(query, sources, count);
    }
  }

  /** Whether rollups tell apart what is asked for. */
  private static boolean isRolledUp(Query query, Tally.By by) {
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

  private void fromRollups(Count count) {
    count.expectMore();
    List<Source> rest = new ArrayList<>();
    for (Source source : sources) {
      Optional<Rollup> rollup = rollup(source);
      if (rollup.isPresent()) {
        add(rollup.get(), count);
        addEnds(source, count);
      } else {
        rest.add(source);
      }
    }
    rows.add(query, rest, count);
  }

  private static Optional<Rollup> rollup(Source source) {
    return source instanceof Source.Sealed sealed && !sealed.shelf().withoutLooks()
        ? sealed.segment().rollup()
        : Optional.empty();
  }

  private void add(Rollup rollup, Count count) {
    Instant from = query.from();
    Instant to = query.to();
    Column column = count.by() instanceof Tally.ByValue value ? value.column() : null;
    rollup.dated(
        query.equal(),
        from == null ? Long.MIN_VALUE : ceilHour(from),
        to == null ? Long.MAX_VALUE : floorHour(to),
        column,
        (hour, value, events) -> {
          if (column == null) {
            count.addTime(hour * Rollup.HOUR_MICROS, events);
          } else {
            count.addValue(value, events);
          }
        });
    if (from == null && to == null) {
      rollup.undated(
          query.equal(),
          column,
          (hour, value, events) -> {
            if (column == null) {
              count.addTime(null, events);
            } else {
              count.addValue(value, events);
            }
          });
    }
  }

  private static long ceilHour(Instant time) {
    return Math.ceilDiv(Conditions.micros(time), Rollup.HOUR_MICROS);
  }

  private static long floorHour(Instant time) {
    return Math.floorDiv(Conditions.micros(time), Rollup.HOUR_MICROS);
  }

  /** The rows of a sealed source before the first and behind the last full hour. */
  private void addEnds(Source source, Count count) {
    Instant from = query.from();
    Instant to = query.to();
    if (from == null && to == null) {
      return;
    }
    Instant first = from == null ? null : hour(ceilHour(from));
    Instant last = to == null ? null : hour(floorHour(to));
    if (first != null && last != null && !first.isBefore(last)) {
      // No full hour lies between: the rollup gave nothing.
      rows.add(query, List.of(source), count);
      return;
    }
    if (from != null && first != null && from.isBefore(first)) {
      addEnd(from, first, source, count);
    }
    if (to != null && last != null && last.isBefore(to)) {
      addEnd(last, to, source, count);
    }
  }

  private static Instant hour(long hour) {
    return Instant.EPOCH.plus(hour, ChronoUnit.HOURS);
  }

  private void addEnd(Instant from, Instant to, Source source, Count count) {
    Query end = query.within(from, to);
    if (source instanceof Source.Sealed sealed) {
      rows.add(
          end,
          sealed.split().stream()
              .filter(part -> Shelf.mayAnswer(end, part))
              .map(part -> (Source) part)
              .toList(),
          count);
    }
  }

  /**
   * Adds the rows of stretches that lie in one unit of time, where lookups know how many there are;
   * what they do not know is left to be counted.
   */
  private List<Source> fromStretches(Tally.ByTime time, Count count) {
    List<Source> rest = new ArrayList<>();
    for (Source source : sources) {
      if (source instanceof Source.Sealed sealed && sealed.segment().isTimed()) {
        for (Source.Sealed part : sealed.split()) {
          OptionalLong known = Source.known(part, query);
          Optional<Manifest.Span> span = part.segment().times(part.range());
          if (known.isPresent() && span.filter(s -> isOne(time, s)).isPresent()) {
            count.addTime(span.get().first(), known.getAsLong());
          } else {
            rest.add(part);
          }
        }
      } else {
        rest.add(source);
      }
    }
    return rest;
  }

  private static boolean isOne(Tally.ByTime time, Manifest.Span span) {
    return time.start(instant(span.first())).equals(time.start(instant(span.last())));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
