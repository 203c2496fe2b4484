package io.akashi.store.internal.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of the journal and what is known of the places of its groups. Safe for use by many
 * threads.
 */
final class JournalFile {
  /** Entries between two places that are remembered: at most 257 places a file. */
  private static final int SPACING = 256;

  private final Path path;
  private final long first;
  private final TreeMap<Long, Long> places = new TreeMap<>();

  JournalFile(Path path, long first) {
    this.path = path;
    this.first = first;
    places.put(first, (long) JournalFormat.FILE_HEADER);
  }

  Path path() {
    return path;
  }

  /** Index of its first entry. */
  long first() {
    return first;
  }

  /** Remembers, if it is worth it, that the group that begins with that index lies there. */
  synchronized void remember(long index, long position) {
    if (index >= places.lastKey() + SPACING) {
      places.put(index, position);
    }
  }

  /** The nearest known group that begins at or before that index: index and position. */
  synchronized Map.Entry<Long, Long> placeOf(long index) {
    return places.floorEntry(Math.max(index, first));
  }
}
