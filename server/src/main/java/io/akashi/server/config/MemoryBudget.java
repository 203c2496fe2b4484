package io.akashi.server.config;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How the one budget of memory is shared: the heap, as the virtual machine was started with it;
 * what the virtual machine needs beside it; the engine that answers queries; and the engine that
 * merges, a quarter of it (DESIGN: one budget for DuckDB, heap and caches).
 *
 * @param total bytes of all of it
 * @param heap bytes of the largest heap
 */
public record MemoryBudget(long total, long heap) {
  /**
   * Classes, compiled code, stacks, buffers: the virtual machine had taken 119 MB of them after 25
   * s of load; the rest is for what malloc keeps. With a budget of 768 MiB (heap 256) the largest
   * resident memory was 762 MB of 805 ({@code ./akashi bench memory}, docs/performance.md).
   */
  private static final long BESIDE = 192L << 20;

  private static final long LEAST_ENGINE = 128L << 20;
  private static final long LEAST_DEFAULT = 1L << 30;
  private static final long MOST_DEFAULT = 2L << 30;

  /**
   * The budget of this process.
   *
   * @param asked the whole of it, or empty for a quarter of the machine's memory (of the container,
   *     where it runs in one), at least 1 GB and what the heap needs, at most 2 GB
   */
  public static MemoryBudget of(Optional<Size> asked) {
    return of(asked, machine(), Runtime.getRuntime().maxMemory());
  }

  static MemoryBudget of(Optional<Size> asked, long machine, long heap) {
    long usual = Math.clamp(machine / 4, LEAST_DEFAULT, MOST_DEFAULT);
    long least = heap + BESIDE + 2 * LEAST_ENGINE;
    return new MemoryBudget(asked.map(Size::bytes).orElse(Math.max(usual, least)), heap);
  }

  private static long machine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** Whether it is too small for the heap; then the engine gets what it cannot do without. */
  public boolean isTooSmall() {
    return engines() < LEAST_ENGINE;
  }

  /** The smallest total that is not too small. */
  public Size least() {
    long megabyte = 1L << 20;
    return new Size(Math.ceilDiv(heap + BESIDE + LEAST_ENGINE, megabyte) * megabyte);
  }

  /** Bytes of the engine that answers queries; the one that merges takes a quarter of them more. */
  public long engine() {
    return Math.max(LEAST_ENGINE, engines()) / 5 * 4;
  }

  private long engines() {
    return total - heap - BESIDE;
  }
}
