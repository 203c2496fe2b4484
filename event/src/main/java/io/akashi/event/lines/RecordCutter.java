package io.akashi.event.lines;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.akashi.event.Charsets;
import io.akashi.event.internal.text.PayloadText;
import io.akashi.event.lines.rows.Shape;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Finds where one record of a file ends and the next begins, in the file's own charset, so that
 * each becomes an entry of its own with not a byte changed. For delimited mappings a record is the
 * logical record of RFC 4180 (a quoted cell may hold line ends), else a line. Immutable.
 */
public final class RecordCutter {
  private static final int NEVER = -1;

  private final int width;
  private final boolean littleEndian;
  private final boolean doubleByte;
  private final int[] delimiter;
  private final int quote;

  private RecordCutter(Charset charset, String delimiter, int quote) {
    String name = charset.name();
    this.width = name.startsWith("UTF-16") ? 2 : 1;
    this.littleEndian = name.equals("UTF-16LE");
    this.doubleByte = Charsets.of(name).equals(PayloadText.CP932);
    this.delimiter = units(delimiter, charset, width);
    this.quote = quote;
  }

  /** Cuts at line ends. {@code charset} null stands for one in which LF is a byte of its own. */
  public static RecordCutter lines(@Nullable Charset charset) {
    return new RecordCutter(charset == null ? UTF_8 : charset, "", NEVER);
  }

  /**
   * Cuts as the mapping reads. {@code charset} null stands for that of the mapping; a file in
   * UTF-16 must be named {@code UTF-16LE} or {@code UTF-16BE}, since only its first record carries
   * the byte order mark.
   */
  public static RecordCutter of(Mapping mapping, @Nullable Charset charset) {
    Mapping.Parts parts = mapping.parts();
    Charset own = charset == null ? parts.charset() : charset;
    Charset written = own == null ? UTF_8 : own;
    return parts.shape() instanceof Shape.Delimited shape
        ? new RecordCutter(written, new String(shape.delimiter(), UTF_8), shape.quote())
        : lines(written);
  }

  private static int[] units(String text, Charset charset, int width) {
    if (width == 2) {
      return text.chars().toArray();
    }
    byte[] bytes = text.getBytes(charset);
    int[] units = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      units[i] = bytes[i] & 0xff;
    }
    return units;
  }

  /**
   * Index behind the record that begins at {@code from}, its line end included, or -1 when {@code
   * bytes[from, to)} does not hold its end. A quote that is never closed gives -1 for ever: whoever
   * has read as much as he is willing to then takes {@link #lineEnd}.
   */
  public int end(byte[] bytes, int from, int to) {
    boolean quoted = false;
    boolean cellStart = true;
    int i = from;
    while (i + width <= to) {
      int unit = unit(bytes, i);
      if (quoted) {
        quoted = unit != quote;
        i += step(unit);
        continue;
      }
      if (unit == '\n') {
        return i + width;
      }
      if (cellStart && isMark(unit)) {
        i += width;
        continue;
      }
      if (unit == quote && (cellStart || wasQuote(bytes, i, from))) {
        quoted = true;
      }
      cellStart = isDelimiter(bytes, i, to);
      i += cellStart ? delimiter.length * width : step(unit);
    }
    return -1;
  }

  /** Index behind the first line end after {@code from}, or -1. */
  public int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i + width <= to; i += step(unit(bytes, i))) {
      if (unit(bytes, i) == '\n') {
        return i + width;
      }
    }
    return -1;
  }

  /** A doubled quote: the cell that was just closed goes on. */
  private boolean wasQuote(byte[] bytes, int i, int from) {
    return i - width >= from && unit(bytes, i - width) == quote;
  }

  private boolean isMark(int unit) {
    return width == 2 ? unit == 0xfeff : unit == 0xef || unit == 0xbb || unit == 0xbf;
  }

  private boolean isDelimiter(byte[] bytes, int i, int to) {
    if (delimiter.length == 0 || i + delimiter.length * width > to) {
      return false;
    }
    for (int k = 0; k < delimiter.length; k++) {
      if (unit(bytes, i + k * width) != delimiter[k]) {
        return false;
      }
    }
    return true;
  }

  private int unit(byte[] bytes, int i) {
    if (width == 1) {
      return bytes[i] & 0xff;
    }
    int first = bytes[i] & 0xff;
    int second = bytes[i + 1] & 0xff;
    return littleEndian ? second << 8 | first : first << 8 | second;
  }

  /** In Shift_JIS the second byte of a letter may look like ASCII; LF and quotes never do. */
  private int step(int unit) {
    boolean lead = doubleByte && ((unit >= 0x81 && unit <= 0x9f) || (unit >= 0xe0 && unit <= 0xfc));
    return lead ? 2 : width;
  }
}
