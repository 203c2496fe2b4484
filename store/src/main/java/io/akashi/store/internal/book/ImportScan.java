package io.akashi.store.internal.book;

import io.akashi.store.StoreException;
import io.akashi.store.internal.journal.JournalCursor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds how far a file import has come, from the entries themselves. */
final class ImportScan {
  private static final int HEADER = 4_096;
  private static final Pattern RECORD = Pattern.compile(" record=(\\d{1,18})(?= |$)");

  private final OpenBook book;

  ImportScan(OpenBook book) {
    this.book = book;
  }

  /** Highest record number of that import; reads headers only, the journal's and all segments'. */
  OptionalLong last(String importId) throws StoreException {
    String key = " import=" + importId;
    OptionalLong last = OptionalLong.empty();
    try (JournalCursor cursor = book.journal().read(book.journal().first())) {
      while (true) {
        JournalCursor.Step step = cursor.next();
        if (step == JournalCursor.Step.END || step == JournalCursor.Step.FORGOTTEN) {
          break;
        }
        if (step == JournalCursor.Step.ENTRY) {
          last = later(last, header(cursor), key);
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          "取り込みの続きの位置を調べられません（%1$s） / cannot find where the import stopped (%1$s)"
              .formatted(e.getMessage()),
          e);
    }
    return last;
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
