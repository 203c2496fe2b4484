package io.akashi.store.internal.book;

import io.akashi.event.AuditEvent;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import io.akashi.store.internal.segment.SegmentRebuild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes derived files of segments again that are not there. One thread at a time. */
public final class Rebuilder {
  private final EntryDecoder decoder;

  public Rebuilder(EntryDecoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Rebuilds every derived file of a book that is missing.
   *
   * @return how many
   */
  int rebuild(OpenBook book) throws IOException {
    try (Catalogue.Held held = book.sealed().catalogue().hold()) {
      return rebuild(book, held.segments());
    }
  }

  private int rebuild(OpenBook book, List<Segment> segments) throws IOException {
    int rebuilt = 0;
    for (Segment segment : segments) {
      SegmentRebuild rebuild = new SegmentRebuild(segment);
      if (!segment.has(SegmentFiles.HASHES)) {
        rebuild.hashes();
        rebuilt++;
      }
      if (!segment.has(SegmentFiles.WORDS)) {
        rebuild.words();
        rebuilt++;
      }
      if (!segment.has(SegmentFiles.EVENTS)) {
        rebuild.events(decoding(book));
        rebuilt++;
        continue;
      }
      if (!segment.has(SegmentFiles.LOOKUP)) {
        rebuild.lookup();
        rebuilt++;
      }
      if (!segment.has(SegmentFiles.ROLLUP)) {
        rebuild.rollup();
        rebuilt++;
      }
    }
    return rebuilt;
  }

  /** What decodes the entries of a book again. */
  public SegmentRebuild.Decoding decoding(OpenBook book) {
    return (index, header, payload) -> {
      List<AuditEvent> events = new ArrayList<>();
      byte[] entry = Sealed.join(header, payload);
      decoder.decode(book.book(), index, entry, 0, entry.length, events);
      return events;
    };
  }
}
