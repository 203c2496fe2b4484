package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.Lookup;
import io.akashi.store.internal.segment.Segment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A part of a book that a statement can read. */
sealed interface Source {
  /** Earliest {@code occurred_at} in it, microseconds. */
  long firstMicros();

  /** Latest {@code occurred_at} in it, microseconds. */
  long lastMicros();

  /**
   * Rows that are not sealed, of the entries from {@code from} up to, not including, {@code to}.
   */
  record Hot(HotTable table, long from, long to, Shelf shelf) implements Source {
    @Override
    public long firstMicros() {
      return table.firstMicros();
    }

    @Override
    public long lastMicros() {
      return table.lastMicros();
    }

    String relation() {
      return HotRows.Snapshot.rows(table, from, to);
    }
  }

  /** The rows of a segment. */
  record Sealed(Segment segment, Shelf shelf) implements Source {
    @Override
    public long firstMicros() {
      var occurred = segment.manifest().occurred();
      return occurred == null ? Long.MIN_VALUE : occurred.first();
    }

    @Override
    public long lastMicros() {
      var occurred = segment.manifest().occurred();
      return occurred == null ? Long.MAX_VALUE : occurred.last();
    }
  }

  /**
   * How many rows a query finds here, where that is kept: of a segment that lies wholly in the
   * query's time range, for no condition or one on a column of {@link Lookup#COLUMNS}. Empty when
   * the rows must be looked at.
   */
  static OptionalLong known(Source source, Query query) {
    if (!(source instanceof Sealed sealed)
        || query.text() != null
        || query.object() != null
        || query.equal().size() > 1
        || !isWithin(sealed, query)) {
      return OptionalLong.empty();
    }
    for (Map.Entry<Column, String> wanted : query.equal().entrySet()) {
      return sealed.segment().rows(wanted.getKey(), wanted.getValue());
    }
    return OptionalLong.of(sealed.segment().manifest().events());
  }

  private static boolean isWithin(Sealed sealed, Query query) {
    Instant from = query.from();
    Instant to = query.to();
    return (from == null && to == null)
        || (sealed.segment().isTimed()
            && (from == null || sealed.firstMicros() >= Conditions.micros(from))
            && (to == null || sealed.lastMicros() < Conditions.micros(to)));
  }

  /** The rows of several sources; files are read together. */
  static String union(List<? extends Source> sources) {
    List<String> relations = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Source source : sources) {
      switch (source) {
        case Hot hot -> relations.add(hot.relation());
        case Sealed sealed -> files.add(sealed.segment().events());
      }
    }
    if (!files.isEmpty()) {
      relations.add(Sql.readEvents(files));
    }
    return String.join(" UNION ALL ", relations);
  }
}
