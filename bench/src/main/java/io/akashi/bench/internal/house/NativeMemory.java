package io.akashi.bench.internal.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory that a virtual machine has taken for itself, by its Native Memory Tracking; what libraries
 * such as DuckDB take is not in it.
 *
 * @param heap megabytes of the heap
 * @param beside megabytes of everything else: classes, code, threads, buffers, collector
 */
public record NativeMemory(double heap, double beside) {
  private static final Pattern TOTAL =
      Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
  private static final Pattern HEAP =
      Pattern.compile("Java Heap \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
  private static final double KILO = 1024 / 1e6;

  /** Asks a process that was started with {@code -XX:NativeMemoryTracking=summary}. */
  static NativeMemory of(long pid) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                jcmd.toString(), Long.toString(pid), "VM.native_memory", "summary", "scale=KB")
            .redirectErrorStream(true)
            .start();
    return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  static NativeMemory parse(String summary) throws IOException {
    double heap = find(HEAP, summary);
    return new NativeMemory(heap, find(TOTAL, summary) - heap);
  }

  private static double find(Pattern pattern, String summary) throws IOException {
    Matcher matcher = pattern.matcher(summary);
    if (!matcher.find()) {
      throw new IOException("jcmd VM.native_memory says: " + summary.lines().findFirst());
    }
    return Long.parseLong(matcher.group(1)) * KILO;
  }
}
