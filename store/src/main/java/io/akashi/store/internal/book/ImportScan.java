package io.akashi.store.internal.book;

import io.akashi.store.StoreException;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EngineException;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds how far a file import has come, from the entries themselves. An import writes its records
 * in their order, so the newest entry of it tells.
 */
final class ImportScan {
  private static final int HEADER = 4_096;
  private static final Pattern RECORD = Pattern.compile(" record=(\\d{1,18})(?= |$)");

  private final OpenBook book;
  private final Engine engine;

  ImportScan(OpenBook book, Engine engine) {
    this.book = book;
    this.engine = engine;
  }

  /**
   * Highest record number of that import; reads headers only: the journal's, and when it has none
   * of this import, the segments', newest first.
   *
   * @throws StoreException when headers cannot be read: going on could take records twice
   */
  OptionalLong last(String importId) throws StoreException {
    String key = " import=" + importId;
    try {
      OptionalLong last = inJournal(key);
      return last.isPresent() ? last : inSegments(key);
    } catch (IOException | EngineException e) {
      throw new StoreException(
          "取り込みの続きの位置を調べられません（%1$s）。./akashi verify を実行してください。 / cannot find where the import stopped (%1$s); run ./akashi verify"
              .formatted(e.getMessage()),
          e);
    }
  }

  // What is sealed while we read is in a segment before it leaves the journal.
  private OptionalLong inJournal(String key) throws IOException {
    OptionalLong last = OptionalLong.empty();
    long from = book.journal().first();
    while (true) {
      try (JournalCursor cursor = book.journal().read(from)) {
        JournalCursor.Step step = cursor.next();
        while (step == JournalCursor.Step.ENTRY || step == JournalCursor.Step.DAMAGE) {
          if (step == JournalCursor.Step.ENTRY) {
            last = later(last, header(cursor), key);
          }
          step = cursor.next();
        }
        if (step == JournalCursor.Step.END) {
          return last;
        }
        from = book.journal().first();
      }
    }
  }

  // Held: a merge could take the files away while they are read.
  private OptionalLong inSegments(String key) throws IOException {
    OptionalLong last = OptionalLong.empty();
    try (Catalogue.Held held = book.sealed().catalogue().hold()) {
      List<Segment> segments = held.segments().reversed();
      for (int i = 0; i < segments.size() && last.isEmpty(); i++) {
        last = inSegment(segments.get(i), key);
      }
    }
    return last;
  }

  private OptionalLong inSegment(Segment segment, String key) throws IOException {
    Optional<String> trouble = segment.trouble(SegmentFiles.ENTRIES);
    if (trouble.isPresent()) {
      throw new IOException(segment.entries() + ": " + trouble.get());
    }
    OptionalLong[] last = {OptionalLong.empty()};
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT header FROM read_parquet([%s])".formatted(Sql.literal(segment.entries()))
              + " WHERE contains(header, ?) OR ends_with(header, ?)"
              + " ORDER BY \"index\" DESC LIMIT 1",
          List.of(key + " ", key),
          chunk -> {
            last[0] = later(OptionalLong.empty(), chunk.vector(0).getString(0), key);
            return false;
          });
    }
    return last[0];
  }

  private static String header(JournalCursor cursor) {
    int end = Math.min(cursor.length(), HEADER);
    String start = new String(cursor.array(), cursor.offset(), end, StandardCharsets.ISO_8859_1);
    int line = start.indexOf('\n');
    return line < 0 ? start : start.substring(0, line);
  }

  private static OptionalLong later(OptionalLong last, String header, String key) {
    int at = header.indexOf(key);
    if (at < 0
        || (at + key.length() < header.length() && header.charAt(at + key.length()) != ' ')) {
      return last;
    }
    Matcher record = RECORD.matcher(header);
    if (!record.find()) {
      return last;
    }
    return OptionalLong.of(Math.max(last.orElse(0), Long.parseLong(record.group(1))));
  }
}
