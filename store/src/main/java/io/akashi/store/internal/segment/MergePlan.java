package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.MergeOptions;
import java.util.List;
import java.util.Optional;

/** Which neighbouring segments become one, as {@link MergeOptions} says. Immutable. */
public final class MergePlan {
  /** More than so many parts are not merged at once, so that their record stays small. */
  private static final int MOST_PARTS = 512;

  private final MergeOptions options;

  public MergePlan(MergeOptions options) {
    this.options = options;
  }

  /**
   * The next segments to merge: positions {@code from} to {@code to}, not included.
   *
   * @param from position of the first
   * @param to position behind the last
   */
  public record Run(int from, int to) {}

  /** What is to be merged next, smallest classes first; empty when nothing is ripe. */
  public Optional<Run> next(List<IndexRange> segments) {
    int classes = classOf(options.largest());
    for (int most = 0; most <= classes; most++) {
      for (int from = 0; from < segments.size(); from++) {
        if (segments.get(from).first() % options.multiple() == 0) {
          int to = ripe(segments, from, most);
          if (to > from) {
            return Optional.of(new Run(from, to));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Position behind the run that begins at {@code from}, or {@code from} when it is not ripe. */
  private int ripe(List<IndexRange> segments, int from, int most) {
    long first = segments.get(from).first();
    long end = first;
    int cut = from;
    int at = from;
    while (at < segments.size() && at - from < MOST_PARTS) {
      IndexRange next = segments.get(at);
      if (next.first() != end
          || classOf(next.count()) > most
          || next.end() - first > options.largest()) {
        break;
      }
      end = next.end();
      at++;
      if (end % options.multiple() == 0) {
        cut = at;
      }
    }
    boolean full = cut > from && segments.get(cut - 1).end() - first == options.largest();
    int parts = cut - from;
    return parts >= options.fanIn() || (full && parts > 1) ? cut : from;
  }

  /** 0 for the smallest segments, one more for each {@code fanIn} times as many entries. */
  private int classOf(long entries) {
    int level = 0;
    for (long size = BlockHashes.BLOCK * (long) options.fanIn();
        size <= entries;
        size *= options.fanIn()) {
      level++;
    }
    return level;
  }
}
