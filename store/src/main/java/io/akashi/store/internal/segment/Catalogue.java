package io.akashi.store.internal.segment;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The segments of one book, in the order of their entries. Safe for use by many threads. */
public final class Catalogue {
  private final Disk disk;
  private final Engine engine;
  private final List<Problem> problems;
  private volatile List<Segment> segments;

  private Catalogue(Disk disk, Engine engine, List<Segment> segments, List<Problem> problems) {
    this.disk = disk;
    this.engine = engine;
    this.segments = List.copyOf(segments);
    this.problems = List.copyOf(problems);
  }

  /**
   * Something that is not as a catalogue must be.
   *
   * @param range the entries touched
   * @param reason what is wrong, as a clause
   */
  public record Problem(IndexRange range, String reason) {}

  /**
   * Opens what lies in a book's folder of segments; reads manifests only, and does not wait for the
   * engine. What a crash left unfinished is deleted: the journal still has it.
   */
  public static Catalogue open(Disk disk, Engine engine, Path folder) throws IOException {
    List<Segment> found = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (Path path : disk.list(folder)) {
      String name = path.getFileName().toString();
      Optional<IndexRange> range = SegmentFiles.rangeOf(name);
      if (name.startsWith(SegmentFiles.UNFINISHED)) {
        SegmentFiles.deleteFolder(disk, path);
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
    found.sort(Comparator.comparingLong(segment -> segment.range().first()));
    return new Catalogue(disk, engine, inOrder(found, problems), problems);
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

  /** All segments now; the list does not change. */
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
    return segments.stream().filter(segment -> segment.range().contains(index)).findFirst();
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
}
