package io.akashi.store.internal.segment;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The canonical digest of event rows: the same rows give the same digest, whatever wrote them.
 *
 * <p>A row's text is one word a column, in the order of {@link Column}: {@code :,} for null, else
 * {@code <bytes>:<value>,} with numbers in decimal and times in microseconds. The digest is SHA-256
 * over the rows in order of index and part, of each row the 64 lower-case hexadecimal digits of its
 * text's SHA-256 and a LF.
 */
public final class RowDigest {
  private static final String ROW =
      Stream.of(Column.values())
          .map(RowDigest::word)
          .collect(Collectors.joining(", ", "concat(", ")"));

  private final MessageDigest sha256 = SegmentFiles.sha256();

  private RowDigest() {}

  // concat() leaves nulls out, which makes the word of a null.
  private static String word(Column column) {
    String value =
        column.type() == Column.Type.TIME ? "epoch_us(" + Sql.name(column) + ")" : Sql.name(column);
    return column.type() == Column.Type.TEXT
        ? "strlen(%1$s), ':', %1$s, ','".formatted(value)
        : "strlen(%1$s::VARCHAR), ':', %1$s, ','".formatted(value);
  }

  /** The digest of the rows a relation gives, computed by the engine. */
  public static String of(Engine engine, String relation) {
    RowDigest digest = new RowDigest();
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT sha256(%s) FROM (%s) ORDER BY \"index\", \"part\"".formatted(ROW, relation),
          List.of(),
          chunk -> {
            for (long row = 0; row < chunk.rowCount(); row++) {
              digest.add(chunk.vector(0).getString(row));
            }
            return true;
          });
    }
    return digest.finish();
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

  /** The same without the engine; the rows in order of index and part. */
  public static String of(List<AuditEvent> rows) {
    RowDigest digest = new RowDigest();
    for (AuditEvent row : rows) {
      StringBuilder text = new StringBuilder();
      for (Column column : Column.values()) {
        Object value = row.get(column);
        if (value == null) {
          text.append(":,");
        } else {
          String word = value.toString();
          text.append(word.getBytes(StandardCharsets.UTF_8).length).append(':').append(word);
          text.append(',');
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      digest.add(HexFormat.of().formatHex(SegmentFiles.sha256().digest(bytes)));
    }
    return digest.finish();
  }

  private void add(String rowHex) {
    sha256.update(rowHex.getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) '\n');
  }

  private String finish() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
