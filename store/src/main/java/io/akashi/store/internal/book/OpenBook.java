package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.head.HeadStore;
import io.akashi.store.internal.journal.EntryBatch;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalOptions;
import io.akashi.store.internal.journal.Payloads;
import io.akashi.store.internal.search.JournalEntries;
import io.akashi.store.internal.tree.BookTiles;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.SigningKey;
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
   */
  public record Place(
      Book book, String origin, Path folder, Disk disk, SigningKey key, HeadStore heads) {
    /** The folder of the book's segments. */
    public Path segments() {
      return folder.resolve("segments");
    }
  }

  private final Place place;
  private final Sealed sealed;
  private final Journal journal;
  private final LiveTree tree;
  private final Payloads payloads;
  private final Checkpointer checkpointer;
  private final BookTiles tiles;
  private final HeadCheck headCheck;

  private OpenBook(
      Place place, Sealed sealed, Journal journal, SigningGate gate, InstantSource clock) {
    Frontier known = sealed.edge();
    this.place = place;
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
   * @throws IOException when it cannot be read at all
   */
  public static OpenBook open(
      Place place, Sealed sealed, JournalOptions options, SigningGate gate, InstantSource clock)
      throws IOException {
    HeadCheck.Head head = HeadCheck.read(place);
    Journal journal =
        Journal.open(
            place.disk(),
            place.folder().resolve("journal"),
            sealed.end(),
            head.published().map(h -> h.checkpoint().size()).orElse(0L),
            options);
    OpenBook book = new OpenBook(place, sealed, journal, gate, clock);
    book.headCheck.atStart(head);
    journal.addListener((first, batch) -> book.tree.append(batch.leafHashes(), batch.count()));
    return book;
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
      throws InterruptedException, IOException {
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
