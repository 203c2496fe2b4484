package io.akashi.store.internal.segment;

import io.akashi.event.AuditEvent;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.EventRows;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.tlog.Frontier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Makes one segment of neighbours, with the guarantees of a seal: the entries are hashed while they
 * pass and must give the tree's edge that the last part's manifest holds, they are read back and
 * hashed again, and the rows written must be the rows of the parts, whose files must be as their
 * manifests say. The parts are not touched. One thread.
 */
public final class SegmentMerge {
  /** Entries whose rows are read at once. */
  private static final int PIECE = 65_536;

  private final Disk disk;
  private final Engine engine;
  private final SegmentWriter writer;
  private final Breath breath;

  /** Called between entries, often; may wait while others need the machine, or throw to give up. */
  public interface Breath {
    void take();
  }

  /**
   * @param engine reads the parts and writes the segment; its memory and threads bound the merge
   */
  public SegmentMerge(Disk disk, Engine engine, SegmentWriter writer, Breath breath) {
    this.disk = disk;
    this.engine = engine;
    this.writer = writer;
    this.breath = breath;
  }

  /**
   * Writes the merged segment; on return it is durable under its name, beside its parts. Recording
   * it in {@code root} and letting the parts go are the caller's.
   *
   * @param parts neighbours, the first of which begins where {@code before} ends
   * @param before edge of the book's tree there
   * @throws SegmentException when a part is not as it was sealed; nothing was changed
   */
  public Manifest merge(List<Segment> parts, Frontier before) throws IOException {
    List<Segment> sources = new ArrayList<>();
    List<Path> events = new ArrayList<>();
    for (Segment part : parts) {
      Segment source = Segment.open(disk, engine, part.folder());
      if (!source.manifestHash().equals(part.manifestHash())) {
        throw new SegmentException("the manifest of %s was changed".formatted(part.folder()));
      }
      check(source);
      sources.add(source);
      events.add(source.events());
    }
    Manifest last = sources.getLast().manifest();
    IndexRange range =
        IndexRange.between(sources.getFirst().range().first(), sources.getLast().range().end());
    try (Following entries = new Following(sources.iterator(), breath)) {
      return writer.write(
          range, before, last.edge().root(), entries, Sql.readEvents(events), digest(sources));
    }
  }

  /**
   * Damage stays where it is and is reported by the verification, instead of being copied, or
   * healed unseen.
   */
  private void check(Segment part) throws IOException {
    breath.take();
    for (String name : List.of(SegmentFiles.ENTRIES, SegmentFiles.EVENTS)) {
      SegmentFiles.FileDigest found = SegmentFiles.digest(disk, part.file(name));
      if (!found.equals(part.manifest().files().get(name))
          && !SegmentCheck.isRebuilt(part, name, found)) {
        throw new SegmentException(
            "%s of %s is not the one that was sealed".formatted(name, part.folder()));
      }
    }
  }

  /** The digest of the rows of all parts, each of which must have the one of its manifest. */
  private String digest(List<Segment> parts) throws SegmentException {
    RowDigest digest = new RowDigest();
    for (Segment part : parts) {
      IndexRange range = part.range();
      for (long from = range.first(); from < range.end(); from += PIECE) {
        breath.take();
        add(part, from, Math.min(range.end(), from + PIECE), digest);
      }
      if (!digest.over(range.first(), range.end()).equals(part.manifest().rows())) {
        throw new SegmentException(
            "the columns of %s are not those that were sealed".formatted(part.folder()));
      }
    }
    return digest.over(parts.getFirst().range().first(), parts.getLast().range().end());
  }

  private void add(Segment part, long from, long to, RowDigest digest) {
    List<AuditEvent> rows = new ArrayList<>();
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT %s FROM (%s) WHERE \"index\" >= ? AND \"index\" < ? ORDER BY \"index\", \"part\""
              .formatted(Sql.READ_COLUMNS, Sql.readEvents(List.of(part.events()))),
          List.of(from, to),
          chunk -> {
            EventRows.read(chunk, rows);
            digest.add(rows);
            rows.clear();
            return true;
          });
    }
  }

  /** The entries of several segments, one after the other. */
  private static final class Following implements EntryCursor {
    /** Entries between two breaths. */
    private static final int STRETCH = 2_048;

    private final Iterator<Segment> segments;
    private final Breath breath;
    private EntryCursor current = new None();
    private int read;

    private Following(Iterator<Segment> segments, Breath breath) {
      this.segments = segments;
      this.breath = breath;
    }

    @Override
    public boolean next() {
      if (read++ % STRETCH == 0) {
        breath.take();
      }
      while (!current.next()) {
        if (!segments.hasNext()) {
          return false;
        }
        current.close();
        Segment segment = segments.next();
        current =
            segment.read(
                segment.range(),
                (lost, why) -> {
                  throw new IllegalStateException(
                      "%s of %s cannot be read: %s".formatted(lost, segment.folder(), why));
                });
      }
      return true;
    }

    @Override
    public long index() {
      return current.index();
    }

    @Override
    public byte[] header() {
      return current.header();
    }

    @Override
    public byte[] payload() {
      return current.payload();
    }

    @Override
    public void close() {
      current.close();
    }
  }

  private static final class None implements EntryCursor {
    @Override
    public boolean next() {
      return false;
    }

    @Override
    public long index() {
      throw new IllegalStateException("there is no entry");
    }

    @Override
    public byte[] header() {
      throw new IllegalStateException("there is no entry");
    }

    @Override
    public byte[] payload() {
      throw new IllegalStateException("there is no entry");
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
