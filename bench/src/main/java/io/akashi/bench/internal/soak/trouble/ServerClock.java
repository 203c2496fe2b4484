package io.akashi.bench.internal.soak.trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Steps the clock of one process by libfaketime, which reads how far it is off from a file. Nobody
 * else's clock moves, and the monotonic clock stays as it is, as with a real step.
 */
public final class ServerClock {
  private static final List<String> FOLDERS = List.of("/usr/lib", "/usr/lib64", "/usr/local/lib");
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final int DEPTH = 3;

  private final Path library;
  private final Path file;

  private ServerClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** A clock whose state lies in a folder, or empty where libfaketime is not installed. */
  public static Optional<ServerClock> in(Path folder) throws IOException {
    for (String name : FOLDERS) {
      Path start = Path.of(name);
      if (!Files.isDirectory(start)) {
        continue;
      }
      try (Stream<Path> found =
          Files.find(start, DEPTH, (path, attributes) -> path.endsWith(LIBRARY))) {
        Optional<Path> library = found.findFirst();
        if (library.isPresent()) {
          return Optional.of(new ServerClock(library.get(), folder.resolve("clock")));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Variables under which a process has this clock. With its fix for timed waits libfaketime ends
   * those of the virtual machine at once, which then spins.
   */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toAbsolutePath().toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "FAKETIME_DONT_RESET", "1",
        "NO_FAKE_STAT", "1");
  }

  /** Sets how far the clock is ahead of the real one; a running process sees it within a second. */
  public void set(Duration ahead) throws IOException {
    Path made = file.resolveSibling("clock.new");
    Files.writeString(made, "%+.3f\n".formatted(ahead.toMillis() / 1e3));
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the shared memory that a killed process could not take away. */
  public void sweep(long pid) throws IOException {
    Path shared = Path.of("/dev/shm");
    Files.deleteIfExists(shared.resolve("faketime_shm_" + pid));
    Files.deleteIfExists(shared.resolve("sem.faketime_sem_" + pid));
  }
}
