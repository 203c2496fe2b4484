package io.akashi.store.internal.segment;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EventBatch;
import io.akashi.store.internal.engine.EventColumns;
import io.akashi.store.internal.engine.EventRows;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.engine.Utf8Cache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
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
  private final Utf8Cache texts = new Utf8Cache();
  private final TreeMap<Long, byte[]> blocks = new TreeMap<>();
  private final MessageDigest sha256 = SegmentFiles.sha256();
  private long block = -1;
  private boolean open;

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
    EventColumns columns = new EventColumns(texts);
    rows.forEach(columns::add);
    add(EventBatch.of(columns, 0, columns.size()));
  }

  /** The same for rows that are columns already. */
  public void add(EventBatch rows) {
    RowText text = new RowText(rows);
    for (int row = rows.from(); row < rows.to(); row++) {
      long of = rows.rows().number(Column.INDEX, row) / BlockHashes.BLOCK;
      if (of != block) {
        endBlock();
        block = of;
      }
      text.addTo(sha256, row);
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
}
