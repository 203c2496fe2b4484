package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.StoreException;
import io.akashi.tlog.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the book {@code root} says of the other books. */
public final class RootRecords {
  private static final int STEP = 1_024;

  private final OpenBook root;

  public RootRecords(OpenBook root) {
    this.root = root;
  }

  /**
   * A checkpoint in {@code root}.
   *
   * @param index of the entry in {@code root}
   * @param size the checkpoint's
   */
  record Found(long index, long size, String note) {}

  /**
   * All records of one book.
   *
   * @param checkpoints by size
   * @param segments digest of the manifest by range; the newest record of a range counts
   * @param strangers entries of {@code root} with a checkpoint of this book that its origin and key
   *     did not sign
   */
  public record OfBook(
      NavigableMap<Long, Checkpoint> checkpoints,
      Map<IndexRange, String> segments,
      List<String> strangers) {
    OfBook() {
      this(new TreeMap<>(), new HashMap<>(), new ArrayList<>());
    }

    /** How many entries of the book were signed at least, as {@code root} knows it. */
    public long signed() {
      return checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
    }
  }

  /** The newest checkpoint of a book below a size of {@code root}, reading backwards. */
  Optional<Found> newest(OpenBook book, long rootSize) throws IOException {
    for (long end = rootSize; end > 0; end -= STEP) {
      long from = Math.max(0, end - STEP);
      List<byte[]> entries = root.read(from, Math.toIntExact(end - from));
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (record(entries.get(i)).orElse(null) instanceof RootRecord.Checkpointed found
            && found.book() == book.book()) {
          Optional<Checkpoint> checkpoint = checkpoint(book, found.note());
          if (checkpoint.isPresent()) {
            return Optional.of(new Found(from + i, checkpoint.get().size(), found.note()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * How many entries of each book the newest records say were signed.
   *
   * @param most entries of {@code root} to read back: the start may not take long
   */
  Map<Book, Long> signed(Iterable<OpenBook> books, int most) {
    long end = root.journal().durableEnd();
    Map<Book, OfBook> all = new HashMap<>();
    for (OpenBook book : books) {
      all.put(book.book(), new OfBook());
    }
    add(books, IndexRange.between(Math.max(0, end - most), end), all);
    Map<Book, Long> signed = new HashMap<>();
    all.forEach((book, records) -> signed.put(book, records.signed()));
    return signed;
  }

  /**
   * Every record up to a size of {@code root}. Entries that cannot be read are passed over: the
   * verification of {@code root} itself names them.
   */
  public Map<Book, OfBook> all(Iterable<OpenBook> books, long rootSize) {
    Map<Book, OfBook> all = new HashMap<>();
    for (OpenBook book : books) {
      all.put(book.book(), new OfBook());
    }
    add(books, IndexRange.between(0, rootSize), all);
    return all;
  }

  /** Adds what a range of {@code root} records. */
  public void add(Iterable<OpenBook> books, IndexRange range, Map<Book, OfBook> all) {
    Map<Book, OpenBook> open = new HashMap<>();
    for (OpenBook book : books) {
      open.put(book.book(), book);
    }
    for (long from = range.first(); from < range.end(); from += STEP) {
      for (byte[] entry : readable(from, (int) Math.min(STEP, range.end() - from))) {
        switch (record(entry).orElse(null)) {
          case RootRecord.Checkpointed c -> {
            OfBook of = all.get(c.book());
            OpenBook book = open.get(c.book());
            if (of != null && book != null) {
              try {
                Checkpoint found = Notary.checkpointOf(book, c.note());
                of.checkpoints().put(found.size(), found);
              } catch (StoreException e) {
                of.strangers().add(String.valueOf(e.getMessage()));
              }
            }
          }
          case RootRecord.Sealed s -> {
            OfBook of = all.get(s.book());
            if (of != null) {
              of.segments().put(s.range(), s.manifestSha256());
            }
          }
          case RootRecord.Merged m -> {
            OfBook of = all.get(m.book());
            if (of != null) {
              of.segments().put(m.range(), m.manifestSha256());
            }
          }
          case null -> {
            // A record of a later version says nothing that is checked here.
          }
        }
      }
    }
  }

  /** The segments, sealed or merged, that a range of {@code root} records. */
  List<RootRecord.Sealed> sealedIn(IndexRange range) {
    List<RootRecord.Sealed> found = new ArrayList<>();
    for (long from = range.first(); from < range.end(); from += STEP) {
      for (byte[] entry : readable(from, (int) Math.min(STEP, range.end() - from))) {
        switch (record(entry).orElse(null)) {
          case RootRecord.Sealed sealed -> found.add(sealed);
          case RootRecord.Merged m ->
              found.add(new RootRecord.Sealed(m.book(), m.range(), m.manifestSha256()));
          case null, default -> {
            // Says nothing of segments.
          }
        }
      }
    }
    return found;
  }

  private List<byte[]> readable(long from, int count) {
    List<byte[]> found = new ArrayList<>();
    for (long index = from; index < from + count; index++) {
      try {
        found.addAll(root.read(index, Math.toIntExact(from + count - index)));
        return found;
      } catch (IOException unreadable) {
        // The verification of root names it; here one entry after the other is tried.
        single(index).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<byte[]> single(long index) {
    try {
      return Optional.of(root.read(index, 1).getFirst());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<RootRecord> record(byte[] entry) {
    try {
      return RootRecord.of(Entry.parse(entry));
    } catch (MalformedEntryException e) {
      return Optional.empty();
    }
  }

  private static Optional<Checkpoint> checkpoint(OpenBook book, String note) {
    try {
      return Optional.of(Notary.checkpointOf(book, note));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }
}
