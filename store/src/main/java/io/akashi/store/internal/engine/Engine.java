package io.akashi.store.internal.engine;

import io.akashi.store.Asking;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * One in-memory DuckDB for the whole process. It may touch the folders it was given and nothing
 * else: no network, no extensions, and its configuration is locked. Safe for use by many threads.
 *
 * <p>Loading the native library takes most of a second, so {@link #start} does it in the
 * background; the first use waits for it.
 */
public final class Engine implements AutoCloseable {
  private final EngineOptions options;
  private final CompletableFuture<DuckDBConnection> database = new CompletableFuture<>();
  private final Feeds feeds = new Feeds();
  private final Turns turns;
  private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService deadlines;
  private volatile boolean closed;

  private Engine(EngineOptions options) {
    this.options = options;
    this.turns = new Turns(options.queries());
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("engine-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(true);
    this.deadlines = timer;
  }

  /** Starts to open the engine and returns at once. */
  public static Engine start(EngineOptions options) {
    Engine engine = new Engine(options);
    Thread.ofPlatform().daemon().name("engine-start").start(engine::open);
    return engine;
  }

  private void open() {
    try {
      database.complete(connect(options, feeds));
    } catch (SQLException e) {
      database.completeExceptionally(EngineException.failed(e));
    } catch (RuntimeException | LinkageError e) {
      database.completeExceptionally(e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static DuckDBConnection connect(EngineOptions options, Feeds feeds) throws SQLException {
    DuckDBConnection connection;
    try {
      connection = DuckDBConnection.newConnection("jdbc:duckdb:", false, new Properties());
    } catch (SQLException e) {
      throw e;
    } catch (Exception e) {
      throw new SQLException("DuckDB does not load: " + e.getMessage(), e);
    }
    String folders =
        options.folders().stream()
            .map(Path::toAbsolutePath)
            .map(Sql::literal)
            .collect(Collectors.joining(", "));
    // The last two lines shut the door for good: nothing below can be undone by a statement.
    for (String setting :
        List.of(
            "SET threads = " + options.threads(),
            "SET memory_limit = '%d KiB'".formatted(options.memoryBytes() / 1024),
            "SET temp_directory = " + Sql.literal(options.spill().toAbsolutePath()),
            // Hot rows live for minutes: to compress them costs more than to take them in.
            "SET checkpoint_threshold = '1TB'",
            "SET TimeZone = 'UTC'",
            // Files of events never change; their footers are most of what a small query reads.
            "SET parquet_metadata_cache = true",
            "SET autoinstall_known_extensions = false",
            "SET autoload_known_extensions = false",
            "SET allow_community_extensions = false",
            "SET allowed_directories = [" + folders + "]",
            "SET enable_external_access = false",
            "SET lock_configuration = true")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(setting);
      }
    }
    feeds.register(connection);
    return connection;
  }

  /** The doors for rows. */
  public Feeds feeds() {
    return feeds;
  }

  /** DuckDB's own version, as manifests record it. */
  public String version() {
    String[] version = new String[1];
    try (Lease lease = work()) {
      lease.query(
          "SELECT version()",
          List.of(),
          chunk -> {
            version[0] = chunk.vector(0).getString(0);
            return false;
          });
    }
    return version[0];
  }

  /** A connection for the house's own work: feeding, sealing, checking. Never waits for queries. */
  public Lease work() {
    return lease(() -> {});
  }

  /** A connection for somebody's question, within the engine's time limit. */
  public Lease query() {
    return query(options.limit());
  }

  /**
   * A connection for somebody's question. Waits for its turn, as {@link Turns} says, then ends the
   * running statement after {@code limit}, or when the current {@link Asking} is cancelled.
   */
  public Lease query(Duration limit) {
    Asking asking = Asking.current();
    Turns.Turn turn = turns.take(asking, options.patience());
    Lease lease;
    try {
      lease = lease(turn::close);
    } catch (RuntimeException e) {
      turn.close();
      throw e;
    }
    lease.endsIn(limit.toNanos());
    lease.endsWith(asking);
    return lease;
  }

  /** Questions that wait for their turn now. */
  public int waiting() {
    return turns.waiting();
  }

  private Lease lease(Runnable giveBack) {
    if (closed) {
      throw new EngineException(EngineException.Reason.CANCELLED, "the engine is closed");
    }
    try {
      Lease[] self = new Lease[1];
      Lease lease =
          new Lease(
              database.join().duplicate(),
              deadlines,
              () -> {
                leases.remove(self[0]);
                giveBack.run();
              });
      self[0] = lease;
      leases.add(lease);
      return lease;
    } catch (SQLException e) {
      throw EngineException.failed(e);
    } catch (CompletionException e) {
      throw new EngineException(
          EngineException.Reason.FAILED, "DuckDB did not start: " + e.getCause(), e);
    }
  }

  /** Cancels what runs and refuses what would come; {@link #close} is still to be called. */
  public void stop() {
    closed = true;
    leases.forEach(Lease::cancel);
  }

  /** Cancels what runs and lets go of all memory. */
  @Override
  public void close() {
    stop();
    deadlines.shutdown();
    try {
      database.join().close();
    } catch (SQLException e) {
      throw EngineException.failed(e);
    } catch (CompletionException e) {
      // It never opened, and every user of it was told so.
      return;
    }
  }
}
