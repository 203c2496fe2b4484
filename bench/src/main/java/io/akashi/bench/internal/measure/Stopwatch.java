package io.akashi.bench.internal.measure;

import java.util.concurrent.TimeUnit;

/** Time since it was made. */
public final class Stopwatch {
  private final long start = System.nanoTime();

  public double seconds() {
    return nanos() / (double) TimeUnit.SECONDS.toNanos(1);
  }

  public double millis() {
    return nanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  public long nanos() {
    return System.nanoTime() - start;
  }
}
