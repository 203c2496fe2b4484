package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.IndexRange;
import io.akashi.store.MalformedEntryException;
import io.akashi.store.StoreException;
import io.akashi.tlog.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what the book {@code root} says of the other books. Entries that cannot be read are passed
 * over: the verification of {@code root} itself names them. Safe for use by many threads.
 */
public final class RootReader {
  private static final int STEP = 1_024;
  private static final int NEWEST = 10_000;
  private static final int EVERY = 64;
  private static final int NAMED = 10;

  private final OpenBook root;
  private final Map<Book, OpenBook.Place> places;

  /**
   * @param places of all books
   */
  RootReader(OpenBook root, Map<Book, OpenBook.Place> places) {
    this.root = root;
    this.places = Map.copyOf(places);
  }

  /**
   * A checkpoint in {@code root}.
   *
   * @param index of the entry in {@code root}
   * @param size the checkpoint's
   */
  record Found(long index, long size, String note) {}

  /**
   * The newest checkpoint of each book that has one.
   *
   * @param last index of the newest entry that says where they are; empty without one
   */
  record Newest(Map<Book, Found> found, OptionalLong last) {
    /** How many entries of a book were signed at least. */
    long signed(Book book) {
      Found newest = found.get(book);
      return newest == null ? 0 : newest.size();
    }
  }

  /**
   * All records of one book.
   *
   * @param checkpoints their roots, by size
   * @param segments digest of the manifest by range; the newest record of a range counts
   * @param strangers of the entries of {@code root} with a checkpoint of this book that its origin
   *     and key did not sign, what the first {@value #NAMED} say
   * @param strange how many there are
   */
  public record OfBook(
      SignedRoots checkpoints,
      Map<IndexRange, String> segments,
      List<String> strangers,
      AtomicLong strange) {
    OfBook() {
      this(new SignedRoots(), new HashMap<>(), new ArrayList<>(), new AtomicLong());
    }

    /** How many entries of the book were signed at least, as {@code root} knows it. */
    public long signed() {
      return checkpoints.last();
    }
  }

  private record Read(long index, RootRecord record) {}

  private interface Visitor {
    /** Takes a record; false when no further one is wanted. */
    boolean take(Read read);
  }

  /**
   * The newest checkpoints below a size of {@code root}: reads back to the last entry that says
   * where they are, at most {@link RootBook#LAST_EVERY} checkpoints before, and looks there.
   */
  Newest newest(long rootSize) {
    Map<Book, Found> found = new EnumMap<>(Book.class);
    List<Read> last = new ArrayList<>();
    back(
        rootSize,
        read -> {
          if (read.record() instanceof RootRecord.Last) {
            last.add(read);
          } else if (!found.containsKey(read.record().book())) {
            found(read).ifPresent(newest -> found.put(read.record().book(), newest));
          }
          return last.isEmpty();
        });
    if (last.isEmpty()) {
      return new Newest(found, OptionalLong.empty());
    }
    if (last.getFirst().record() instanceof RootRecord.Last known) {
      known
          .indexes()
          .forEach((book, index) -> at(book, index).ifPresent(f -> found.putIfAbsent(book, f)));
    }
    return new Newest(found, OptionalLong.of(last.getFirst().index()));
  }

  /** Whether a segment of that range is recorded, sealed or merged. */
  boolean isRecorded(Book book, IndexRange range) {
    boolean[] recorded = new boolean[1];
    back(
        root.journal().durableEnd(),
        read -> {
          if (read.record().book() != book) {
            return true;
          }
          recorded[0] =
              switch (read.record()) {
                case RootRecord.Sealed sealed -> sealed.range().equals(range);
                case RootRecord.Merged merged -> merged.range().equals(range);
                case RootRecord.Checkpointed c -> false;
                case RootRecord.Last last -> false;
              };
          // A segment is recorded only behind a checkpoint that covers it.
          boolean mayFollow = found(read).map(f -> f.size() >= range.end()).orElse(true);
          return !recorded[0] && mayFollow;
        });
    return recorded[0];
  }

  /**
   * Every record of a book in a range of {@code root}.
   *
   * @param allSignatures whether every signature is checked; else those of the last {@value
   *     #NEWEST} entries of the range and of each {@value #EVERY}th before. One costs more than a
   *     millisecond, and in five years there are millions; what an entry of {@code root} says is
   *     held by the signature of {@code root} anyway, and every root is compared with the entries
   */
  public OfBook records(IndexRange range, Book book, boolean allSignatures) {
    OfBook of = new OfBook();
    for (long from = range.first(); from < range.end(); from += STEP) {
      for (Read read : read(from, Math.min(range.end(), from + STEP))) {
        if (read.record().book() == book) {
          boolean check =
              allSignatures || read.index() % EVERY == 0 || range.end() - read.index() <= NEWEST;
          add(read.record(), of, check);
        }
      }
    }
    return of;
  }

  private void add(RootRecord record, OfBook of, boolean checkSignature) {
    switch (record) {
      case RootRecord.Checkpointed c -> {
        try {
          Checkpoint found = checkpoint(c, checkSignature);
          of.checkpoints().put(found.size(), found.root());
        } catch (StoreException e) {
          if (of.strange().incrementAndGet() <= NAMED) {
            of.strangers().add(String.valueOf(e.getMessage()));
          }
        }
      }
      case RootRecord.Sealed s -> of.segments().put(s.range(), s.manifestSha256());
      case RootRecord.Merged m -> of.segments().put(m.range(), m.manifestSha256());
      case RootRecord.Last last -> {
        // Says nothing that is not said by others.
      }
    }
  }

  private void back(long end, Visitor visitor) {
    for (long to = end; to > 0; to -= STEP) {
      for (Read read : read(Math.max(0, to - STEP), to).reversed()) {
        if (!visitor.take(read)) {
          return;
        }
      }
    }
  }

  /** The checkpoint of a book in the entry of that index. */
  private Optional<Found> at(Book book, long index) {
    return read(index, index + 1).stream()
        .filter(read -> read.record().book() == book)
        .findFirst()
        .flatMap(this::found);
  }

  /** The checkpoint in an entry; empty when there is none that its book signed. */
  private Optional<Found> found(Read read) {
    if (!(read.record() instanceof RootRecord.Checkpointed c)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Found(read.index(), checkpoint(c).size(), c.note()));
    } catch (StoreException e) {
      // The verification names it.
      return Optional.empty();
    }
  }

  private Checkpoint checkpoint(RootRecord.Checkpointed record) throws StoreException {
    return checkpoint(record, true);
  }

  private Checkpoint checkpoint(RootRecord.Checkpointed record, boolean checkSignature)
      throws StoreException {
    OpenBook.Place place = places.get(record.book());
    if (place == null) {
      throw new StoreException("there is no book " + record.book().id());
    }
    return Notary.checkpointOf(place, record.note(), checkSignature);
  }

  private List<Read> read(long from, long to) {
    List<Read> found = new ArrayList<>();
    long index = root.firstHeld(from);
    try {
      for (byte[] entry : index < to ? root.read(index, (int) (to - index)) : List.<byte[]>of()) {
        add(index++, entry, found);
      }
      return found;
    } catch (IOException unreadable) {
      found.clear();
    }
    for (index = root.firstHeld(from); index < to; index = root.firstHeld(index + 1)) {
      single(index, found);
    }
    return found;
  }

  private void single(long index, List<Read> into) {
    try {
      add(index, root.read(index, 1).getFirst(), into);
    } catch (IOException unreadable) {
      // The verification of root names it.
      return;
    }
  }

  private static void add(long index, byte[] entry, List<Read> into) {
    try {
      RootRecord.of(Entry.parse(entry)).ifPresent(record -> into.add(new Read(index, record)));
    } catch (MalformedEntryException e) {
      // The verification of root names it.
      return;
    }
  }
}
