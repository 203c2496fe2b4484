package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import io.akashi.store.internal.lookup.Lookup;
import io.akashi.store.internal.lookup.LookupValues;
import io.akashi.store.internal.segment.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Counts values from the lookups of segments: of the stretches that lie wholly in the time asked
 * for. The values of all segments come merged, in the order of their octets, so that no more than
 * one block of each is in memory. For one thread.
 */
final class LookupCounts {
  private final Column column;
  private final List<Known> known = new ArrayList<>();
  private final List<Source> rest = new ArrayList<>();

  /** Stretches of a segment, by number, whose rows the lookup knows. */
  private record Known(Segment segment, Set<Long> stretches) {}

  /**
   * @param query without a condition but its time
   */
  LookupCounts(Query query, Column column, List<Source> sources) {
    this.column = column;
    for (Source source : sources) {
      switch (source) {
        case Source.Sealed sealed when isKnown(sealed, query) -> split(sealed, query);
        case Source.Sealed sealed -> rest.add(sealed);
        case Source.Hot hot -> rest.add(hot);
      }
    }
  }

  /** Whether lookups tell what a query and a way of counting ask for. */
  static boolean know(Query query, Tally.By by) {
    return by instanceof Tally.ByValue value
        && Lookup.COLUMNS.contains(value.column())
        && query.equal().isEmpty()
        && query.text() == null
        && query.object() == null
        && query.scope().systems().isEmpty();
  }

  private static boolean isKnown(Source.Sealed sealed, Query query) {
    boolean timed = query.from() != null || query.to() != null;
    return !sealed.shelf().withoutLooks() && (!timed || sealed.segment().isTimed());
  }

  private void split(Source.Sealed sealed, Query query) {
    Set<Long> stretches = new HashSet<>();
    for (Source.Sealed part : sealed.split()) {
      if (Source.isWithin(part, query)) {
        stretches.add(part.range().first() / Lookup.STRETCH);
      } else if (Shelf.mayAnswer(query, part)) {
        rest.add(part);
      }
    }
    if (!stretches.isEmpty()) {
      known.add(new Known(sealed.segment(), stretches));
    }
  }

  /** What must be counted row by row, with {@link Count#addValue}, before {@link #addTo}. */
  List<Source> rest() {
    return List.copyOf(rest);
  }

  /**
   * Adds what the lookups know to what is counted already.
   *
   * @throws IOException when a lookup is missing or damaged: then the count is of no use
   */
  void addTo(Count count) throws IOException {
    List<LookupValues> open = new ArrayList<>();
    try {
      PriorityQueue<LookupValues> next = new PriorityQueue<>(LookupValues.BY_VALUE);
      for (Known each : known) {
        LookupValues values = each.segment.values(column, each.stretches::contains);
        open.add(values);
        advance(values, next);
      }
      while (!next.isEmpty()) {
        byte[] value = next.element().value();
        long rows = 0;
        while (!next.isEmpty() && Arrays.equals(next.element().value(), value)) {
          LookupValues same = next.remove();
          rows += same.rows();
          advance(same, next);
        }
        String text = new String(value, StandardCharsets.UTF_8);
        count.addWhole(text, rows + count.take(text));
      }
    } finally {
      for (LookupValues values : open) {
        values.close();
      }
    }
  }

  private static void advance(LookupValues values, PriorityQueue<LookupValues> next)
      throws IOException {
    if (values.next()) {
      next.add(values);
    }
  }
}
