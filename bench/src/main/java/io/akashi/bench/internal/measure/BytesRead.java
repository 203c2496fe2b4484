package io.akashi.bench.internal.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process has read from files, cached by the system or not. */
public final class BytesRead {
  private static final Path COUNTERS = Path.of("/proc/self/io");
  private static final String READ = "rchar: ";

  private BytesRead() {}

  /** Bytes read by this process since it began; 0 where the system does not count them. */
  public static long byThisProcess() throws IOException {
    if (!Files.isReadable(COUNTERS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(COUNTERS)) {
      return lines
          .filter(line -> line.startsWith(READ))
          .mapToLong(line -> Long.parseLong(line.substring(READ.length())))
          .findFirst()
          .orElse(0);
    }
  }
}
