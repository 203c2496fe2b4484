package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments of one book, in the order of their entries. Safe for use by many threads. */
public final class Catalogue {
  private final Disk disk;
  private final Engine engine;
  private final List<Problem> problems;
  private volatile List<Segment> segments;

  // Guarded by this.
  private final List<Segment> replaced = new ArrayList<>();
  private final List<Path> leftovers;

  private Catalogue(
      Disk disk,
      Engine engine,
      List<Segment> segments,
      List<Problem> problems,
      List<Path> leftovers) {
    this.disk = disk;
    this.engine = engine;
    this.segments = List.copyOf(segments);
    this.problems = List.copyOf(problems);
    this.leftovers = new ArrayList<>(leftovers);
  }

  /**
   * Something that is not as a catalogue must be.
   *
   * @param range the entries touched
   * @param reason what is wrong, as a clause
   */
  public record Problem(IndexRange range, String reason) {}

  /**
   * Opens what lies in a book's folder of segments; reads manifests only, changes nothing, and does
   * not wait for the engine. What a crash left unfinished or replaced goes with the first {@link
   * #sweep}.
   */
  public static Catalogue open(Disk disk, Engine engine, Path folder) throws IOException {
    List<Segment> found = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<Path> leftovers = new ArrayList<>();
    for (Path path : disk.list(folder)) {
      String name = path.getFileName().toString();
      Optional<IndexRange> range = SegmentFiles.rangeOf(name);
      if (name.startsWith(SegmentFiles.UNFINISHED)) {
        leftovers.add(path);
      } else if (range.isEmpty()) {
        problems.add(new Problem(new IndexRange(0, 0), "'%s' is no segment".formatted(name)));
      } else {
        try {
          Segment segment = Segment.open(disk, engine, path);
          if (segment.range().equals(range.get())) {
            found.add(segment);
          } else {
            problems.add(new Problem(range.get(), "its manifest is of " + segment.range()));
          }
        } catch (IOException e) {
          problems.add(new Problem(range.get(), String.valueOf(e.getMessage())));
        }
      }
    }
    List<Segment> once = Overlaps.resolve(found);
    found.removeAll(once);
    found.forEach(segment -> leftovers.add(segment.folder()));
    return new Catalogue(disk, engine, inOrder(once, problems), problems, leftovers);
  }

  /** Of a book of which nothing can be read. */
  public static Catalogue empty(Disk disk, Engine engine) {
    return new Catalogue(disk, engine, List.of(), List.of(), List.of());
  }

  private static List<Segment> inOrder(List<Segment> found, List<Problem> problems) {
    List<Segment> ordered = new ArrayList<>();
    long sealed = 0;
    for (Segment segment : found) {
      IndexRange range = segment.range();
      if (range.first() < sealed) {
        problems.add(new Problem(range, "it overlaps the segment before"));
        continue;
      }
      if (range.first() > sealed) {
        problems.add(
            new Problem(new IndexRange(sealed, range.first() - sealed), "the segment is missing"));
      }
      ordered.add(segment);
      sealed = range.end();
    }
    return ordered;
  }

  /**
   * Segments whose files stay where they are until this is closed, even when they are merged
   * meanwhile.
   *
   * @param segments in the order of their entries
   */
  public record Held(List<Segment> segments) implements AutoCloseable {
    @Override
    public void close() {
      segments.forEach(Segment::release);
    }
  }

  /** All segments now, to read their files. */
  public Held hold() {
    while (true) {
      Optional<Held> held = hold(segments);
      if (held.isPresent()) {
        return held.get();
      }
    }
  }

  /** The segment that holds an entry, to read its files; no segment when none does. */
  public Held hold(long index) {
    while (true) {
      Optional<Held> held = hold(of(index).stream().toList());
      if (held.isPresent()) {
        return held.get();
      }
    }
  }

  // Empty when one of them was replaced since: then the list is another by now.
  private static Optional<Held> hold(List<Segment> wanted) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).retain()) {
        wanted.subList(0, i).forEach(Segment::release);
        return Optional.empty();
      }
    }
    return Optional.of(new Held(wanted));
  }

  /** All segments now, to look at their manifests; the list does not change. */
  public List<Segment> segments() {
    return segments;
  }

  /** Index behind the last sealed entry; 0 without segments. */
  public long end() {
    return end(segments);
  }

  /** The same of a list taken before. */
  public static long end(List<Segment> segments) {
    return segments.isEmpty() ? 0 : segments.getLast().range().end();
  }

  /** The segment that holds an entry. */
  public Optional<Segment> of(long index) {
    List<Segment> all = segments;
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      IndexRange range = all.get(middle).range();
      if (range.contains(index)) {
        return Optional.of(all.get(middle));
      }
      if (range.first() > index) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return Optional.empty();
  }

  /** Gaps, overlaps and foreign or damaged folders found when it was opened. */
  public List<Problem> problems() {
    return problems;
  }

  /** Segments whose named derived file is missing, to be rebuilt before it is used. */
  public List<Segment> without(String file) {
    return segments.stream().filter(segment -> !segment.has(file)).toList();
  }

  /** Takes a segment that was just written; searches find it from now on. */
  public synchronized Segment add(Path folder) throws IOException {
    Segment segment = Segment.open(disk, engine, folder);
    if (!segments.isEmpty() && segment.range().first() != end()) {
      throw new IllegalArgumentException(
          "%s does not follow entry %d".formatted(segment.range(), end()));
    }
    List<Segment> more = new ArrayList<>(segments);
    more.add(segment);
    segments = List.copyOf(more);
    return segment;
  }

  /**
   * Puts a merged segment in the place of those it was made of: from now on it is found instead of
   * them. Their files go with a {@link #sweep} when nobody reads them any more.
   *
   * @param parts neighbours in this catalogue
   */
  public synchronized Segment replace(List<Segment> parts, Path folder) throws IOException {
    Segment merged = Segment.open(disk, engine, folder);
    int at = segments.indexOf(parts.getFirst());
    if (at < 0
        || !segments.subList(at, Math.min(segments.size(), at + parts.size())).equals(parts)
        || merged.range().first() != parts.getFirst().range().first()
        || merged.range().end() != parts.getLast().range().end()) {
      throw new IllegalArgumentException("%s replaces other entries".formatted(merged.range()));
    }
    List<Segment> fewer = new ArrayList<>(segments);
    fewer.subList(at, at + parts.size()).clear();
    fewer.add(at, merged);
    // First the new list, then the end of the old ones: a reader that comes too late looks again.
    segments = List.copyOf(fewer);
    parts.forEach(Segment::retire);
    replaced.addAll(parts);
    return merged;
  }

  /**
   * Deletes what an earlier process left unfinished, and segments that were replaced and are read
   * by nobody. A folder loses its name, durably, before its first file goes: whatever has its name
   * is whole.
   */
  public synchronized void sweep() throws IOException {
    List<Segment> left = replaced.stream().filter(Segment::isLeft).toList();
    left.forEach(segment -> leftovers.add(segment.folder()));
    replaced.removeAll(left);
    boolean renamed = false;
    for (int i = 0; i < leftovers.size(); i++) {
      Path folder = leftovers.get(i);
      String name = folder.getFileName().toString();
      if (!name.startsWith(SegmentFiles.UNFINISHED)) {
        Path nameless = folder.resolveSibling(SegmentFiles.UNFINISHED + "gone-" + name);
        SegmentFiles.deleteFolder(disk, nameless);
        disk.rename(folder, nameless);
        leftovers.set(i, nameless);
        renamed = true;
      }
    }
    if (renamed) {
      disk.syncDirectory(Disk.folderOf(leftovers.getFirst()));
    }
    while (!leftovers.isEmpty()) {
      SegmentFiles.deleteFolder(disk, leftovers.getLast());
      leftovers.removeLast();
    }
  }
}
