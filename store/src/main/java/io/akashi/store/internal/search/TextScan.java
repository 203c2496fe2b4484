package io.akashi.store.internal.search;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.segment.Segment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Finds the entries whose payload holds a text, in bounded pieces. For one thread. */
final class TextScan {
  private static final int PIECE = 65_536;

  /** Below one in so many, reading the events' indexes first pays. */
  private static final int FEW = 8;

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
      while (entries.next()) {
        String header = new String(entries.header(), StandardCharsets.US_ASCII);
        keep(entries.index(), header, entries.payload(), hot.shelf());
      }
    }
  }

  private void scan(Source.Sealed sealed, Conditions conditions, long events) {
    Segment segment = sealed.segment();
    List<Object> parameters = new ArrayList<>();
    String asked = "";
    if (events * FEW < segment.manifest().events()) {
      asked =
          " AND \"index\" IN (SELECT \"index\" FROM (%s)%s)"
              .formatted(Sql.readEvents(List.of(segment.events())), conditions.where());
      parameters.addAll(conditions.parameters());
    }
    String file = Sql.literal(segment.entries());
    for (long at = segment.range().first(); at < segment.range().end(); at += PIECE) {
      lease.query(
          "SELECT \"index\", header, to_base64(payload) FROM read_parquet([%s])".formatted(file)
              + " WHERE \"index\" >= %d AND \"index\" < %d%s".formatted(at, at + PIECE, asked),
          parameters,
          chunk -> {
            for (long row = 0; row < chunk.rowCount(); row++) {
              keep(
                  chunk.vector(0).getLong(row),
                  String.valueOf(chunk.vector(1).getString(row)),
                  Base64.getDecoder().decode(chunk.vector(2).getString(row)),
                  sealed.shelf());
            }
            return true;
          });
    }
  }

  private void keep(long index, String header, byte[] inside, Shelf shelf) {
    byte[] payload = inside;
    if (header.contains(" digest=")) {
      Matcher digest = DIGEST.matcher(header);
      if (digest.find()) {
        payload = shelf.entries().beside(digest.group(1)).orElse(inside);
      }
    }
    Charset declared = charset(header);
    if (text.mayBeIn(payload, declared) && text.isIn(payload, declared)) {
      found.add(index);
    }
  }

  private @Nullable Charset charset(String header) {
    String[] words = header.split(" ", 4);
    return words.length > 2 ? charsets.of(words[2]) : null;
  }
}
