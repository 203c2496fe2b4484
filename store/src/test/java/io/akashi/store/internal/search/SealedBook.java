package io.akashi.store.internal.search;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineOptions;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Manifest;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.internal.segment.SegmentWriter;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Rfc6962;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A book for tests: payloads in memory for a journal, hot rows, segments, a search. */
public final class SealedBook implements AutoCloseable {
  public final Disk disk = new OsDisk();
  public final Path segments;
  public final Engine engine;
  public final HotRows hot;
  public final Catalogue catalogue;
  public final Search search;
  public final List<byte[]> payloads = new ArrayList<>();

  /** Payloads that lie beside, by their indexes; those in {@link #payloads} are empty. */
  public final Map<Long, byte[]> besides = new HashMap<>();

  private Frontier edge = new Frontier();

  public SealedBook(Path data, @Nullable Charset charset, Engine engine) throws IOException {
    this(data, engine, source -> charset);
  }

  public SealedBook(Path data, Engine engine, Search.Charsets charsets) throws IOException {
    segments = data.resolve("books").resolve("clinical").resolve("segments");
    disk.createDirectories(segments);
    this.engine = engine;
    hot = new HotRows(engine, "clinical", 0, 1024);
    catalogue = Catalogue.open(disk, engine, segments);
    Shelf shelf = new Shelf(hot, catalogue, new Entries(payloads, besides));
    search = new Search(engine, Map.of("clinical", shelf), charsets);
  }

  /** An engine for books below a folder; starting one for each test would take most of its time. */
  public static Engine engine(Path all) {
    EngineOptions small = EngineOptions.small(all);
    return Engine.start(
        new EngineOptions(
            small.memoryBytes(),
            small.threads(),
            List.of(all),
            small.spill(),
            small.queries(),
            small.limit(),
            small.patience()));
  }

  /** Adds entries and their events and makes them searchable. */
  public void add(long count, LongFunction<byte[]> payload, LongFunction<List<AuditEvent>> events) {
    long from = payloads.size();
    for (long index = from; index < from + count; index++) {
      payloads.add(payload.apply(index));
      hot.add(events.apply(index));
    }
    hot.flush(from + count);
  }

  /** The text of an access line. */
  public static String line(long index) {
    return "2026/11/22 09:00:%02d,n%d,P%d,検査結果,閲覧,PC%d"
        .formatted(index % 60, index % 7, index % 11, index % 5);
  }

  /** Seals up to an index, without letting go of the hot rows. */
  public Segment seal(long to) throws IOException {
    IndexRange range = IndexRange.between(catalogue.end(), to);
    Frontier after = edge.copy();
    Entries entries = new Entries(payloads, besides);
    try (EntryCursor all = entries.read(range)) {
      while (all.next()) {
        after.append(Rfc6962.leaf(leaf(all.header(), all.payload())));
      }
    }
    try (EntryCursor all = entries.read(range);
        HotRows.Snapshot rows = hot.snapshot()) {
      Manifest manifest =
          new SegmentWriter(disk, engine, "clinical", segments, Map.of("akashi", "test"))
              .write(
                  range,
                  edge,
                  after.root(),
                  all,
                  rows.relation(range.first(), range.end()),
                  hot.digest(range));
      if (!manifest.frontier().equals(after.hashes())) {
        throw new IllegalStateException("the manifest's edge is another");
      }
    }
    edge = after;
    return catalogue.add(segments.resolve(SegmentFiles.name(range)));
  }

  private static byte[] leaf(byte[] header, byte[] payload) {
    byte[] leaf = new byte[header.length + 1 + payload.length];
    System.arraycopy(header, 0, leaf, 0, header.length);
    leaf[header.length] = '\n';
    System.arraycopy(payload, 0, leaf, header.length + 1, payload.length);
    return leaf;
  }

  public static List<Long> indexes(List<AuditEvent> rows) {
    return rows.stream().map(row -> (Long) row.get(Column.INDEX)).toList();
  }

  @Override
  public void close() {
    hot.close();
  }
}
