package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.store.Query;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EventRows;
import io.akashi.store.internal.engine.Feeds;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of some sources for one query. For one thread. */
final class Reader {
  private final Engine engine;
  private final Lease lease;
  private final Search.Charsets charsets;

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

  /** The first rows behind {@code last}, one more than the page if there are as many. */
  List<AuditEvent> rows(Query query, @Nullable PageToken last, List<Source> sources) {
    Conditions conditions = Conditions.of(query).after(query, last);
    List<AuditEvent> rows = new ArrayList<>();
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
    String text = query.text();
    if (text == null) {
      use.with(Source.union(sources));
      return;
    }
    TextScan scan = new TextScan(lease, new PayloadText(text, query.anyForm()), charsets);
    for (Source source : Source.bySegment(sources)) {
      long[] matches = scan.scan(source, conditions);
      if (matches.length > 0) {
        try (var ticket = engine.feeds().indexes(matches)) {
          use.with(among(source, ticket));
        }
      }
    }
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

  /** How many rows of the sources the query finds. */
  long count(Query query, List<Source> sources) {
    Conditions conditions = Conditions.of(query);
    long[] count = new long[1];
    List<Source> unknown = new ArrayList<>();
    for (Source source : sources) {
      OptionalLong known = Source.known(source, query);
      count[0] += known.orElse(0);
      if (known.isEmpty()) {
        unknown.add(source);
      }
    }
    each(query, conditions, unknown, relation -> count[0] += count(relation, conditions));
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
          EventRows.read(chunk, rows);
          return true;
        });
    return rows;
  }
}
