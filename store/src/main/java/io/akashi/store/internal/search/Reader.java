package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.store.Page;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EventRows;
import io.akashi.store.internal.engine.Feeds;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of some sources for one query. For one thread. */
final class Reader {
  /** As many entries cost more as a table to join than as bits to look up. */
  private static final int MANY = 4_096;

  /** Bytes of the rows of a page: an answer of ordinary events of any size allowed is far below. */
  static final long MOST_BYTES = 16L << 20;

  private final Engine engine;
  private final Lease lease;
  private final Search.Charsets charsets;
  private @Nullable AuditEvent bound;
  private long bytes;

  Reader(Engine engine, Lease lease, Search.Charsets charsets) {
    this.engine = engine;
    this.lease = lease;
    this.charsets = charsets;
  }

  Lease lease() {
    return lease;
  }

  /** Why the rows of a source cannot be read, after reading all of them; empty when they can. */
  Optional<String> trouble(Source source) {
    String all = "SELECT count(COLUMNS(*)) FROM (%s)".formatted(Source.union(List.of(source)));
    try {
      lease.query(all, List.of(), chunk -> true);
      return Optional.empty();
    } catch (EngineException e) {
      if (e.reason() != EngineException.Reason.FAILED) {
        throw e;
      }
      return Optional.of("its columns cannot be read: " + e.getMessage());
    }
  }

  /**
   * The row behind which rows of the last call were left out for want of room, or null when none
   * were.
   */
  @Nullable AuditEvent bound() {
    return bound;
  }

  /**
   * The first rows behind {@code last}, one more than the page if there are as many; fewer when
   * they would hold more than {@value #MOST_BYTES} bytes, but at least one of each source.
   */
  List<AuditEvent> rows(Query query, @Nullable PageToken last, List<Source> sources) {
    Conditions conditions = Conditions.of(query).after(query, last);
    List<AuditEvent> rows = new ArrayList<>();
    bound = null;
    bytes = 0;
    each(query, conditions, sources, relation -> rows.addAll(rows(query, relation, conditions)));
    return rows;
  }

  /** Takes a relation. */
  interface Use {
    void with(String relation);
  }

  /**
   * Hands over relations whose rows, where the other conditions hold, are what the query finds: all
   * sources as one; with a text each source that has it.
   */
  void each(Query query, Conditions conditions, List<Source> all, Use use) {
    List<Source> sources = within(query, all);
    if (sources.isEmpty()) {
      return;
    }
    if (query.text() == null) {
      use.with(Source.union(sources));
      return;
    }
    eachWithText(
        query,
        conditions,
        sources,
        (source, matches) -> {
          try (var ticket = engine.feeds().indexes(matches)) {
            use.with(among(source, ticket));
          }
        });
  }

  /** DuckDB knows the times of a file's row groups only in part; of the stretches they are kept. */
  private static List<Source> within(Query query, List<Source> all) {
    List<Source> touched = new ArrayList<>();
    for (Source source : all) {
      switch (source) {
        case Source.Hot hot -> touched.add(hot);
        case Source.Sealed sealed -> sealed.within(query).ifPresent(touched::add);
      }
    }
    return touched;
  }

  /** Takes a source and the indexes of its entries with a text, growing, at least one. */
  private interface Matches {
    void with(Source source, long[] matches);
  }

  private void eachWithText(Query query, Conditions conditions, List<Source> sources, Matches use) {
    PayloadText text = new PayloadText(String.valueOf(query.text()), query.anyForm());
    TextScan scan = new TextScan(lease, text, charsets);
    for (Source source : Source.bySegment(sources)) {
      long[] matches = scan.scan(source, conditions);
      if (matches.length > 0) {
        use.with(source, matches);
      }
    }
  }

  /** How many rows of the sources the query finds up to that one, in its order. */
  long countUpTo(PageToken last, Query query, List<Source> sources) {
    return count(query, Conditions.of(query).upTo(query, last), sources, 0);
  }

  /** How many rows of the sources the query finds. */
  long count(Query query, List<Source> sources) {
    long known = 0;
    List<Source> unknown = new ArrayList<>();
    for (Source source : sources) {
      OptionalLong told = Source.known(source, query);
      known += told.orElse(0);
      if (told.isEmpty()) {
        unknown.add(source);
      }
    }
    return count(query, Conditions.of(query), unknown, known);
  }

  private long count(Query query, Conditions conditions, List<Source> sources, long known) {
    long[] count = {known};
    if (query.text() == null) {
      each(query, conditions, sources, relation -> count[0] += count(relation, conditions));
    } else {
      eachWithText(
          query,
          conditions,
          within(query, sources),
          (source, matches) -> count[0] += count(source, matches, conditions));
    }
    return count[0];
  }

  /** How many rows that fulfil the conditions are of those entries. */
  private long count(Source source, long[] matches, Conditions conditions) {
    if (matches.length < MANY) {
      try (var ticket = engine.feeds().indexes(matches)) {
        return count(among(source, ticket), conditions);
      }
    }
    long first = matches[0];
    long last = matches[matches.length - 1];
    BitSet wanted = new BitSet(Math.toIntExact(last - first + 1));
    for (long match : matches) {
      wanted.set((int) (match - first));
    }
    long[] count = new long[1];
    lease.query(
        "SELECT \"index\" FROM (%s)%s".formatted(Source.union(List.of(source)), conditions.where()),
        conditions.parameters(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            long index = chunk.vector(0).getLong(row);
            if (index >= first && index <= last && wanted.get((int) (index - first))) {
              count[0]++;
            }
          }
          return true;
        });
    return count[0];
  }

  private long count(String relation, Conditions conditions) {
    return lease.number(
        "SELECT count(*) FROM (%s)%s".formatted(relation, conditions.where()),
        conditions.parameters());
  }

  private static String among(Source source, Feeds.Ticket ticket) {
    return "SELECT * FROM (%s) WHERE \"index\" IN (SELECT \"index\" FROM %s(%d))"
        .formatted(Source.union(List.of(source)), Feeds.INDEXES, ticket.number());
  }

  /**
   * Counts rows from {@code next} on; takes away those, but the first, for which there is no room.
   */
  private boolean fit(Query query, List<AuditEvent> rows, int next) {
    for (int row = next; row < rows.size(); row++) {
      bytes += Page.weight(rows.get(row));
      if (bytes > MOST_BYTES && row > 0) {
        rows.subList(row, rows.size()).clear();
        AuditEvent last = rows.getLast();
        bound = bound == null || RowOrder.of(query).compare(last, bound) < 0 ? last : bound;
        return false;
      }
    }
    return true;
  }

  private List<AuditEvent> rows(Query query, String relation, Conditions conditions) {
    List<AuditEvent> rows = new ArrayList<>();
    lease.query(
        "SELECT %s FROM (SELECT * FROM (%s)%s%s LIMIT %d)%s"
            .formatted(
                Sql.READ_COLUMNS,
                relation,
                conditions.where(),
                Conditions.order(query),
                query.limit() + 1,
                Conditions.order(query)),
        conditions.parameters(),
        chunk -> {
          int before = rows.size();
          EventRows.read(chunk, rows);
          return fit(query, rows, before);
        });
    return rows;
  }
}
