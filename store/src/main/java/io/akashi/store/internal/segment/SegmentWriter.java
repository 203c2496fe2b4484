package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.lookup.LookupWriter;
import io.akashi.store.internal.lookup.RollupWriter;
import io.akashi.store.internal.parquet.EntryFile;
import io.akashi.store.internal.parquet.EntryFileWriter;
import io.akashi.store.internal.segment.SegmentFiles.FileDigest;
import io.akashi.store.internal.words.WordsWriter;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.RootByTiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the segments of one book: files into a folder nobody looks at, each synced, the entries
 * read back and hashed, then the folder gets its name. A crash before that leaves nothing but a
 * {@code .tmp-} folder. One thread.
 */
public final class SegmentWriter {
  private final Disk disk;
  private final Engine engine;
  private final String book;
  private final Path segments;
  private final Map<String, String> versions;
  private final Effort effort;

  /**
   * How hard to compress, as levels of zstd.
   *
   * @param entries level of the entries file
   * @param events level of the events file
   */
  public record Effort(int entries, int events) {
    /** What a seal spends, which keeps pace with the receivers. */
    public static final Effort SEAL = new Effort(3, 3);
  }

  /** A writer with the effort of a seal. */
  public SegmentWriter(
      Disk disk, Engine engine, String book, Path segments, Map<String, String> versions) {
    this(disk, engine, book, segments, versions, Effort.SEAL);
  }

  /**
   * @param segments the book's folder of segments
   * @param versions of {@code akashi} and {@code decoders}, for the manifest
   */
  public SegmentWriter(
      Disk disk,
      Engine engine,
      String book,
      Path segments,
      Map<String, String> versions,
      Effort effort) {
    this.effort = effort;
    this.disk = disk;
    this.engine = engine;
    this.book = book;
    this.segments = segments.toAbsolutePath();
    this.versions = new TreeMap<>(versions);
  }

  /**
   * Writes a segment. On return it is durable under its name; appending its manifest to {@code
   * root} and forgetting the journal are the caller's.
   *
   * @param range multiples of 256
   * @param before edge of the book's tree at {@code range.first()}
   * @param root root of the book's tree at {@code range.end()}, as the journal gave it
   * @param entries the entries of the range; closed by the caller
   * @param events relation of the range's events
   * @param rows their {@link RowDigest}
   * @throws SegmentException when what was read back is not what the journal gave
   */
  public Manifest write(
      IndexRange range, Frontier before, Hash root, EntryCursor entries, String events, String rows)
      throws IOException {
    if (range.isEmpty()
        || range.first() % BlockHashes.BLOCK != 0
        || range.count() % BlockHashes.BLOCK != 0) {
      throw new IllegalArgumentException("a segment cannot hold " + range);
    }
    Path folder = segments.resolve(SegmentFiles.UNFINISHED + SegmentFiles.name(range));
    SegmentFiles.deleteFolder(disk, folder);
    disk.createDirectories(folder);
    Path entryFile = folder.resolve(SegmentFiles.ENTRIES);
    writeEntries(entries, entryFile);
    WordsWriter words = new WordsWriter(range.first());
    RowGroups groups = new RowGroups();
    byte[] hashes = readBack(range, before, root, entryFile, words, groups);
    Path eventFile = folder.resolve(SegmentFiles.EVENTS);
    EventFile.write(engine, events, eventFile, effort.events(), groups.rows());
    disk.sync(eventFile);
    SegmentFiles.write(disk, folder.resolve(SegmentFiles.HASHES), hashes);
    String written = Sql.readEvents(List.of(eventFile));
    SegmentFiles.write(disk, folder.resolve(SegmentFiles.LOOKUP), LookupWriter.of(engine, written));
    SegmentFiles.write(disk, folder.resolve(SegmentFiles.ROLLUP), RollupWriter.of(engine, written));
    SegmentFiles.write(disk, folder.resolve(SegmentFiles.WORDS), words.file());
    Manifest manifest = manifest(range, before, hashes, folder, events, rows);
    SegmentFiles.write(disk, folder.resolve(SegmentFiles.MANIFEST), manifest.toJson());
    disk.syncDirectory(folder);
    // Commit point of the files: a crash before it leaves a folder that is deleted at start.
    disk.rename(folder, segments.resolve(SegmentFiles.name(range)));
    disk.syncDirectory(segments);
    return manifest;
  }

  /** Writes the entries file, durably. */
  private void writeEntries(EntryCursor entries, Path path) throws IOException {
    try (DiskFile file = disk.openForWrite(path);
        EntryFileWriter writer = new EntryFileWriter(file, effort.entries())) {
      while (entries.next()) {
        writer.append(entries.index(), entries.header(), entries.payload());
      }
      writer.finish();
      file.sync();
    }
  }

  /**
   * The block roots of the entries as they lie in the file, which must give the root of the
   * journal: with it every entry that went in is shown to have come out.
   *
   * @param words takes the entries
   * @param groups takes the lengths of their payloads
   */
  private byte[] readBack(
      IndexRange range, Frontier before, Hash root, Path file, WordsWriter words, RowGroups groups)
      throws SegmentException {
    RootByTiles byTiles = new RootByTiles(before);
    BlockHashes hashes = new BlockHashes();
    long expected = range.first();
    try (EntryCursor written =
        EntryFile.read(
            disk,
            file,
            range.first(),
            range,
            (lost, why) -> {
              throw new IllegalStateException("%s cannot be read back: %s".formatted(lost, why));
            })) {
      while (written.next()) {
        if (written.index() != expected++) {
          throw new SegmentException("entry %d is not in its place".formatted(expected - 1));
        }
        byte[] header = written.header();
        byte[] payload = written.payload();
        byTiles.append(hashes.append(header, payload), 0, 1);
        words.add(written.index(), header, payload);
        groups.add(payload.length);
      }
    }
    byte[] roots = hashes.roots();
    if (!byTiles.root().equals(root) || !BlockHashes.follow(before, roots).root().equals(root)) {
      throw new SegmentException("the entries written do not give the root of the journal");
    }
    return roots;
  }

  private Manifest manifest(
      IndexRange range, Frontier before, byte[] hashes, Path folder, String source, String rows)
      throws IOException {
    Map<String, FileDigest> files = new TreeMap<>();
    for (Path file : disk.list(folder)) {
      files.put(file.getFileName().toString(), SegmentFiles.digest(disk, file));
    }
    String events = Sql.readEvents(List.of(folder.resolve(SegmentFiles.EVENTS)));
    if (!RowDigest.quick(engine, events).equals(RowDigest.quick(engine, source))) {
      throw new SegmentException("the events written are not the events decoded");
    }
    EventFile.Measure measure = EventFile.measure(engine, events);
    Map<String, String> all = new TreeMap<>(versions);
    all.put("duckdb", engine.version());
    return new Manifest(
        book,
        range,
        files,
        measure.events(),
        measure.received(),
        measure.occurred(),
        all,
        BlockHashes.follow(before, hashes).hashes(),
        rows);
  }
}
