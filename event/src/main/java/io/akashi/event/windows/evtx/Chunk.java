package io.akashi.event.windows.evtx;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one chunk and what its header says. A chunk that was cut short, or whose header is
 * damaged, is still read as far as it goes. All offsets are from the start of the chunk, as in the
 * format. Immutable, save that the array is not copied.
 */
final class Chunk {
  /** Length of a whole chunk. */
  static final int LENGTH = 65_536;

  /** Where the records begin. */
  static final int RECORDS = 512;

  /** Where the header and its tables end: no name and no template lies before. */
  static final int TABLES_END = RECORDS;

  private static final long MAGIC = 0x006b6e6843666c45L; // "ElfChnk\0"
  private static final int LAST_IDENTIFIER = 32;
  private static final int FREE_SPACE = 48;
  private static final int RECORDS_CHECKSUM = 52;
  private static final int HEADER_CHECKSUM = 124;
  private static final int HEADER_CHECKED = 120;
  private static final int TABLES = 128;

  private final byte[] bytes;
  private final int start;

  /** Where the chunk's bytes end. */
  final int end;

  /** Whether the header is the one that was written. */
  final boolean soundHeader;

  /** Where the records end, as far as anybody knows. */
  final int recordsEnd;

  /** What is damaged, or null. */
  final @Nullable String damage;

  Chunk(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end - start;
    this.soundHeader = this.end >= RECORDS && isSound();
    long free = soundHeader ? u32(FREE_SPACE) : this.end;
    boolean believable = free >= RECORDS && free <= LENGTH;
    this.recordsEnd = believable ? (int) Math.min(free, this.end) : this.end;
    this.damage = damage(believable ? (int) free : -1);
  }

  /** Whether a chunk begins at {@code bytes[at]}. */
  static boolean startsAt(byte[] bytes, int at) {
    return bytes.length - at >= Long.BYTES && Bytes.i64(bytes, at) == MAGIC;
  }

  private boolean isSound() {
    CRC32 sum = new CRC32();
    sum.update(bytes, start, HEADER_CHECKED);
    sum.update(bytes, start + TABLES, RECORDS - TABLES);
    return i64(0) == MAGIC && sum.getValue() == u32(HEADER_CHECKSUM);
  }

  private @Nullable String damage(int free) {
    if (end < RECORDS) {
      return "チャンクがヘッダーの途中で切れています / chunk cut within its header (%d bytes)".formatted(end);
    }
    if (!soundHeader) {
      return "チャンクのヘッダーが壊れています / chunk header damaged (checksum or signature)";
    }
    if (free < 0) {
      return "チャンクのヘッダーの値が不正です / chunk header states no end of its records";
    }
    if (free > end) {
      return "チャンクが途中で切れています / chunk cut at %d of %d bytes".formatted(end, free);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, start + RECORDS, free - RECORDS);
    return sum.getValue() == u32(RECORDS_CHECKSUM)
        ? null
        : "レコード領域のチェックサムが一致しません / checksum of the event records does not match:"
            + " some value of this chunk may be damaged";
  }

  /** The identifier of the last record, or -1 when the header cannot be believed. */
  long lastIdentifier() {
    return soundHeader ? i64(LAST_IDENTIFIER) : -1;
  }

  int u8(int at) {
    return bytes[start + at] & 0xff;
  }

  int u16(int at) {
    return Bytes.u16(bytes, start + at);
  }

  long u32(int at) {
    return Bytes.u32(bytes, start + at);
  }

  long i64(int at) {
    return Bytes.i64(bytes, start + at);
  }

  /** UTF-16 text of {@code units} code units. */
  String utf16(int at, int units) {
    return Bytes.utf16(bytes, start + at, units);
  }

  /** A value of that type. */
  ValueText value(int type, int at, int size) {
    return ValueText.of(type, bytes, start + at, size);
  }
}
