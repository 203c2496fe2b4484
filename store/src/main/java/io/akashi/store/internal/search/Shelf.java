package io.akashi.store.internal.search;

import io.akashi.store.Book;
import io.akashi.store.Query;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that can be searched of one book.
 *
 * @param hot the rows that are not sealed
 * @param catalogue the segments
 * @param entries the entries of the hot rows, and payloads that lie beside
 * @param withoutLooks whether rows that are looks at the log are passed over
 */
public record Shelf(HotRows hot, Catalogue catalogue, Unsealed entries, boolean withoutLooks) {
  public Shelf(HotRows hot, Catalogue catalogue, Unsealed entries) {
    this(hot, catalogue, entries, false);
  }

  String book() {
    return hot.book();
  }

  /** The parts that may hold answers, each event in exactly one of them. */
  View view(Query query) {
    boolean bare = query.leavesLooksOut() && book().equals(Book.HOUSE.id());
    return (bare ? new Shelf(hot, catalogue, entries, true) : this).parts(query);
  }

  private View parts(Query query) {
    // First the rows, then the segments: what is sealed in between is in both, and the rows of what
    // a segment holds are left out by their index. The other way round it would be in neither.
    HotRows.Snapshot rows = hot.snapshot();
    Catalogue.Held held = catalogue.hold();
    List<Segment> segments = held.segments();
    long sealed = Catalogue.end(segments);
    List<Source> sources = new ArrayList<>();
    for (HotTable table : rows.tables()) {
      if (table.end() > sealed) {
        add(query, new Source.Hot(table, sealed, rows.next(), this), sources);
      }
    }
    for (Segment segment : segments) {
      // A segment without its index is passed over until it is rebuilt; whoever shows the answer
      // says so (Store.unreadable).
      if (segment.manifest().events() > 0 && segment.trouble(SegmentFiles.EVENTS).isEmpty()) {
        List<Segment.Part> parts = segment.parts(query.equal());
        if (!parts.isEmpty()) {
          add(query, new Source.Sealed(segment, parts, this), sources);
        }
      }
    }
    return new View(sources, rows, held);
  }

  private static void add(Query query, Source source, List<Source> sources) {
    if (mayAnswer(query, source)) {
      sources.add(source);
    }
  }

  /** Whether the times of a source touch those of a query. */
  static boolean mayAnswer(Query query, Source source) {
    Instant from = query.from();
    Instant to = query.to();
    boolean early = from != null && source.lastMicros() < Conditions.micros(from);
    boolean late = to != null && source.firstMicros() >= Conditions.micros(to);
    return !early && !late;
  }

  /** Parts of one moment; rows and files stay readable until it is closed. */
  record View(List<Source> sources, HotRows.Snapshot rows, Catalogue.Held held)
      implements AutoCloseable {
    @Override
    public void close() {
      rows.close();
      held.close();
    }
  }
}
