package io.akashi.event.auto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells a format: texts that all stand in the first {@value #HEAD} bytes of a message of a
 * shape.
 *
 * @param texts their UTF-8; one that begins with {@code ^} stands at the very beginning
 * @param format name of the decoder
 * @param mapping name of the mapping, for the format {@code lines}
 */
record Mark(Shape shape, List<byte[]> texts, String format, @Nullable String mapping) {
  static final int HEAD = 2_048;

  static Mark of(Shape shape, String texts, String format, @Nullable String mapping) {
    List<byte[]> all =
        Arrays.stream(texts.split(" & ", -1)).map(text -> text.getBytes(UTF_8)).toList();
    return new Mark(shape, all, format, mapping);
  }

  /** Whether {@code bytes[from, to)}, a message of the mark's shape, bears it. */
  boolean isBorneBy(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + HEAD);
    for (byte[] text : texts) {
      if (!occurs(text, bytes, from, end)) {
        return false;
      }
    }
    return true;
  }

  private static boolean occurs(byte[] text, byte[] bytes, int from, int to) {
    boolean atBeginning = text[0] == '^';
    int skip = atBeginning ? 1 : 0;
    int length = text.length - skip;
    int last = atBeginning ? Math.min(from, to - length) : to - length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == text[skip]
          && Arrays.equals(bytes, at, at + length, text, skip, text.length)) {
        return true;
      }
    }
    return false;
  }
}
