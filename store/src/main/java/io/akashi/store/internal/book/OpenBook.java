package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.store.Book;
import io.akashi.store.DiskFullException;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.head.HeadStore;
import io.akashi.store.internal.journal.EntryBatch;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalOptions;
import io.akashi.store.internal.journal.Payloads;
import io.akashi.store.internal.search.JournalEntries;
import io.akashi.store.internal.segment.Segment;
import io.akashi.store.internal.tree.BookTiles;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.SigningKey;
import io.akashi.tlog.VerifierKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One book that is open for appending: its journal, its tree and its signer. Opening reads the
 * journal's tail once, so its cost is bounded by what is not sealed.
 */
public final class OpenBook implements Closeable {
  /**
   * Where a book lives and who signs it.
   *
   * @param folder {@code books/<id>}
   * @param key what its signatures are checked with; its name is the book's origin
   * @param signing empty when nothing can be signed
   */
  public record Place(
      Book book,
      Path folder,
      Disk disk,
      VerifierKey key,
      Optional<SigningKey> signing,
      HeadStore heads) {
    /** The origin of the book, frozen when the store was made. */
    public String origin() {
      return key.name();
    }

    /** The folder of the book's segments. */
    public Path segments() {
      return folder.resolve("segments");
    }
  }

  private final Place place;
  private final Optional<String> loss;
  private final Sealed sealed;
  private final Journal journal;
  private final LiveTree tree;
  private final Payloads payloads;
  private final Checkpointer checkpointer;
  private final BookTiles tiles;
  private final HeadCheck headCheck;

  private OpenBook(
      Place place,
      Optional<String> loss,
      Sealed sealed,
      Journal journal,
      SigningGate gate,
      InstantSource clock) {
    Frontier known = sealed.edge();
    this.place = place;
    this.loss = loss;
    this.sealed = sealed;
    this.journal = journal;
    this.tree = new LiveTree(known);
    this.payloads = new Payloads(place.disk(), place.folder().resolve("payloads"));
    this.checkpointer = new Checkpointer(place, journal, tree, known, gate, clock);
    this.tiles = new BookTiles(this::readLevel1, this::read);
    this.headCheck = new HeadCheck(this, gate);
  }

  /**
   * Opens a book and compares it with its signed head; closes the gate when they differ.
   *
   * @param known how many entries {@code root} says were signed at least
   * @throws IOException when it cannot be read at all
   */
  public static OpenBook open(
      Place place,
      Sealed sealed,
      long known,
      JournalOptions options,
      SigningGate gate,
      InstantSource clock)
      throws IOException {
    Optional<String> loss =
        place.disk().exists(place.folder())
            ? Optional.empty()
            : Optional.of("the folder of the book is missing");
    HeadCheck.Head head = HeadCheck.read(place);
    Journal journal =
        Journal.open(
            place.disk(),
            place.folder().resolve("journal"),
            sealed.end(),
            Math.max(known, size(head)),
            options);
    OpenBook book = new OpenBook(place, loss, sealed, journal, gate, clock);
    book.headCheck.atStart(head);
    book.headCheck.atLeast(known);
    journal.addListener((first, batch) -> book.tree.append(batch.leafHashes(), batch.count()));
    return book;
  }

  /**
   * Stands for a book of which nothing can be read. Nothing can be appended to it.
   *
   * @param why as a clause
   */
  static OpenBook lost(
      Place place, Sealed nothing, long known, String why, SigningGate gate, InstantSource clock)
      throws IOException {
    HeadCheck.Head head = HeadCheck.read(place);
    Journal journal =
        Journal.lost(
            place.disk(), place.folder().resolve("journal"), Math.max(known, size(head)), why);
    OpenBook book = new OpenBook(place, Optional.of(why), nothing, journal, gate, clock);
    book.headCheck.atStart(head);
    return book;
  }

  private static long size(HeadCheck.Head head) {
    return head.published().map(h -> h.checkpoint().size()).orElse(0L);
  }

  /** Why nothing of this book can be read, as a clause; empty as a rule. */
  public Optional<String> loss() {
    return loss;
  }

  /** Why the head of this book, as it lies on the disk now, cannot be used, as a clause. */
  public Optional<String> headTrouble() {
    return HeadCheck.read(place).trouble();
  }

  /** The first entry from an index on that a segment or the journal has, as far as they say. */
  long firstHeld(long index) {
    for (Segment segment : sealed.catalogue().segments()) {
      if (index < segment.range().end()) {
        return Math.max(index, segment.range().first());
      }
    }
    return Math.max(index, journal.first());
  }

  public Place place() {
    return place;
  }

  public Book book() {
    return place.book();
  }

  public Journal journal() {
    return journal;
  }

  public LiveTree tree() {
    return tree;
  }

  public Payloads payloads() {
    return payloads;
  }

  /** The entries that are in the journal still, as sealing and searching read them. */
  public JournalEntries unsealed() {
    return new JournalEntries(journal, payloads);
  }

  public Sealed sealed() {
    return sealed;
  }

  public BookTiles tiles() {
    return tiles;
  }

  Checkpointer checkpointer() {
    return checkpointer;
  }

  /** What compares this book with its signed head. */
  HeadCheck headCheck() {
    return headCheck;
  }

  public Optional<Published> published() {
    return checkpointer.published();
  }

  /** Encodes and hashes arrivals in the calling thread. */
  public EntryBatch encode(List<Arrival> arrivals) throws IOException {
    EntryBatch batch = new EntryBatch(payloads);
    for (Arrival arrival : arrivals) {
      batch.add(arrival);
    }
    return batch;
  }

  /** Appends and makes durable in this thread: for a store without threads of its own. */
  CompletableFuture<IndexRange> appendNow(EntryBatch batch)
      throws InterruptedException, DiskFullException {
    CompletableFuture<IndexRange> durable = journal.submit(batch);
    journal.commit();
    return durable;
  }

  /**
   * The whole octets of entries, wherever they lie.
   *
   * @throws IOException when one of them does not exist or cannot be read
   */
  public List<byte[]> read(long from, int count) throws IOException {
    return new EntryReader(this).read(from, count);
  }

  private void readLevel1(long from, int count, byte[] out) throws IOException {
    for (int i = 0; i < count; i++) {
      if (!tree.level1(from + i, out, i * Hash.BYTES)) {
        sealed.level1(from + i, out, i * Hash.BYTES);
      }
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
