package io.akashi.store.internal.segment;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.EventBatch;
import io.akashi.store.internal.engine.EventColumns;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.engine.Utf8Cache;
import io.akashi.store.internal.lookup.LookupWriter;
import io.akashi.store.internal.lookup.RollupWriter;
import io.akashi.store.internal.segment.SegmentFiles.FileDigest;
import io.akashi.store.internal.words.WordsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the derived files of a segment again from its entries. */
public final class SegmentRebuild {
  private static final AtomicLong NAMES = new AtomicLong();
  private static final int BATCH = 8192;

  private final Segment segment;
  private final Engine engine;

  public SegmentRebuild(Segment segment) {
    this.segment = segment;
    this.engine = segment.engine();
  }

  /** Gives the events of an entry, {@code book}, {@code index} and {@code part} set. */
  public interface Decoding {
    /**
     * @param header the header line without LF
     * @param payload as it lies in the entry
     */
    List<AuditEvent> decode(long index, byte[] header, byte[] payload);
  }

  /** How what was rebuilt compares with what was there when the segment was sealed. */
  public enum Outcome {
    /** The same bytes. */
    SAME_BYTES,
    /** The same rows in other bytes: another version of DuckDB or zstd. */
    SAME_ROWS,
    /** Other rows: a decoder changed, or reads the same bytes otherwise. */
    OTHER_ROWS
  }

  /** Writes the block roots again; they must be those of the manifest. */
  public void hashes() throws IOException {
    BlockHashes hashes = new BlockHashes();
    try (EntryCursor entries = read()) {
      while (entries.next()) {
        hashes.append(entries.header(), entries.payload());
      }
    }
    segment.disk().replace(segment.file(SegmentFiles.HASHES), hashes.roots());
    FileDigest found = SegmentFiles.digest(segment.disk(), segment.file(SegmentFiles.HASHES));
    if (!found.equals(segment.manifest().files().get(SegmentFiles.HASHES))) {
      throw new SegmentException(
          "the entries of %s do not give the hashes of its manifest".formatted(segment.folder()));
    }
  }

  /** Decodes every entry again and replaces the events file, the lookup and the rollup. */
  public Outcome events(Decoding decoding) throws IOException {
    return decoded(
        decoding,
        (rows, groups) -> {
          Path fresh = segment.file(SegmentFiles.EVENTS + ".tmp");
          EventFile.write(engine, rows, fresh, SegmentWriter.Effort.SEAL.events(), groups.rows());
          segment.disk().sync(fresh);
          segment.disk().rename(fresh, segment.events());
          segment.disk().syncDirectory(segment.folder());
          lookup();
          rollup();
          FileDigest found = SegmentFiles.digest(segment.disk(), segment.events());
          if (found.equals(segment.manifest().files().get(SegmentFiles.EVENTS))) {
            segment.disk().delete(segment.file(SegmentFiles.REBUILT));
            return Outcome.SAME_BYTES;
          }
          segment.disk().replace(segment.file(SegmentFiles.REBUILT), found.line());
          String written = Sql.readEvents(List.of(segment.events()));
          return RowDigest.of(engine, written).equals(segment.manifest().rows())
              ? Outcome.SAME_ROWS
              : Outcome.OTHER_ROWS;
        });
  }

  /** Writes the lookup again from the events file. */
  public void lookup() throws IOException {
    String events = Sql.readEvents(List.of(segment.events()));
    segment.disk().replace(segment.file(SegmentFiles.LOOKUP), LookupWriter.of(engine, events));
    segment.forgetLookup();
  }

  /** Writes the rollup again from the events file. */
  public void rollup() throws IOException {
    String events = Sql.readEvents(List.of(segment.events()));
    segment.disk().replace(segment.file(SegmentFiles.ROLLUP), RollupWriter.of(engine, events));
    segment.forgetLookup();
  }

  /** Writes the words again from the entries. */
  public void words() throws IOException {
    WordsWriter words = new WordsWriter(segment.range().first());
    try (EntryCursor entries = read()) {
      while (entries.next()) {
        words.add(entries.index(), entries.header(), entries.payload());
      }
    }
    segment.disk().replace(segment.file(SegmentFiles.WORDS), words.file());
    segment.forgetLookup();
  }

  /** The canonical digest of what the entries decode to now; writes nothing. */
  public String digest(Decoding decoding) throws IOException {
    return decoded(decoding, (rows, _) -> RowDigest.of(engine, rows));
  }

  private interface Use<T> {
    T with(String relation, RowGroups groups) throws IOException;
  }

  private <T> T decoded(Decoding decoding, Use<T> use) throws IOException {
    String table = "rebuilt_" + NAMES.incrementAndGet();
    RowGroups groups = new RowGroups();
    try (Lease lease = engine.work()) {
      lease.execute(Sql.createEvents(table, EnumSet.allOf(Column.class)));
      try (EntryCursor entries = read()) {
        Utf8Cache texts = new Utf8Cache();
        EventColumns rows = new EventColumns(texts);
        while (entries.next()) {
          byte[] payload = entries.payload();
          groups.add(payload.length);
          decoding.decode(entries.index(), entries.header(), payload).forEach(rows::add);
          if (rows.size() >= BATCH) {
            insert(lease, table, rows);
            rows = new EventColumns(texts);
          }
        }
        insert(lease, table, rows);
        return use.with("SELECT %s FROM %s".formatted(Sql.COLUMNS, table), groups);
      } finally {
        lease.execute("DROP TABLE " + table);
      }
    }
  }

  private void insert(Lease lease, String table, EventColumns rows) {
    engine.feeds().insert(lease, table, EventBatch.of(rows, 0, rows.size()));
  }

  private EntryCursor read() {
    return segment.read(
        segment.range(),
        (lost, why) -> {
          throw new IllegalStateException(
              "%s of %s cannot be read: %s".formatted(lost, segment.folder(), why));
        });
  }
}
