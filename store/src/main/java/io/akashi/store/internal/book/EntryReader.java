package io.akashi.store.internal.book;

import io.akashi.store.internal.journal.JournalCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads entries by index, wherever they lie: in a segment, or still in the journal. */
final class EntryReader {
  private final OpenBook book;

  EntryReader(OpenBook book) {
    this.book = book;
  }

  /**
   * The whole octets of {@code count} entries.
   *
   * @throws IOException when one of them does not exist or cannot be read
   */
  List<byte[]> read(long from, int count) throws IOException {
    List<byte[]> entries = new ArrayList<>(count);
    while (entries.size() < count) {
      long next = from + entries.size();
      int left = count - entries.size();
      if (next < book.sealed().end()) {
        long end = Math.min(book.sealed().end(), next + left);
        entries.addAll(book.sealed().read(next, Math.toIntExact(end - next)));
      } else {
        readJournal(next, left, entries);
      }
    }
    return entries;
  }

  // A seal may take entries out of the journal while we read: then they are in a segment, and the
  // caller's loop finds them there.
  private void readJournal(long from, int count, List<byte[]> into) throws IOException {
    try (JournalCursor cursor = book.journal().read(from)) {
      for (int i = 0; i < count; i++) {
        switch (cursor.next()) {
          case ENTRY -> into.add(cursor.entry());
          case FORGOTTEN -> {
            if (from + i >= book.sealed().end()) {
              throw missing(from + i, "it is in no segment and no journal file");
            }
            return;
          }
          case DAMAGE -> throw missing(from + i, cursor.damage().toString());
          case END -> throw missing(from + i, "the book ends before");
        }
      }
    }
  }

  private IOException missing(long index, String why) {
    return new IOException(
        ("帳簿 %1$s の記録 %2$d を読めません（%3$s）。 / Cannot read entry %2$d of book %1$s: %3$s.")
            .formatted(book.book().id(), index, why));
  }
}
