package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A crash around a merge leaves the merged segment beside the parts it was made of. Each is whole,
 * for a folder has its name only while it is. When all parts are there they are kept, for {@code
 * root} may not know the merged one yet; when one is missing, the merged one is recorded, and the
 * other parts were about to go.
 */
final class Overlaps {
  private Overlaps() {}

  /** The segments to use, in the order of their entries; the others are left over. */
  static List<Segment> resolve(List<Segment> found) {
    List<Segment> kept = new ArrayList<>(found);
    List<Segment> smallestFirst = new ArrayList<>(found);
    smallestFirst.sort(Comparator.comparingLong(segment -> segment.range().count()));
    for (Segment merged : smallestFirst) {
      List<Segment> parts = kept.stream().filter(part -> isPart(part, merged)).toList();
      if (cover(parts, merged.range())) {
        kept.remove(merged);
      } else {
        kept.removeAll(parts);
      }
    }
    kept.sort(Comparator.comparingLong(segment -> segment.range().first()));
    return kept;
  }

  private static boolean isPart(Segment part, Segment merged) {
    return part != merged
        && part.range().first() >= merged.range().first()
        && part.range().end() <= merged.range().end();
  }

  private static boolean cover(List<Segment> parts, IndexRange range) {
    List<IndexRange> ranges =
        parts.stream()
            .map(Segment::range)
            .sorted(Comparator.comparingLong(IndexRange::first))
            .toList();
    long end = range.first();
    for (IndexRange part : ranges) {
      if (part.first() != end) {
        return false;
      }
      end = part.end();
    }
    return end == range.end();
  }
}
