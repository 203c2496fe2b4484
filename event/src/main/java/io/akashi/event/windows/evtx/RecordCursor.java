package io.akashi.event.windows.evtx;

import org.jspecify.annotations.Nullable;

/**
 * Steps from record to record of a chunk: {@code "**\0\0" size:u32 identifier:u64 written:u64
 * binary XML size:u32}. A record whose frame is damaged is looked behind, byte by byte, for the
 * next whole frame; what was passed over is a gap, told once. Each byte is looked at once. One
 * thread.
 */
final class RecordCursor {
  /** Bytes before the binary XML. */
  static final int HEADER = 24;

  private static final long MAGIC = 0x2a2a;
  private static final int SHORTEST = HEADER + 4;

  private final Chunk chunk;
  private final int end;
  private int start;
  private int next = Chunk.RECORDS;
  private int bodyEnd;
  private int ahead;
  private long identifier;
  private long highest = -1;
  private boolean record;
  private boolean lost;
  private @Nullable String note;

  RecordCursor(Chunk chunk) {
    this.chunk = chunk;
    this.end = chunk.recordsEnd;
  }

  /** Goes to the next record or gap; false when there is none. */
  boolean next() {
    start = next;
    note = lost ? "破損箇所の後で見つけたレコードです / found by its signature behind damage" : null;
    lost = false;
    if (start + 4 > end || finished()) {
      return false;
    }
    record = isWhole(start);
    if (record) {
      take(start + (int) chunk.u32(start + 4));
      return true;
    }
    if (isCut()) {
      record = true;
      take(end);
      bodyEnd = end;
      note = "レコードが途中で切れています / record cut at offset " + end;
      return true;
    }
    return gap();
  }

  /** Behind a header nobody can believe, the records end where nothing looks like one. */
  private boolean finished() {
    if (chunk.soundHeader || looksBelievable(start)) {
      return false;
    }
    // Identifiers only grow, so what was found ahead stays the next one until it is reached.
    if (ahead <= start) {
      ahead = search(start + 1);
    }
    return ahead == end && !isCut();
  }

  private void take(int following) {
    identifier = chunk.i64(start + 8);
    highest = Math.max(highest, identifier);
    bodyEnd = following - 4;
    next = following;
  }

  private boolean gap() {
    next = search(start + 1);
    lost = true;
    note = "レコードの枠が壊れています / damaged record frame, bytes %d to %d".formatted(start, next);
    return true;
  }

  private int search(int from) {
    int at = from;
    while (at + SHORTEST <= end && !(isWhole(at) && looksBelievable(at))) {
      at++;
    }
    return at + SHORTEST <= end ? at : end;
  }

  private boolean isWhole(int at) {
    if (at + SHORTEST > end || chunk.u32(at) != MAGIC) {
      return false;
    }
    long size = chunk.u32(at + 4);
    return size >= SHORTEST && size <= end - at && chunk.u32(at + (int) size - 4) == size;
  }

  /** Whether its identifier goes on where the last record ended: older remains do not. */
  private boolean looksBelievable(int at) {
    if (!isWhole(at)) {
      return false;
    }
    long id = chunk.i64(at + 8);
    long last = chunk.lastIdentifier();
    return id > highest && (last < 0 || id <= last);
  }

  /** Whether the chunk was cut within this record. */
  private boolean isCut() {
    return end == chunk.end
        && end < Chunk.LENGTH
        && start + HEADER <= end
        && chunk.u32(start) == MAGIC
        && chunk.u32(start + 4) > end - start
        && chunk.u32(start + 4) <= Chunk.LENGTH;
  }

  /** Whether it stands at a record, not at a gap. */
  boolean isRecord() {
    return record;
  }

  int start() {
    return start;
  }

  int bodyEnd() {
    return bodyEnd;
  }

  long identifier() {
    return identifier;
  }

  /** When it was written, as a FILETIME. */
  long written() {
    return chunk.i64(start + 16);
  }

  /** What is wrong with its frame, or null. */
  @Nullable String note() {
    return note;
  }
}
