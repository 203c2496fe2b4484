package io.akashi.intake.internal.records;

import io.akashi.event.Arrival;
import io.akashi.intake.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records whose end their own syntax tells: XML elements, JSON values. Memory is bounded by twice
 * the longest record.
 */
final class BoundedRecords implements Records {
  private static final int READ = 64 * 1024;

  private final InputStream in;
  private final RecordBounds bounds;
  private final Units units;
  private final int maxRecord;

  private byte[] buffer = new byte[2 * READ];
  private int start;
  private int end;
  private boolean ended;
  private long startOffset;

  private int scanned;
  private int part;
  private byte[] payload = new byte[0];
  private Map<String, String> keys = Map.of();

  /**
   * Begins at the beginning of a file or in its middle.
   *
   * @param maxRecord longest record in bytes; longer ones come in pieces
   * @param offset where in the file {@code in} begins
   */
  BoundedRecords(InputStream in, RecordBounds bounds, Units units, int maxRecord, long offset)
      throws IOException {
    this.in = in;
    this.bounds = bounds;
    this.units = units;
    this.maxRecord = Math.max(units.width, maxRecord / units.width * units.width);
    this.startOffset = offset;
    bounds.begin();
    fill();
    // A byte order mark is no character: it stays with the record or the list that it stands
    // before.
    this.scanned = offset == 0 ? units.markLength(buffer, end) : 0;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      if (scan()) {
        return true;
      }
      if (ended) {
        return end > start && take(end);
      }
      fill();
    }
  }

  /** Whether a record, or a piece of one, was found in what is read. */
  private boolean scan() {
    for (int i = start + scanned; i + units.width <= end; i += units.width) {
      switch (bounds.step(units.ascii(buffer, i))) {
        case PASSED -> {
          advance(i + units.width);
          bounds.begin();
        }
        case BEGUN -> {
          advance(i);
          part = 0;
          scanned = units.width;
          if (scanned >= maxRecord) {
            return takePiece();
          }
        }
        case LAST -> {
          return take(i + units.width);
        }
        case ENDED_AT_MARK -> {
          int to = i - units.width * (bounds.mark() - 1);
          if (to > start) {
            return take(to);
          }
          // It ended with the piece taken last.
          part = 0;
          scanned = 0;
          bounds.begin();
          i = start - units.width;
        }
        case INSIDE -> {
          scanned = i + units.width - start;
          if (scanned >= maxRecord) {
            return takePiece();
          }
        }
      }
    }
    return false;
  }

  private boolean take(int to) {
    payload = Arrays.copyOfRange(buffer, start, to);
    keys = part > 0 ? pieceKeys(++part) : Map.of();
    part = 0;
    advance(to);
    bounds.begin();
    return true;
  }

  // The record goes on: what the bounds know of it stays.
  private boolean takePiece() {
    payload = Arrays.copyOfRange(buffer, start, start + scanned);
    keys = pieceKeys(++part);
    advance(start + scanned);
    return true;
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
    int count = in.readNBytes(buffer, end, READ);
    end += count;
    ended = count < READ;
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
