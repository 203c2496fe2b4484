package io.akashi.event.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings for values that come again and again: names of users, kinds of information. Bounded: one
 * string for each of {@value #SLOTS} slots, the newer pushes out the older. Safe for use by many
 * threads: an entry is immutable, and a lost race costs one more string.
 */
public final class CellCache {
  private static final int SLOTS = 1024;
  private static final int LONGEST = 48;

  private record Entry(byte[] bytes, String text) {}

  // Made when first asked: of the cells that mappings name, most are never read.
  private @Nullable Entry @Nullable [] entries;

  /** The text of {@code bytes[from, to)}, which must be valid UTF-8. */
  public String text(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return new String(bytes, from, length, UTF_8);
    }
    int hash = length;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    @Nullable Entry[] known = entries;
    if (known == null) {
      known = new Entry[SLOTS];
      entries = known;
    }
    Entry entry = known[slot];
    if (entry != null && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
      return entry.text;
    }
    String text = new String(bytes, from, length, UTF_8);
    known[slot] = new Entry(Arrays.copyOfRange(bytes, from, to), text);
    return text;
  }
}
