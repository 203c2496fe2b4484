package io.akashi.store.internal.segment;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EventRows;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.engine.Utf8Cache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The canonical digest of event rows: the same rows give the same digest, whatever wrote them.
 *
 * <p>A row's text is one word a column, in the order of {@link Column}: {@code :,} for null, else
 * {@code <bytes>:<value>,} with numbers in decimal and times in microseconds; then LF. The rows of
 * 256 entries, in order of index and part, give one SHA-256. The digest is SHA-256 over a line
 * {@code <number of the block> <hexadecimal>} LF for each block that has rows. Used by one thread
 * at a time; the same rows may not be added twice.
 */
public final class RowDigest {
  private static final Column[] COLUMNS = Column.values();

  /** More than a number with its length, and than all of a text but itself. */
  private static final int LEAST_ROOM = 32;

  private final Utf8Cache texts = new Utf8Cache();
  private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
  private final MessageDigest sha256 = SegmentFiles.sha256();
  private long block = -1;
  private boolean open;
  private final byte[] digits = new byte[20];
  private byte[] row = new byte[1024];
  private int length;

  /** The digest of the rows a relation gives. */
  public static String of(Engine engine, String relation) {
    RowDigest digest = new RowDigest();
    List<AuditEvent> rows = new ArrayList<>();
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT %s FROM (%s) ORDER BY \"index\", \"part\"".formatted(Sql.READ_COLUMNS, relation),
          List.of(),
          chunk -> {
            EventRows.read(chunk, rows);
            digest.add(rows);
            rows.clear();
            return true;
          });
    }
    return digest.over(0, Long.MAX_VALUE);
  }

  /** The digest of rows in order of index and part. */
  public static String of(List<AuditEvent> rows) {
    RowDigest digest = new RowDigest();
    digest.add(rows);
    return digest.over(0, Long.MAX_VALUE);
  }

  /**
   * A quick sum of the rows a relation gives, to compare two relations in one engine; it means
   * nothing to another version of DuckDB.
   */
  static String quick(Engine engine, String relation) {
    String[] sum = new String[1];
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT concat(count(*), ' ', sum(hash(%s)::HUGEINT)) FROM (%s)"
              .formatted(Sql.COLUMNS, relation),
          List.of(),
          chunk -> {
            sum[0] = chunk.vector(0).getString(0);
            return false;
          });
    }
    return sum[0];
  }

  /** Adds rows, in order of index and part, behind those added before. */
  public void add(List<AuditEvent> rows) {
    for (AuditEvent event : rows) {
      long of = event.get(Column.INDEX) instanceof Long index ? index / BlockHashes.BLOCK : 0;
      if (of != block) {
        endBlock();
        block = of;
      }
      write(event);
      sha256.update(row, 0, length);
      open = true;
    }
  }

  private void endBlock() {
    if (open) {
      blocks.put(block, sha256.digest());
      open = false;
    }
  }

  /**
   * The digest of the rows of a range of entries; rows may be added behind it afterwards.
   *
   * @param from a multiple of 256
   * @param to a multiple of 256, or a number no index reaches
   */
  public String over(long from, long to) {
    MessageDigest all = SegmentFiles.sha256();
    if (block < to / BlockHashes.BLOCK) {
      endBlock();
    }
    blocks
        .subMap(from / BlockHashes.BLOCK, to / BlockHashes.BLOCK)
        .forEach((number, digest) -> {
          String line = "%d %s\n".formatted(number, HexFormat.of().formatHex(digest));
          all.update(line.getBytes(StandardCharsets.US_ASCII));
        });
    return HexFormat.of().formatHex(all.digest());
  }

  /** Forgets the rows of entries below an index. */
  public void forget(long below) {
    blocks.headMap(below / BlockHashes.BLOCK).clear();
  }

  private void write(AuditEvent event) {
    length = 0;
    for (Column column : COLUMNS) {
      switch (event.get(column)) {
        case null -> putNothing();
        case Long time when column.type() == Column.Type.TIME ->
            putNumber(Sql.storedTime(column, time));
        case Number number -> putNumber(number.longValue());
        case Object text -> putText(texts.of((String) text));
      }
    }
    row[length++] = '\n';
  }

  private void putNothing() {
    reserve(LEAST_ROOM);
    row[length++] = ':';
    row[length++] = ',';
  }

  private void putText(byte[] octets) {
    reserve(LEAST_ROOM + octets.length);
    putDecimal(octets.length);
    row[length++] = ':';
    System.arraycopy(octets, 0, row, length, octets.length);
    length += octets.length;
    row[length++] = ',';
  }

  private void putNumber(long number) {
    reserve(LEAST_ROOM);
    int at = digits.length;
    long left = number;
    do {
      digits[--at] = (byte) ('0' + Math.abs(left % 10));
      left /= 10;
    } while (left != 0);
    if (number < 0) {
      digits[--at] = '-';
    }
    int count = digits.length - at;
    putDecimal(count);
    row[length++] = ':';
    System.arraycopy(digits, at, row, length, count);
    length += count;
    row[length++] = ',';
  }

  private void putDecimal(int number) {
    if (number >= 10) {
      putDecimal(number / 10);
    }
    row[length++] = (byte) ('0' + number % 10);
  }

  /** Room for so many octets and the end of the row. */
  private void reserve(int octets) {
    if (row.length - length <= octets) {
      row = Arrays.copyOf(row, Math.max(length + octets + 1, length * 2));
    }
  }
}
