package io.akashi.store.internal.segment;

/**
 * How many rows a row group of an events file has. A whole column of a row group lies in memory
 * when it is written and when it is read, so wide rows come in smaller groups: they are measured by
 * the payloads they were read from. Not safe for use by many threads.
 */
final class RowGroups {
  /** Small enough to be passed over, large enough to compress. */
  static final int MOST_ROWS = 65_536;

  /** The rows DuckDB handles at once. */
  static final int LEAST_ROWS = 2_048;

  /** Payloads of the rows of a group, about. */
  private static final long BYTES = 16 << 20;

  private long heaviest;
  private long bytes;
  private int entries;

  /** Takes the next entry's payload into account. */
  void add(int payloadBytes) {
    if (entries == LEAST_ROWS) {
      entries = 0;
      bytes = 0;
    }
    entries++;
    bytes += payloadBytes;
    heaviest = Math.max(heaviest, bytes);
  }

  /** Rows of a group: a multiple of {@link #LEAST_ROWS}, the same for the same entries. */
  int rows() {
    long steps = BYTES / Math.max(1, heaviest);
    return LEAST_ROWS * Math.clamp(steps, 1, MOST_ROWS / LEAST_ROWS);
  }
}
