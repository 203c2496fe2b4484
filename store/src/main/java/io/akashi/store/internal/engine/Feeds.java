package io.akashi.store.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;

/**
 * The doors through which Java rows enter DuckDB: table functions that fill whole vectors, eight
 * times faster than the JDBC appender at this width (decision 001). A statement names the rows it
 * wants by a ticket: {@code SELECT * FROM akashi_events(17)}.
 */
public final class Feeds {
  /** The columns of a batch; times in microseconds. Source: {@link #insert}. */
  static final String EVENTS = "akashi_events";

  /** {@code "index"}. Source: {@link #indexes}. */
  public static final String INDEXES = "akashi_indexes";

  private final Map<Long, Object> sources = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();

  Feeds() {}

  /** Rows offered to statements until closed. */
  public final class Ticket implements AutoCloseable {
    private final long number = tickets.incrementAndGet();

    private Ticket(Object source) {
      sources.put(number, source);
    }

    /** The number a statement names. */
    public long number() {
      return number;
    }

    @Override
    public void close() {
      sources.remove(number);
    }
  }

  /** Puts a batch of events into a table that has all its columns. */
  public void insert(Lease lease, String table, EventBatch batch) {
    if (batch.from() == batch.to()) {
      return;
    }
    try (Ticket ticket = new Ticket(batch)) {
      lease.execute(
          Sql.insertEvents(table, batch, ticket.number()), List.copyOf(batch.constants().values()));
    }
  }

  public Ticket indexes(long[] indexes) {
    return new Ticket(indexes);
  }

  void register(DuckDBConnection connection) throws SQLException {
    register(connection, EVENTS, new EventFeed(this));
    register(connection, INDEXES, new IndexFeed(this));
  }

  private static void register(
      DuckDBConnection connection, String name, DuckDBTableFunction<?, ?, ?> function)
      throws SQLException {
    try (var builder = DuckDBFunctions.tableFunction()) {
      builder.withName(name).withParameter(Long.class).withFunction(function).register(connection);
    }
  }

  Object source(long ticket) {
    Object source = sources.get(ticket);
    if (source == null) {
      throw new IllegalStateException("no rows are offered under ticket " + ticket);
    }
    return source;
  }
}
