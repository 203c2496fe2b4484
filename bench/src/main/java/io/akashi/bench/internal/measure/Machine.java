package io.akashi.bench.internal.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Where and when the figures were taken.
 *
 * @param at start of the run
 * @param cores processors the virtual machine sees
 * @param processor model name, or the architecture
 * @param memory of the machine in bytes, or 0 when unknown
 * @param java version and vendor
 * @param system operating system and version
 * @param disk file system of the data, its type and device
 * @param load average of the last minute before the run; above 0.3 others were at work
 */
public record Machine(
    Instant at,
    int cores,
    String processor,
    long memory,
    String java,
    String system,
    String disk,
    double load) {

  /** This machine, with the disk that holds a folder. */
  public static Machine here(Path folder) throws IOException {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Runtime.getRuntime().availableProcessors(),
        proc("cpuinfo", "model name", System.getProperty("os.arch")),
        1024 * number(proc("meminfo", "MemTotal", "0")),
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Files.getFileStore(folder).type() + " " + Files.getFileStore(folder).name(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  @Override
  public String toString() {
    return "%s, %d cores (%s), %.1f GB, JDK %s, %s, disk %s, load before %.2f"
        .formatted(at, cores, processor, memory / 1e9, java, system, disk, load);
  }

  /** The value of a line {@code name : value} in a file of Linux' /proc, else the other. */
  private static String proc(String file, String name, String otherwise) throws IOException {
    Path path = Path.of("/proc", file);
    if (!Files.exists(path)) {
      return otherwise;
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    }
  }

  private static long number(String text) {
    return Long.parseLong(text.replaceAll("[^0-9]", ""));
  }
}
