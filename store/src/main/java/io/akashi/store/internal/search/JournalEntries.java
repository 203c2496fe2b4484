package io.akashi.store.internal.search;

import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.journal.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/** The journal as sealing and searching read it. */
public final class JournalEntries implements Unsealed {
  private final Journal journal;
  private final Payloads payloads;

  public JournalEntries(Journal journal, Payloads payloads) {
    this.journal = journal;
    this.payloads = payloads;
  }

  @Override
  public EntryCursor read(IndexRange range) {
    return new Reading(journal.read(range.first()), range.end());
  }

  @Override
  public Optional<byte[]> beside(String digest, long length) {
    try {
      return Optional.of(payloads.read(digest, length));
    } catch (IOException e) {
      // Named by the check; a search goes on without it.
      return Optional.empty();
    }
  }

  private static final class Reading implements EntryCursor {
    private final JournalCursor cursor;
    private final long end;
    private int headerLength;

    private Reading(JournalCursor cursor, long end) {
      this.cursor = cursor;
      this.end = end;
    }

    @Override
    public boolean next() {
      try {
        while (cursor.nextIndex() < end) {
          switch (cursor.next()) {
            case ENTRY -> {
              headerLength = Entry.headerLength(cursor.array(), cursor.offset(), cursor.length());
              return true;
            }
            case DAMAGE -> {
              // Stepped over: the check names it, and a seal that lacks it is refused by its root.
            }
            case END, FORGOTTEN -> {
              return false;
            }
          }
        }
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long index() {
      return cursor.index();
    }

    @Override
    public byte[] header() {
      return Arrays.copyOfRange(cursor.array(), cursor.offset(), cursor.offset() + headerLength);
    }

    @Override
    public byte[] payload() {
      return Arrays.copyOfRange(
          cursor.array(), cursor.offset() + headerLength + 1, cursor.offset() + cursor.length());
    }

    @Override
    public void close() {
      try {
        cursor.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
