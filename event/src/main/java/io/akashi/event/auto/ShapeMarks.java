package io.akashi.event.auto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.auto.Marks.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The marks of messages of one shape. A mark is some texts that all stand in the first {@value
 * #HEAD} bytes; one pass over these finds all texts of all marks. Filled by one thread, then read
 * by many.
 */
final class ShapeMarks {
  static final int HEAD = 2_048;
  private static final int MOST_TEXTS = Long.SIZE;

  /** A mark: which texts it needs, as bits, and what reads a message that bears it. */
  private record Mark(long needed, Reading reading) {}

  private final List<String> texts = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  /** By the first byte of a text: the texts that begin so. */
  private final byte[][][] byFirst = new byte[256][][];

  private final long[][] bitsByFirst = new long[256][];

  /**
   * Adds a mark behind those there are.
   *
   * @param wanted texts, {@code " & "} between them; one that begins with {@code ^} stands at the
   *     very beginning
   */
  void add(String wanted, Reading reading) {
    long needed = 0;
    for (String text : wanted.split(" & ", -1)) {
      needed |= bit(text);
    }
    marks.add(new Mark(needed, reading));
  }

  private long bit(String text) {
    int known = texts.indexOf(text);
    if (known >= 0) {
      return 1L << known;
    }
    if (texts.size() == MOST_TEXTS) {
      throw new IllegalStateException("more than %d texts".formatted(MOST_TEXTS));
    }
    long bit = 1L << texts.size();
    texts.add(text);
    if (!text.startsWith("^")) {
      byte[] bytes = text.getBytes(UTF_8);
      int first = bytes[0] & 0xff;
      byFirst[first] = append(byFirst[first], bytes);
      long[] bits = bitsByFirst[first] == null ? new long[0] : bitsByFirst[first];
      bitsByFirst[first] = Arrays.copyOf(bits, bits.length + 1);
      bitsByFirst[first][bits.length] = bit;
    }
    return bit;
  }

  private static byte[][] append(byte @Nullable [][] all, byte[] one) {
    byte[][] more = all == null ? new byte[1][] : Arrays.copyOf(all, all.length + 1);
    more[more.length - 1] = one;
    return more;
  }

  /** What reads {@code bytes[from, to)}: the first mark it bears; null when it bears none. */
  @Nullable Reading find(byte[] bytes, int from, int to) {
    long found = atBeginning(bytes, from, to);
    int end = Math.min(to, from + HEAD);
    for (int at = from; at < end; at++) {
      byte[][] begun = byFirst[bytes[at] & 0xff];
      if (begun != null) {
        for (int i = 0; i < begun.length; i++) {
          // Of JSON every text begins with a quote, so the second byte is what tells.
          boolean likely = begun[i].length < 2 || (at + 1 < end && begun[i][1] == bytes[at + 1]);
          if (likely && stands(begun[i], 0, bytes, at, end)) {
            found |= bitsByFirst[bytes[at] & 0xff][i];
          }
        }
      }
    }
    for (Mark mark : marks) {
      if ((found & mark.needed) == mark.needed) {
        return mark.reading;
      }
    }
    return null;
  }

  private long atBeginning(byte[] bytes, int from, int to) {
    long found = 0;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.startsWith("^") && stands(text.getBytes(UTF_8), 1, bytes, from, to)) {
        found |= 1L << i;
      }
    }
    return found;
  }

  /** Whether {@code text} behind its first {@code skip} bytes stands at a place. */
  private static boolean stands(byte[] text, int skip, byte[] bytes, int at, int end) {
    int length = text.length - skip;
    return at + length <= end && Arrays.equals(bytes, at, at + length, text, skip, text.length);
  }

  List<Reading> readings() {
    return marks.stream().map(Mark::reading).toList();
  }
}
