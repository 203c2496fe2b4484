package io.akashi.bench.internal.house;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes with this class path, and what Linux knows of them. */
public final class Children {
  private static final double KILO = 1024;

  private Children() {}

  /** The command of a virtual machine with the same options as this one. */
  public static List<String> java(List<String> furtherOptions, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:StartFlightRecording"))
        .forEach(command::add);
    command.addAll(furtherOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Processor seconds of a running process. */
  static double processorSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /**
   * A value of {@code /proc/PID/status} in megabytes, e.g. {@code VmRSS}, {@code VmHWM}.
   *
   * @return NaN where there is no such file
   */
  public static double megabytes(ProcessHandle process, String name) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(file)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * KILO / 1e6)
          .findFirst()
          .orElse(Double.NaN);
    }
  }
}
