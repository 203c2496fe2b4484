package io.akashi.event.internal.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings for values beyond ASCII that come again and again: names of users, kinds of information.
 * Numbers and other ASCII are made anew, which costs less than to find them. Bounded: one string
 * for each of 1,024 slots, the newer pushes out the older. Safe for use by many threads: an entry
 * is immutable, and a lost race costs one more string.
 */
public final class CellCache {
  private static final int SLOT_BITS = 10;
  private static final int LONGEST = 48;
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private record Entry(byte[] bytes, String text) {}

  // Made when first asked: of the cells that mappings name, most are never read.
  private @Nullable Entry @Nullable [] entries;

  /** The text of {@code bytes[from, to)}, which must be valid UTF-8. */
  public String text(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return new String(bytes, from, length, UTF_8);
    }
    long hash = length;
    long seen = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at);
      seen |= word;
      hash = (hash ^ word) * SPREAD;
    }
    for (; at < to; at++) {
      seen |= bytes[at];
      hash = (hash ^ bytes[at]) * SPREAD;
    }
    return (seen & HIGH_BITS) == 0
        ? new String(bytes, from, length, ISO_8859_1)
        : known(bytes, from, to, (int) (hash >>> (Long.SIZE - SLOT_BITS)));
  }

  private String known(byte[] bytes, int from, int to, int slot) {
    @Nullable Entry[] known = entries;
    if (known == null) {
      known = new Entry[1 << SLOT_BITS];
      entries = known;
    }
    Entry entry = known[slot];
    if (entry != null && Arrays.equals(entry.bytes, 0, entry.bytes.length, bytes, from, to)) {
      return entry.text;
    }
    String text = new String(bytes, from, to - from, UTF_8);
    known[slot] = new Entry(Arrays.copyOfRange(bytes, from, to), text);
    return text;
  }
}
