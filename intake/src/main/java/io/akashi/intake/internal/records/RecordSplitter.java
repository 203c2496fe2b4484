package io.akashi.intake.internal.records;

import io.akashi.event.Arrival;
import io.akashi.intake.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records one after the other: lines, or logical CSV records, whose quoted line breaks belong
 * to them (RFC 4180). Line breaks (LF, CR LF) between records are not part of them; empty records
 * are passed over. Memory is bounded by twice the longest record. Not safe for use by many threads.
 */
public final class RecordSplitter implements Records {
  private static final int READ = 64 * 1024;
  private static final int UTF8_MARK = 3;

  private final InputStream in;
  private final boolean csv;
  private final int maxRecord;
  private final Units units;

  private byte[] buffer = new byte[2 * READ];
  private int start;
  private int end;
  private boolean ended;
  private long startOffset;

  // How far the record at `start` has been looked at, and what was seen there.
  private int scanned;
  private boolean quoted;
  private int closedAt = -1;
  private int firstBreak = -1;
  private int part;

  // Whether the present piece of an over-long record begins inside quotes.
  private boolean carried;

  // The record found last.
  private byte[] payload = new byte[0];
  private Map<String, String> keys = Map.of();

  /**
   * Begins at the beginning of a file or in its middle.
   *
   * @param csv whether quotes protect line breaks
   * @param maxRecord longest record in bytes; longer ones come in pieces
   * @param charset charset of the records, or null for one that contains ASCII; a byte order mark
   *     of UTF-16 is seen without it
   * @param offset where in the file {@code in} begins
   * @param head the first bytes of that file; at offset 0 they are taken from {@code in} instead
   */
  public RecordSplitter(
      InputStream in,
      boolean csv,
      int maxRecord,
      long offset,
      @Nullable String charset,
      byte[] head)
      throws IOException {
    this.in = in;
    this.csv = csv;
    this.startOffset = offset;
    if (offset == 0) {
      fill();
      this.units = Units.of(charset, buffer, end);
    } else {
      this.units = Units.of(charset, head, head.length);
    }
    this.maxRecord = Math.max(units.width, maxRecord / units.width * units.width);
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      int limit = Math.min(end, start + maxRecord + 2 * units.width);
      int found = find(limit);
      if (found >= 0) {
        int to = withoutCarriageReturn(found);
        if (to - start > maxRecord) {
          takePiece();
          return true;
        }
        if (take(to, found + units.width)) {
          return true;
        }
      } else if (limit < end || (ended && end - start > maxRecord)) {
        takePiece();
        return true;
      } else if (ended) {
        return endsInsideQuotes() || take(end, end);
      } else {
        fill();
      }
    }
  }

  private int withoutCarriageReturn(int lineFeed) {
    int before = lineFeed - units.width;
    return before >= start && units.is(buffer, before, '\r') ? before : lineFeed;
  }

  /** At the end inside quotes: the quote was no quote, so the first line is a record. */
  private boolean endsInsideQuotes() {
    if (!quoted || firstBreak < 0 || part > 0) {
      return false;
    }
    takeFirstLine();
    return true;
  }

  /** The line break before {@code limit} that ends the record at {@code start}, or -1. */
  private int find(int limit) {
    int i = start + scanned;
    for (; i + units.width <= limit; i += units.width) {
      if (csv && units.is(buffer, i, '"')) {
        quote(i);
      } else if (units.is(buffer, i, '\n')) {
        if (!quoted) {
          scanned = i - start;
          return i;
        }
        if (firstBreak < 0) {
          firstBreak = i - start;
        }
      }
    }
    scanned = i - start;
    return -1;
  }

  /** A quote opens at the beginning of a field only; doubled, it stands for itself. */
  private void quote(int at) {
    if (quoted) {
      quoted = false;
      closedAt = at - start;
    } else if (at == start || closedAt == at - start - units.width || isDelimiter(at)) {
      quoted = true;
    }
  }

  private boolean isDelimiter(int behind) {
    int at = behind - units.width;
    return units.is(buffer, at, ',')
        || units.is(buffer, at, ';')
        || units.is(buffer, at, '\t')
        || units.is(buffer, at, '|')
        || isByteOrderMark(behind);
  }

  private boolean isByteOrderMark(int end) {
    int length = units.width == 1 ? UTF8_MARK : units.width;
    return startOffset == 0 && end - start == length && buffer[start] < 0;
  }

  /** Takes the bytes up to {@code to}; whether there were any. */
  private boolean take(int to, int next) {
    boolean any = to > start;
    if (any) {
      payload = Arrays.copyOfRange(buffer, start, to);
      keys = part > 0 ? pieceKeys(++part) : Map.of();
    }
    part = 0;
    carried = false;
    advance(next);
    return any;
  }

  private void takePiece() {
    if (quoted && firstBreak >= 0 && part == 0) {
      takeFirstLine();
      return;
    }
    int to = start + maxRecord;
    payload = Arrays.copyOfRange(buffer, start, to);
    keys = pieceKeys(++part);
    carried = endsQuoted(to);
    advance(to);
  }

  /** Whether {@code to} lies inside quotes. */
  private boolean endsQuoted(int to) {
    quoted = carried;
    closedAt = -1;
    for (int i = start; csv && i < to; i += units.width) {
      if (units.is(buffer, i, '"')) {
        quote(i);
      }
    }
    return quoted;
  }

  /** A quote that is never closed is a character: the record ends at its first line break. */
  private void takeFirstLine() {
    int lf = start + firstBreak;
    take(withoutCarriageReturn(lf), lf + units.width);
    keys = Map.of(Arrival.KEY_REPAIRED, Framing.CSV);
  }

  private static Map<String, String> pieceKeys(int number) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(Arrival.KEY_TRUNCATED, "1");
    keys.put(Framing.KEY_PART, Integer.toString(number));
    return keys;
  }

  private void advance(int next) {
    startOffset += next - start;
    start = next;
    scanned = 0;
    quoted = carried;
    closedAt = -1;
    firstBreak = -1;
  }

  private void fill() throws IOException {
    if (buffer.length - end < READ) {
      int length = end - start;
      byte[] target = length + READ > buffer.length ? new byte[2 * buffer.length] : buffer;
      System.arraycopy(buffer, start, target, 0, length);
      buffer = target;
      start = 0;
      end = length;
    }
    int count = in.readNBytes(buffer, end, Math.min(READ, buffer.length - end));
    end += count;
    ended = count == 0;
  }

  @Override
  public byte[] payload() {
    return payload;
  }

  @Override
  public Map<String, String> keys() {
    return keys;
  }

  @Override
  public boolean insideRecord() {
    return part > 0;
  }

  @Override
  public long offset() {
    return startOffset;
  }
}
