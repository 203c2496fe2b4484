package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The entries of an entries file, read in pieces of at most one row group. A piece that cannot be
 * read is told to a listener and stepped over. For one thread.
 */
final class SegmentEntries implements EntryCursor {
  /** Entries of a row group. */
  static final int ROW_GROUP = 65_536;

  private static final long PIECE_BYTES = 64L << 20;

  private final Lease lease;
  private final Path file;
  private final BiConsumer<IndexRange, String> unreadable;
  private final long to;
  private final int piece;
  private final List<byte[]> headers = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<Long> indexes = new ArrayList<>();
  private long next;
  private int at = -1;

  /**
   * @param unreadable takes the ranges that could not be read, and why
   */
  SegmentEntries(
      Engine engine, Path file, IndexRange range, BiConsumer<IndexRange, String> unreadable) {
    this.lease = engine.work();
    this.file = file;
    this.unreadable = unreadable;
    this.next = range.first();
    this.to = range.end();
    this.piece = piece();
  }

  /** A row group, or a part of one when its payloads are so large that it would not fit memory. */
  private int piece() {
    long[] largest = {1};
    try {
      lease.query(
          "SELECT coalesce(max(total_uncompressed_size), 1)::BIGINT FROM parquet_metadata(%s)"
                  .formatted(Sql.literal(file))
              + " WHERE path_in_schema = 'payload'",
          List.of(),
          chunk -> {
            largest[0] = chunk.vector(0).getLong(0);
            return false;
          });
    } catch (EngineException e) {
      // The file does not open; the first piece will tell the listener so.
      largest[0] = 1;
    }
    return (int) Math.clamp(ROW_GROUP * (PIECE_BYTES / (double) largest[0]), 256, ROW_GROUP);
  }

  @Override
  public boolean next() {
    while (at + 1 >= indexes.size()) {
      if (next >= to) {
        return false;
      }
      long end = Math.min(to, (next / piece + 1) * piece);
      load(next, end);
      next = end;
    }
    at++;
    return true;
  }

  private void load(long from, long end) {
    headers.clear();
    payloads.clear();
    indexes.clear();
    at = -1;
    try {
      lease.query(
          "SELECT \"index\", header, to_base64(payload) FROM read_parquet([%s])"
                  .formatted(Sql.literal(file))
              + " WHERE \"index\" >= ? AND \"index\" < ?",
          List.of(from, end),
          chunk -> {
            for (long row = 0; row < chunk.rowCount(); row++) {
              indexes.add(chunk.vector(0).getLong(row));
              headers.add(bytes(chunk.vector(1).getString(row)));
              payloads.add(Base64.getDecoder().decode(chunk.vector(2).getString(row)));
            }
            return true;
          });
    } catch (EngineException e) {
      if (e.reason() != EngineException.Reason.FAILED) {
        throw e;
      }
      headers.clear();
      payloads.clear();
      indexes.clear();
      unreadable.accept(IndexRange.between(from, end), String.valueOf(e.getMessage()));
    }
  }

  private static byte[] bytes(String header) {
    return header.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long index() {
    return indexes.get(at);
  }

  @Override
  public byte[] header() {
    return headers.get(at);
  }

  @Override
  public byte[] payload() {
    return payloads.get(at);
  }

  @Override
  public void close() {
    lease.close();
  }
}
