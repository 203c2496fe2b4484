package io.akashi.store.internal.search;

import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.Look;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.lookup.Lookup;
import io.akashi.store.internal.segment.Manifest.Span;
import io.akashi.store.internal.segment.Segment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

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
   * The rows of some parts of a segment: of those that may hold an answer.
   *
   * @param parts in the order of their entries, at least one
   */
  record Sealed(Segment segment, List<Segment.Part> parts, Shelf shelf) implements Source {
    /** Whether these are all parts of the segment. */
    boolean isWhole() {
      return range().equals(segment.range())
          && parts.stream().mapToLong(part -> part.range().count()).sum() == range().count();
    }

    /** From the first entry of the first part to the last of the last. */
    IndexRange range() {
      return IndexRange.between(parts.getFirst().range().first(), parts.getLast().range().end());
    }

    @Override
    public long firstMicros() {
      return times().map(Span::first).orElse(Long.MIN_VALUE);
    }

    @Override
    public long lastMicros() {
      return times().map(Span::last).orElse(Long.MAX_VALUE);
    }

    private Optional<Span> times() {
      Optional<Span> whole = Optional.ofNullable(segment.manifest().occurred());
      return isWhole() ? whole : segment.times(range()).or(() -> whole);
    }

    /** Only the parts whose times touch those of a query; empty when none does. */
    Optional<Sealed> within(Query query) {
      if (query.from() == null && query.to() == null) {
        return Optional.of(this);
      }
      List<Segment.Part> some = new ArrayList<>();
      for (Segment.Part part : parts) {
        if (Shelf.mayAnswer(query, new Sealed(segment, List.of(part), shelf))) {
          some.add(part);
        }
      }
      return some.isEmpty() ? Optional.empty() : Optional.of(new Sealed(segment, some, shelf));
    }

    /** These parts and others of the same segment. */
    private Sealed with(Sealed other) {
      List<Segment.Part> both = new ArrayList<>(parts);
      both.addAll(other.parts);
      both.sort(Comparator.comparingLong(part -> part.range().first()));
      return new Sealed(segment, List.copyOf(both), shelf);
    }

    /** The same rows, each part with its own times. */
    List<Sealed> split() {
      return parts.stream().map(part -> new Sealed(segment, List.of(part), shelf)).toList();
    }
  }

  /**
   * How many rows a query finds here, where that is kept: of parts that lie wholly in the query's
   * time range, for no condition or one on a column of {@link Lookup#COLUMNS}. Empty when the rows
   * must be looked at.
   */
  static OptionalLong known(Source source, Query query) {
    if (!(source instanceof Sealed sealed)
        || sealed.shelf().withoutLooks()
        || query.text() != null
        || query.object() != null
        || !query.scope().systems().isEmpty()
        || query.equal().size() > 1
        || !isWithin(sealed, query)) {
      return OptionalLong.empty();
    }
    if (query.equal().isEmpty()) {
      return sealed.isWhole()
          ? OptionalLong.of(sealed.segment().manifest().events())
          : OptionalLong.empty();
    }
    long rows = 0;
    for (Segment.Part part : sealed.parts()) {
      if (part.rows().isEmpty()) {
        return OptionalLong.empty();
      }
      rows += part.rows().getAsLong();
    }
    return OptionalLong.of(rows);
  }

  /** About how many rows of a source a query finds, to decide how far to read; or empty. */
  static OptionalLong expected(Source source, Query query) {
    OptionalLong known = known(source, query);
    if (known.isPresent()
        || !(source instanceof Sealed sealed)
        || query.text() != null
        || query.object() != null
        || !query.scope().systems().isEmpty()
        || !query.equal().isEmpty()
        || !isWithin(sealed, query)) {
      return known;
    }
    double share = sealed.range().count() / (double) sealed.segment().range().count();
    return OptionalLong.of((long) (sealed.segment().manifest().events() * share));
  }

  /** The same parts, those of one segment in one source, in the order in which they come first. */
  static List<Source> bySegment(List<Source> sources) {
    Map<Object, Source> together = new LinkedHashMap<>();
    for (Source source : sources) {
      Object key = source instanceof Sealed sealed ? sealed.segment() : source;
      together.merge(
          key,
          source,
          (one, other) -> one instanceof Sealed a && other instanceof Sealed b ? a.with(b) : one);
    }
    return List.copyOf(together.values());
  }

  /** Whether every row lies in the query's time range. */
  static boolean isWithin(Sealed sealed, Query query) {
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
                .addAll(sealed.parts().stream().map(Segment.Part::range).toList());
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
