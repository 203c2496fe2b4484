package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.segment.Segment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Finds the entries whose payload holds a text, in bounded pieces. For one thread. */
final class TextScan {
  /** Entries between two looks at the clock. */
  private static final int PIECE = 1_024;

  /** Entries so near to each other are read in one go. */
  private static final int NEAR = 4_096;

  /** Below one in so many, reading the events' indexes first pays. */
  private static final int FEW = 8;

  /** The place of the length among the words of a header. */
  private static final int LENGTH = 6;

  private static final Pattern DIGEST = Pattern.compile(" digest=sha256:([0-9a-f]{64})(?: |$)");

  private final Lease lease;
  private final PayloadText text;
  private final Search.Charsets charsets;
  private final LongStream.Builder found = LongStream.builder();

  TextScan(Lease lease, PayloadText text, Search.Charsets charsets) {
    this.lease = lease;
    this.text = text;
    this.charsets = charsets;
  }

  /**
   * Indexes of the matching entries.
   *
   * @param events how many events of the source the conditions leave; if few, only their entries
   *     are looked at
   */
  long[] scan(Source source, Conditions conditions, long events) {
    switch (source) {
      case Source.Hot hot -> scan(hot);
      case Source.Sealed sealed -> scan(sealed, conditions, events);
    }
    return found.build().toArray();
  }

  private void scan(Source.Hot hot) {
    long from = Math.max(hot.from(), hot.table().from());
    long end = Math.min(hot.to(), hot.table().end());
    if (from >= end) {
      return;
    }
    try (EntryCursor entries = hot.shelf().entries().read(IndexRange.between(from, end))) {
      keep(entries, index -> true, hot.shelf());
    }
  }

  private void scan(Source.Sealed sealed, Conditions conditions, long events) {
    Segment segment = sealed.segment();
    long count = sealed.parts().stream().mapToLong(part -> part.range().count()).sum();
    if (events * FEW >= count) {
      for (Segment.Part part : sealed.parts()) {
        try (EntryCursor entries = segment.read(part.range(), segment::lose)) {
          keep(entries, index -> true, sealed.shelf());
        }
      }
      return;
    }
    long[] asked = asked(sealed, conditions);
    int from = 0;
    while (from < asked.length) {
      int to = from + 1;
      while (to < asked.length && asked[to] - asked[to - 1] < NEAR) {
        to++;
      }
      IndexRange near = IndexRange.between(asked[from], asked[to - 1] + 1);
      int first = from;
      int end = to;
      try (EntryCursor entries = segment.read(near, segment::lose)) {
        keep(entries, index -> Arrays.binarySearch(asked, first, end, index) >= 0, sealed.shelf());
      }
      from = to;
    }
  }

  /** The indexes of the entries that the other conditions leave, growing. */
  private long[] asked(Source.Sealed sealed, Conditions conditions) {
    LongStream.Builder indexes = LongStream.builder();
    lease.query(
        "SELECT DISTINCT \"index\" FROM (%s)%s ORDER BY \"index\""
            .formatted(Source.union(List.of(sealed)), conditions.where()),
        conditions.parameters(),
        chunk -> {
          for (long row = 0; row < chunk.rowCount(); row++) {
            indexes.add(chunk.vector(0).getLong(row));
          }
          return true;
        });
    return indexes.build().toArray();
  }

  private void keep(EntryCursor entries, LongPredicate wanted, Shelf shelf) {
    while (entries.next()) {
      if (entries.index() % PIECE == 0) {
        lease.check();
      }
      if (wanted.test(entries.index())) {
        String header = new String(entries.header(), StandardCharsets.US_ASCII);
        keep(entries.index(), header, entries.payload(), shelf);
      }
    }
  }

  private void keep(long index, String header, byte[] inside, Shelf shelf) {
    byte[] payload = inside;
    if (header.contains(" digest=")) {
      Matcher digest = DIGEST.matcher(header);
      if (digest.find()) {
        payload = shelf.entries().beside(digest.group(1), lengthIn(header)).orElse(inside);
      }
    }
    Charset declared = charset(header);
    if (text.mayBeIn(payload, declared) && text.isIn(payload, declared)) {
      found.add(index);
    }
  }

  /** The length of the payload; -1, which no payload has, where the header does not say it. */
  private static long lengthIn(String header) {
    String[] words = header.split(" ", LENGTH + 2);
    boolean said = words.length > LENGTH && words[LENGTH].matches("\\d{1,18}");
    return said ? Long.parseLong(words[LENGTH]) : -1;
  }

  private @Nullable Charset charset(String header) {
    String[] words = header.split(" ", 4);
    return words.length > 2 ? charsets.of(words[2]) : null;
  }
}
