package io.akashi.cli.internal.show;

import java.io.PrintStream;

/**
 * How far a long work has come: a bar that is drawn over itself where a person watches, else a line
 * every few seconds. Used by one thread.
 */
public final class ProgressLine implements AutoCloseable {
  private static final int CELLS = 30;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final double LEAST_SECONDS = 1;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final boolean interactive;
  private long shownNanos = System.nanoTime();
  private boolean drawn;
  // Of the work that is shown now: its name, and where and when it began to be.
  private String begun = "";
  private long begunAt;
  private long begunNanos;

  public ProgressLine(PrintStream err, boolean interactive) {
    this.err = err;
    this.interactive = interactive;
  }

  /** Shows that {@code done} of {@code total} are done of the work with that name. */
  public void show(String name, long done, long total) {
    long now = System.nanoTime();
    if (!name.equals(begun)) {
      begun = name;
      begunAt = done;
      begunNanos = now;
    }
    if (now - shownNanos < (interactive ? REDRAW_NANOS : LINE_NANOS)) {
      return;
    }
    shownNanos = now;
    double share = total <= 0 ? 1 : Math.min(1, (double) done / total);
    int percent = (int) (share * 100);
    if (interactive) {
      int full = (int) (share * CELLS);
      String bar = "█".repeat(full) + "░".repeat(CELLS - full);
      err.printf(
          "%s%s %s %3d%% (%,d / %,d)%s",
          CLEAR, name, bar, percent, done, total, pace(done, total, now));
      err.flush();
      drawn = true;
    } else {
      err.printf("%s %d%% (%,d / %,d)%s%n", name, percent, done, total, pace(done, total, now));
    }
  }

  /** How fast it goes and how long it still takes, once that can be told. */
  private String pace(long done, long total, long now) {
    double seconds = (now - begunNanos) / 1e9;
    double rate = (done - begunAt) / seconds;
    if (seconds < LEAST_SECONDS || rate < 1) {
      return "";
    }
    long left = (long) (Math.max(0, total - done) / rate);
    return " %,d/s, 残り / left %d:%02d:%02d"
        .formatted((long) rate, left / 3600, left / 60 % 60, left % 60);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
