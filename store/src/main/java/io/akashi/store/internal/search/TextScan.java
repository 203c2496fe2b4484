package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.words.HeaderWords;
import io.akashi.store.internal.words.Words;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/** Finds the entries whose payload holds a text, in bounded pieces. For one thread. */
final class TextScan {
  /** Entries between two looks at the clock. */
  private static final int PIECE = 1_024;

  private final Lease lease;
  private final PayloadText text;
  private final Search.Charsets charsets;

  TextScan(Lease lease, PayloadText text, Search.Charsets charsets) {
    this.lease = lease;
    this.text = text;
    this.charsets = charsets;
  }

  /**
   * Indexes of the matching entries, growing.
   *
   * @param conditions what else is asked; where that is much, only the entries near those that
   *     fulfil it are looked at
   */
  long[] scan(Source source, Conditions conditions) {
    return switch (source) {
      case Source.Hot hot -> scan(hot);
      case Source.Sealed sealed -> scan(sealed, conditions);
    };
  }

  private long[] scan(Source.Hot hot) {
    long from = Math.max(hot.from(), hot.table().from());
    long end = Math.min(hot.to(), hot.table().end());
    LongStream.Builder found = LongStream.builder();
    if (from < end) {
      Declared declared = new Declared(charsets);
      try (EntryCursor entries = hot.shelf().entries().read(IndexRange.between(from, end))) {
        while (entries.next()) {
          if (entries.index() % PIECE == 0) {
            lease.check();
          }
          byte[] header = entries.header();
          byte[] payload = payload(hot.shelf(), header, entries.payload());
          Charset charset = declared.in(header);
          if (text.mayBeIn(payload, 0, payload.length, charset)
              && text.isIn(payload, 0, payload.length, charset)) {
            found.add(entries.index());
          }
        }
      }
    }
    return found.build().toArray();
  }

  private static byte[] payload(Shelf shelf, byte[] header, byte[] inside) {
    HeaderWords.Beside place = inside.length == 0 ? HeaderWords.beside(header) : null;
    return place == null
        ? inside
        : shelf.entries().beside(place.digest(), place.length()).orElse(inside);
  }

  private long[] scan(Source.Sealed sealed, Conditions conditions) {
    TextPlan plan = TextPlan.of(sealed.segment(), text, charsets);
    if (conditions.areNarrow()) {
      plan.onlyAmong(asked(sealed, conditions));
    }
    List<IndexRange> pieces = new ArrayList<>();
    for (Segment.Part part : sealed.parts()) {
      if (!plan.next(part.range()).isEmpty()) {
        pieces.add(part.range());
      }
    }
    return TwoThreads.run(
            pieces, () -> new PageScan(lease, text, charsets, sealed.shelf().entries(), plan))
        .stream()
        .flatMapToLong(LongStream::of)
        .toArray();
  }

  /** The stretches with rows that the other conditions leave. */
  private BitSet asked(Source.Sealed sealed, Conditions conditions) {
    BitSet stretches = new BitSet();
    lease.query(
        "SELECT DISTINCT (\"index\" - %d) // %d FROM (%s)%s"
            .formatted(
                sealed.segment().range().first(),
                Words.STRETCH,
                Source.union(List.of(sealed)),
                conditions.where()),
        conditions.parameters(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            stretches.set(Math.toIntExact(chunk.vector(0).getLong(row)));
          }
          return true;
        });
    return stretches;
  }
}
