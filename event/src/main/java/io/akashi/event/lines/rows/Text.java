package io.akashi.event.lines.rows;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What a reader reads: {@code bytes[from, to)}, valid UTF-8, not to be changed.
 *
 * @param whole whether all of it is one row, line ends included
 * @param charset what it was written in, null for UTF-8: widths of columns are counted in it
 */
public record Text(byte[] bytes, int from, int to, boolean whole, @Nullable Charset charset) {
  /** End of the line that begins at {@code from}, before its LF. */
  int lineEnd(int at) {
    if (whole) {
      return to;
    }
    int end = at;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    return end;
  }
}
