package io.akashi.store.internal.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the engine may use.
 *
 * @param memoryBytes most memory DuckDB takes before it writes to {@code spill}
 * @param threads worker threads of DuckDB
 * @param folders the only folders whose files it may read and write
 * @param spill folder for what does not fit into memory, inside {@code derived}
 * @param queries queries that run at once; further ones wait for their turn
 * @param limit longest a query may run
 * @param patience longest a query may wait for its turn
 */
public record EngineOptions(
    long memoryBytes,
    int threads,
    List<Path> folders,
    Path spill,
    int queries,
    Duration limit,
    Duration patience) {

  private static final long MIB = 1 << 20;

  public EngineOptions {
    if (memoryBytes < 64 * MIB || threads < 1 || queries < 1) {
      throw new IllegalArgumentException(
          "engine with %d bytes, %d threads, %d queries".formatted(memoryBytes, threads, queries));
    }
    folders = List.copyOf(folders);
  }

  /** What a small server gives: 768 MiB, two threads, three queries at once, 30 s each. */
  public static EngineOptions small(Path data) {
    return new EngineOptions(
        768 * MIB,
        2,
        List.of(data.resolve("books"), data.resolve("derived")),
        data.resolve("derived").resolve("spill"),
        3,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }
}
