package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.Lookup;
import io.akashi.store.internal.segment.Manifest.Span;
import io.akashi.store.internal.segment.Segment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A part of a book that a statement can read. */
sealed interface Source {
  /** What a row of the book {@code house} fulfils that is no look at the log. */
  String NO_LOOK =
      "(%1$s IS NULL OR %1$s NOT IN ('%2$s'))"
          .formatted(
              Sql.name(Column.OBJECT_TYPE), String.join("', '", new TreeSet<>(Look.OBJECT_TYPES)));

  /** Earliest {@code occurred_at} in it, microseconds. */
  long firstMicros();

  /** Latest {@code occurred_at} in it, microseconds. */
  long lastMicros();

  /** Where it lies. */
  Shelf shelf();

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

  /**
   * The rows of a segment, or of a part of its entries.
   *
   * @param part multiples of {@link Lookup#STRETCH}, or the segment's ends
   */
  record Sealed(Segment segment, IndexRange part, Shelf shelf) implements Source {
    /** Entries of a part: little enough to read for a page, enough to be worth a statement. */
    private static final int PART = 2 * Lookup.STRETCH;

    Sealed(Segment segment, Shelf shelf) {
      this(segment, segment.range(), shelf);
    }

    boolean isWhole() {
      return part.equals(segment.range());
    }

    @Override
    public long firstMicros() {
      Span occurred = times();
      return occurred == null ? Long.MIN_VALUE : occurred.first();
    }

    @Override
    public long lastMicros() {
      Span occurred = times();
      return occurred == null ? Long.MAX_VALUE : occurred.last();
    }

    private @Nullable Span times() {
      Span whole = segment.manifest().occurred();
      return isWhole() ? whole : segment.times(part).orElse(whole);
    }

    /** The same rows in parts, each with its own times. */
    List<Source> split() {
      List<Source> parts = new ArrayList<>();
      long end = segment.range().end();
      for (long from = segment.range().first(); from < end; ) {
        long to = Math.min(end, (from / PART + 1) * PART);
        parts.add(new Sealed(segment, IndexRange.between(from, to), shelf));
        from = to;
      }
      return parts;
    }
  }

  /**
   * How many rows a query finds here, where that is kept: of a segment that lies wholly in the
   * query's time range, for no condition or one on a column of {@link Lookup#COLUMNS}. Empty when
   * the rows must be looked at.
   */
  static OptionalLong known(Source source, Query query) {
    if (!(source instanceof Sealed sealed)
        || !sealed.isWhole()
        || sealed.shelf().withoutLooks()
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

  /** About how many rows of a source a query finds, to decide how far to read; or empty. */
  static OptionalLong expected(Source source, Query query) {
    if (!(source instanceof Sealed part) || part.isWhole()) {
      return known(source, query);
    }
    OptionalLong whole = known(new Sealed(part.segment(), part.shelf()), query);
    double share = part.part().count() / (double) part.segment().range().count();
    return whole.isEmpty() ? whole : OptionalLong.of((long) (whole.getAsLong() * share));
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
    List<Source> all = new ArrayList<>();
    List<Source> withoutLooks = new ArrayList<>();
    sources.forEach(each -> (each.shelf().withoutLooks() ? withoutLooks : all).add(each));
    List<String> relations = relations(all);
    if (!withoutLooks.isEmpty()) {
      relations.add(
          "SELECT * FROM (%s) WHERE %s"
              .formatted(String.join(" UNION ALL ", relations(withoutLooks)), NO_LOOK));
    }
    return String.join(" UNION ALL ", relations);
  }

  private static List<String> relations(List<Source> sources) {
    List<String> relations = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    Map<Path, List<IndexRange>> parts = new LinkedHashMap<>();
    for (Source source : sources) {
      switch (source) {
        case Hot hot -> relations.add(hot.relation());
        case Sealed sealed when sealed.isWhole() -> files.add(sealed.segment().events());
        case Sealed sealed ->
            parts
                .computeIfAbsent(sealed.segment().events(), file -> new ArrayList<>())
                .add(sealed.part());
      }
    }
    if (!files.isEmpty()) {
      relations.add(Sql.readEvents(files));
    }
    parts.forEach((file, ranges) -> relations.add(readParts(file, ranges)));
    return relations;
  }

  /** The rows of some parts of a file; DuckDB passes over row groups of other indexes. */
  private static String readParts(Path file, List<IndexRange> ranges) {
    ranges.sort(Comparator.comparingLong(IndexRange::first));
    List<String> terms = new ArrayList<>();
    long first = ranges.getFirst().first();
    for (int i = 0; i < ranges.size(); i++) {
      long end = ranges.get(i).end();
      if (i + 1 == ranges.size() || ranges.get(i + 1).first() != end) {
        terms.add("(\"index\" >= %d AND \"index\" < %d)".formatted(first, end));
        first = i + 1 == ranges.size() ? end : ranges.get(i + 1).first();
      }
    }
    return Sql.readEvents(List.of(file)) + " WHERE " + String.join(" OR ", terms);
  }
}
