package io.akashi.store;

/**
 * A run of entries of one book.
 *
 * @param first index of the first entry, from 0
 * @param count how many, from 0
 */
public record IndexRange(long first, long count) {
  /**
   * @throws IllegalArgumentException when a number is negative or the end does not fit a long
   */
  public IndexRange {
    if (first < 0 || count < 0 || first > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException("range of %d entries from %d".formatted(count, first));
    }
  }

  /** The range from {@code first} up to, not including, {@code end}. */
  public static IndexRange between(long first, long end) {
    return new IndexRange(first, end - first);
  }

  /** The index behind the last entry. */
  public long end() {
    return first + count;
  }

  /** The first and the last index, as people read it: {@code 2048–3071}. */
  @Override
  public String toString() {
    return count == 0
        ? "none at " + first
        : count == 1 ? Long.toString(first) : first + "–" + (end() - 1);
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public boolean contains(long index) {
    return index >= first && index < end();
  }
}
