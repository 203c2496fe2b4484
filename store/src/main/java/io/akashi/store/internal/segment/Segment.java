package io.akashi.store.internal.segment;

import io.akashi.event.Column;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.lookup.Lookup;
import io.akashi.store.internal.lookup.LookupValues;
import io.akashi.store.internal.lookup.Rollup;
import io.akashi.store.internal.parquet.EntryFile;
import io.akashi.store.internal.parquet.PayloadPages;
import io.akashi.store.internal.segment.SegmentFiles.FileDigest;
import io.akashi.store.internal.words.Words;
import io.akashi.tlog.Hash;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.BufferUnderflowException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/** A sealed range of a book, opened: only the manifest was read. Safe for use by many threads. */
public final class Segment {
  private static final int MOST_MANIFEST = 1 << 20;
  private static final int MOST_LINE = 128;

  private final Disk disk;
  private final Engine engine;
  private final Path folder;
  private final Manifest manifest;
  private final String manifestHash;
  private SoftReference<byte[]> hashes = new SoftReference<>(null);
  private SoftReference<Lookup> lookup = new SoftReference<>(null);
  private SoftReference<Rollup> rollup = new SoftReference<>(null);
  private SoftReference<Words> words = new SoftReference<>(null);
  private final Map<IndexRange, String> lost = new ConcurrentHashMap<>();
  private volatile Optional<String> aside = Optional.empty();
  private int readers;
  private boolean retired;

  private Segment(Disk disk, Engine engine, Path folder, Manifest manifest, String manifestHash) {
    this.disk = disk;
    this.engine = engine;
    this.folder = folder;
    this.manifest = manifest;
    this.manifestHash = manifestHash;
  }

  /**
   * Opens the segment in a folder.
   *
   * @throws IOException when the manifest cannot be read or is not one
   */
  public static Segment open(Disk disk, Engine engine, Path folder) throws IOException {
    byte[] content = disk.readAll(folder.resolve(SegmentFiles.MANIFEST), MOST_MANIFEST);
    try {
      String hash = HexFormat.of().formatHex(SegmentFiles.sha256().digest(content));
      return new Segment(disk, engine, folder.toAbsolutePath(), Manifest.parse(content), hash);
    } catch (IllegalArgumentException e) {
      throw new IOException(SegmentFiles.MANIFEST + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Keeps the files where they are until {@link #release}; false when they are going already. */
  synchronized boolean retain() {
    if (!retired) {
      readers++;
    }
    return !retired;
  }

  synchronized void release() {
    readers--;
  }

  /** Lets no further reader in: another segment holds these entries. */
  synchronized void retire() {
    retired = true;
  }

  /** Whether nobody reads and nobody will. */
  synchronized boolean isLeft() {
    return retired && readers == 0;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** SHA-256 of {@code manifest.json} in lower-case hex, as {@code root} commits to it. */
  public String manifestHash() {
    return manifestHash;
  }

  public IndexRange range() {
    return manifest.range();
  }

  public Path folder() {
    return folder;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Disk disk() {
    return disk;
  }

  /** The engine that reads its columns. */
  public Engine engine() {
    return engine;
  }

  /** The file of decoded columns. */
  public Path events() {
    return file(SegmentFiles.EVENTS);
  }

  /** The file of entries. */
  public Path entries() {
    return file(SegmentFiles.ENTRIES);
  }

  public boolean has(String name) {
    return disk.exists(file(name));
  }

  /**
   * Why a file cannot be used, as a clause; empty when it is a regular file of the size that the
   * manifest says, or that its rebuilding wrote down. Its content is not looked at.
   */
  public Optional<String> trouble(String name) {
    if (name.equals(SegmentFiles.EVENTS) && aside.isPresent()) {
      return aside;
    }
    try {
      long size = disk.size(file(name));
      FileDigest sealed = manifest.files().get(name);
      if (sealed == null
          || size == sealed.bytes()
          || rebuilt(name).filter(line -> line.bytes() == size).isPresent()) {
        return Optional.empty();
      }
      return Optional.of("it has %d bytes, its manifest says %d".formatted(size, sealed.bytes()));
    } catch (NoSuchFileException e) {
      return Optional.of("the file is missing");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Whether every byte of a file is what its writing or rebuilding wrote down. */
  public boolean isAsWritten(String name) {
    try {
      FileDigest found = SegmentFiles.digest(disk, file(name));
      return found.equals(manifest.files().get(name))
          || rebuilt(name).filter(found::equals).isPresent();
    } catch (IOException e) {
      // It cannot even be read.
      return false;
    }
  }

  /** Lets no further search read the columns, which turned out not to be readable. */
  public void setAside(String why) {
    aside = Optional.of(why);
  }

  /** Remembers entries that a search had to leave out; an answer has to say so. */
  public void lose(IndexRange entries, String why) {
    lost.put(entries, why);
  }

  /** Entries that searches had to leave out, and why. */
  public Map<IndexRange, String> lost() {
    return Map.copyOf(lost);
  }

  /** What the rebuilding of a file wrote down. */
  Optional<FileDigest> rebuilt(String name) throws IOException {
    if (!name.equals(SegmentFiles.EVENTS) || !has(SegmentFiles.REBUILT)) {
      return Optional.empty();
    }
    return FileDigest.ofLine(disk.readAll(file(SegmentFiles.REBUILT), MOST_LINE));
  }

  /**
   * The entries of a part of the range, in order.
   *
   * @param unreadable takes what cannot be read, and why; reading goes on behind it
   */
  public EntryCursor read(IndexRange part, BiConsumer<IndexRange, String> unreadable) {
    long first = Math.max(part.first(), range().first());
    long end = Math.max(first, Math.min(part.end(), range().end()));
    return EntryFile.read(
        disk, entries(), range().first(), IndexRange.between(first, end), unreadable);
  }

  /**
   * The payloads of the entries, page by page.
   *
   * @param unreadable as {@link #read} takes it; may be called by the thread that reads
   */
  public PayloadPages payloads(BiConsumer<IndexRange, String> unreadable) {
    return new PayloadPages(disk, entries(), range().first(), unreadable);
  }

  /** The roots of the blocks of 256, 32 bytes each, as the file says; not to be changed. */
  public synchronized byte[] blockRoots() throws IOException {
    byte[] roots = hashes.get();
    if (roots == null) {
      long size = range().count() / BlockHashes.BLOCK * Hash.BYTES;
      roots = disk.readAll(file(SegmentFiles.HASHES), size);
      if (roots.length != size) {
        throw new IOException("%s has %d bytes".formatted(file(SegmentFiles.HASHES), roots.length));
      }
      hashes = new SoftReference<>(roots);
    }
    return roots;
  }

  /**
   * The parts in which an event with all those values may lie, in order: whole stretches, cut at
   * the segment's ends. Without a lookup file every part may hold one.
   *
   * @param equal values in columns of {@link Lookup#COLUMNS}
   */
  public List<Part> parts(Map<Column, String> equal) {
    try {
      return parts(lookup().stretches(disk, equal));
    } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
      // Derived and reported by the check: without it only speed is lost.
      return parts(Optional.empty());
    }
  }

  /**
   * A part of a segment.
   *
   * @param range its entries
   * @param rows how many rows of it hold the value asked for, or, of several values, how many at
   *     most; empty when nobody knows or no value was asked for
   */
  public record Part(IndexRange range, OptionalLong rows) {}

  private List<Part> parts(Optional<NavigableMap<Long, Long>> rows) {
    List<Part> parts = new ArrayList<>();
    long end = range().end();
    for (long from = range().first(); from < end; ) {
      long stretch = from / Lookup.STRETCH;
      long to = Math.min(end, (stretch + 1) * Lookup.STRETCH);
      if (rows.isEmpty()) {
        parts.add(new Part(IndexRange.between(from, to), OptionalLong.empty()));
      } else if (rows.get().containsKey(stretch)) {
        OptionalLong some = OptionalLong.of(rows.get().get(stretch));
        parts.add(new Part(IndexRange.between(from, to), some));
      }
      from = to;
    }
    return parts;
  }

  /**
   * First and last {@code occurred_at}, microseconds, of the rows of a part of the range; empty
   * when nobody knows them.
   */
  public Optional<Manifest.Span> times(IndexRange part) {
    try {
      return lookup().times(part).map(times -> new Manifest.Span(times.first(), times.last()));
    } catch (IOException e) {
      // As above.
      return Optional.empty();
    }
  }

  /**
   * The values of a column with their rows, as {@link Lookup#values}.
   *
   * @throws IOException when the lookup is missing or damaged
   */
  public LookupValues values(Column column, LongPredicate stretches) throws IOException {
    return lookup().values(disk, column, stretches);
  }

  /** Whether every row has {@code occurred_at}, so that the manifest's times bound them all. */
  public boolean isTimed() {
    try {
      return lookup().untimed() == 0;
    } catch (IOException e) {
      // As above.
      return false;
    }
  }

  /** How many events each hour has; empty when the file is missing or damaged. */
  public synchronized Optional<Rollup> rollup() {
    Rollup known = rollup.get();
    try {
      if (known == null) {
        known = Rollup.open(disk, file(SegmentFiles.ROLLUP));
        rollup = new SoftReference<>(known);
      }
      return Optional.of(known);
    } catch (IOException e) {
      // As above.
      return Optional.empty();
    }
  }

  /**
   * Where a text may stand.
   *
   * @param holding stretches of the segment in which it may stand in text, as {@link Words#holding}
   */
  public record Found(Words words, BitSet holding) {}

  /**
   * Where a text may stand; empty when the file is missing or damaged, and nobody knows.
   *
   * @param skeleton of the text, as {@link Words#holding} takes it
   */
  public Optional<Found> words(int[] skeleton) {
    try {
      Words known = words();
      return Optional.of(new Found(known, known.holding(disk, skeleton)));
    } catch (IOException e) {
      // As above.
      return Optional.empty();
    }
  }

  private synchronized Words words() throws IOException {
    Words known = words.get();
    if (known == null) {
      known = Words.open(disk, file(SegmentFiles.WORDS), range().first(), range().count());
      words = new SoftReference<>(known);
    }
    return known;
  }

  /** Looks at the derived files anew when they are asked next: they were replaced. */
  synchronized void forgetLookup() {
    lookup = new SoftReference<>(null);
    rollup = new SoftReference<>(null);
    words = new SoftReference<>(null);
    aside = Optional.empty();
  }

  private synchronized Lookup lookup() throws IOException {
    Lookup known = lookup.get();
    if (known == null) {
      known = Lookup.open(disk, file(SegmentFiles.LOOKUP));
      lookup = new SoftReference<>(known);
    }
    return known;
  }
}
