package io.akashi.store.internal.engine;

import io.akashi.store.Asking;
import io.akashi.store.sql.SqlRow;
import io.akashi.store.sql.SqlTable;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * One use of the engine: a connection of its own, given back by {@link #close}. Used by one thread;
 * only {@link #cancel} may come from another.
 */
public final class Lease implements AutoCloseable {
  private final DuckDBConnection connection;
  private final ScheduledExecutorService clock;
  private final Runnable giveBack;
  private @Nullable DuckDBPreparedStatement running;
  private EngineException.@Nullable Reason ended;
  private final List<Future<?>> timers = new ArrayList<>();
  private Asking.Ear ear = () -> {};

  Lease(DuckDBConnection connection, ScheduledExecutorService clock, Runnable giveBack) {
    this.connection = connection;
    this.clock = clock;
    this.giveBack = giveBack;
  }

  synchronized void endsIn(long nanos) {
    timers.add(
        clock.schedule(
            () -> cancel(EngineException.Reason.TOO_LONG),
            Math.max(0, nanos),
            TimeUnit.NANOSECONDS));
  }

  /** Ends when the question is cancelled. */
  void endsWith(Asking asking) {
    ear = asking.onCancel(this::cancel);
  }

  /** What reads the chunks of a result, in order. */
  public interface ChunkReader {
    /** Takes the rows of the chunk; the chunk is gone afterwards. False ends the reading. */
    boolean read(DuckDBDataChunkReader chunk);
  }

  /** Runs a statement without a result. */
  public void execute(String sql) {
    execute(sql, List.of());
  }

  /**
   * Runs a statement without a result.
   *
   * @param parameters String, Long or Integer for each {@code ?} of the statement
   */
  public void execute(String sql, List<?> parameters) {
    try (DuckDBPreparedStatement statement = begin(sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  /**
   * Runs a query and hands its chunks over.
   *
   * @param parameters String, Long or Integer for each {@code ?} of the statement
   */
  public void query(String sql, List<?> parameters, ChunkReader reader) {
    try (DuckDBPreparedStatement statement = begin(sql, parameters);
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        if (!reader.read(result.chunk())) {
          return;
        }
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  /** All rows of a query that gives few. */
  public List<SqlRow> rows(String sql) {
    List<SqlRow> rows = new ArrayList<>();
    try (DuckDBPreparedStatement statement = begin(sql, List.of());
        DuckDBChunkedResult result = statement.query()) {
      while (result.nextChunk()) {
        SqlRows.read(result, rows);
      }
      return rows;
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      end();
    }
  }

  /** Puts the rows of a table into the table of its name. */
  public void append(SqlTable table) {
    try (DuckDBAppender appender = connection.createAppender(table.name())) {
      for (List<?> row : table.rows()) {
        appender.beginRow();
        for (int i = 0; i < table.columns().size(); i++) {
          append(appender, row.get(i));
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case String text -> appender.append(text);
      case Long number -> appender.append(number.longValue());
      case Boolean flag -> appender.append(flag.booleanValue());
      case LocalDate date -> appender.append(date);
      case Instant time ->
          appender.appendEpochMicros(ChronoUnit.MICROS.between(Instant.EPOCH, time));
      default -> throw new IllegalArgumentException("a table holds no " + value.getClass());
    }
  }

  /** The one number a query gives. */
  public long number(String sql, List<?> parameters) {
    long[] number = new long[1];
    query(
        sql,
        parameters,
        chunk -> {
          number[0] = chunk.vector(0).getLong(0);
          return false;
        });
    return number[0];
  }

  /** For work beside the statements: throws when it was cancelled or took too long. */
  public synchronized void check() {
    if (ended != null) {
      throw stopped(ended, null);
    }
  }

  /** Ends what runs now and refuses what would come. Safe from every thread. */
  public void cancel() {
    cancel(EngineException.Reason.CANCELLED);
  }

  synchronized void cancel(EngineException.Reason reason) {
    if (ended == null) {
      ended = reason;
      // DuckDB forgets an interruption that comes just before the statement starts to run, so it
      // is repeated until the statement has ended.
      timers.add(clock.scheduleWithFixedDelay(this::interrupt, 0, 20, TimeUnit.MILLISECONDS));
    }
  }

  private synchronized void interrupt() {
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        throw EngineException.failed(e);
      }
    }
  }

  private DuckDBPreparedStatement begin(String sql, List<?> parameters) throws SQLException {
    DuckDBPreparedStatement statement = connection.prepare(sql);
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    EngineException.@Nullable Reason reason;
    synchronized (this) {
      reason = ended;
      if (reason == null) {
        running = statement;
        return statement;
      }
    }
    statement.close();
    throw stopped(reason, null);
  }

  private synchronized void end() {
    running = null;
  }

  private synchronized EngineException failure(SQLException e) {
    return ended == null ? EngineException.failed(e) : stopped(ended, e);
  }

  private static EngineException stopped(
      EngineException.Reason reason, @Nullable SQLException cause) {
    String message =
        reason == EngineException.Reason.TOO_LONG
            ? "the query took longer than its limit"
            : "the query was cancelled";
    return cause == null
        ? new EngineException(reason, message)
        : new EngineException(reason, message, cause);
  }

  @Override
  public void close() {
    ear.close();
    synchronized (this) {
      timers.forEach(timer -> timer.cancel(false));
    }
    try {
      connection.close();
    } catch (SQLException e) {
      throw EngineException.failed(e);
    } finally {
      giveBack.run();
    }
  }
}
