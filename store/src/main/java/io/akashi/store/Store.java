package io.akashi.store;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.store.internal.book.OpenStore;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.verify.Against;
import io.akashi.store.internal.verify.Verification;
import io.akashi.store.sql.Workbench;
import io.akashi.tlog.TileSource;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;

/**
 * The books of one house. Safe for use by many threads.
 *
 * <p>When the future of {@link #append} completes, the entries survive a power loss. They are
 * searchable and covered by a signed checkpoint a moment later. After a failed sync the store
 * halts: every append fails with {@link StoreHaltedException} until it is opened anew.
 *
 * <p>Methods that show entries take a {@link Look} and write it to the book {@code house} before
 * they answer; on a read-only copy it stays unrecorded.
 */
public final class Store implements Closeable {
  private final OpenStore open;

  private Store(OpenStore open) {
    this.open = open;
  }

  /**
   * Opens a store, checks its heads, right edges and journal tails, and starts its threads.
   *
   * @throws StoreLockedException when another process has it open
   * @throws StoreException when it cannot be opened; the sentence says why and what to do
   */
  public static Store open(StoreOptions options) throws StoreException {
    return new Store(OpenStore.open(new OsDisk(), options));
  }

  /**
   * Appends messages to a book, waiting while its queue is full.
   *
   * @return completes with the index range when the entries are durable; when the disk fills up
   *     meanwhile they keep their place and it completes once there is room (without threads of its
   *     own the store fails it with {@link DiskFullException}); exceptionally with {@link
   *     StoreHaltedException}
   * @throws DiskFullException while the disk is below its reserve
   * @throws StoreHaltedException when the store has halted
   */
  public CompletableFuture<IndexRange> append(Book book, List<Arrival> arrivals)
      throws InterruptedException, DiskFullException {
    return open.append(book, arrivals);
  }

  /**
   * As {@link #append}, but never waits.
   *
   * @throws StoreHaltedException when the store has halted
   */
  public Appended offer(Book book, List<Arrival> arrivals) {
    return open.offer(book, arrivals);
  }

  /** Appends one of Akashi's own doings to the book {@code house}; durable when it returns. */
  public IndexRange house(AuditEvent event) throws StoreException {
    return open.house(event);
  }

  /**
   * As {@link #house(AuditEvent)}, many at a time and in their order.
   *
   * @return their indexes, one after the other; empty for none
   */
  public IndexRange house(List<AuditEvent> events) throws StoreException {
    return open.house(events);
  }

  /**
   * One page of rows.
   *
   * @throws QueryException when the query is wrong or takes too long
   */
  public Page search(Look look, Query query) throws StoreException {
    return open.search(look, query);
  }

  /**
   * A query of which more than one answer is wanted: its look is recorded now, and once.
   *
   * @throws StoreException when the look cannot be recorded; then nothing is shown
   */
  public View view(Look look, Query query) throws StoreException {
    return new View(open, look, open.view(look, query));
  }

  /**
   * An entry of which more than one reading is wanted: its look is recorded now, and once.
   *
   * @throws StoreException when the look cannot be recorded; then nothing is shown
   */
  public EntryView view(Look look, Book book, long index) throws StoreException {
    open.view(look, book, index);
    return new EntryView(open, book, index);
  }

  /**
   * Number of rows a query finds, over all pages.
   *
   * @throws QueryException when the query is wrong or takes too long
   */
  public long count(Look look, Query query) throws StoreException {
    return open.count(look, query);
  }

  /**
   * Number of events a query finds, told apart by time or value; its page and limit do not matter.
   *
   * @throws QueryException when the query is wrong or takes too long
   */
  public Tally tally(Look look, Query query, Tally.By by) throws StoreException {
    return open.tally(look, query, by);
  }

  /**
   * Number of events by time, source, system or kind, of a time range, book, source, system or
   * kind: how much happens, which shows nobody and nothing. No look is recorded; any other question
   * is {@link #tally}.
   *
   * @throws QueryException with reason {@code INVALID} for any other question
   */
  public Tally volume(Query query, Tally.By by) throws StoreException {
    return open.volume(query, by);
  }

  /**
   * Sealed entries whose segment is missing or cannot be opened: no search finds them, and whoever
   * shows an answer has to say so. Empty when all is there.
   */
  public List<Damage> unreadable() {
    return open.unreadable();
  }

  /** A place for the house's own comparisons to compute; to be closed. */
  public Workbench workbench() {
    return open.workbench();
  }

  /** One entry with its exact payload. Empty when there is none. */
  public Optional<StoredEntry> entry(Look look, Book book, long index) throws StoreException {
    return open.entry(look, book, index);
  }

  /**
   * Proves one entry in two steps; signs and records a checkpoint first when none covers it yet.
   *
   * @throws StoreException when there is no such entry, or no checkpoint covers it and none may be
   *     signed
   */
  public EntryProof prove(Look look, Book book, long index) throws StoreException {
    return open.prove(look, book, index);
  }

  /** Text of the newest published checkpoint of a book, a signed note; empty before the first. */
  public Optional<String> checkpoint(Book book) {
    return open.checkpoint(book);
  }

  /** Verifier key of a book in note form; its name is the book's origin. */
  public String verifierKey(Book book) {
    return open.verifierKey(book);
  }

  /**
   * Tiles and bundles of a book, by C2SP tlog-tiles. What lies behind the newest published
   * checkpoint is there too and must not be served.
   */
  public TileSource tiles(Book book) {
    return open.tiles(book);
  }

  /** Reads everything again and names what is not as it was. Reading only; may run for hours. */
  public VerifyReport verify(VerifyOptions options) throws StoreException {
    return new Verification(open.books(), options).run();
  }

  /**
   * Whether this is still the log that signed a checkpoint which somebody kept.
   *
   * @param checkpoint text of the signed note
   * @throws StoreException when the note names no book of this store or is not signed by its key
   */
  public AgainstReport verifyAgainst(String checkpoint) throws StoreException {
    return Against.check(open.books(), checkpoint);
  }

  public Status status() throws StoreException {
    return open.status();
  }

  /** Highest value of the header key {@code record} among the entries of an import, or empty. */
  public OptionalLong lastImported(Book book, String importId) throws StoreException {
    return open.lastImported(book, importId);
  }

  /**
   * Reads the headers of durable entries that have a key, each once and in their order. What cannot
   * be read is passed over. May take long when there are many entries.
   *
   * @param key name of the header key
   * @param since entries received before it may be left out
   * @param reader takes the index and the header of each
   * @return what could not be read; entries in it may have the key
   */
  public List<Damage> headersWith(
      Book book, String key, Instant since, ObjLongConsumer<EntryHeader> reader)
      throws StoreException {
    return open.headersWith(book, key, since, reader);
  }

  /**
   * Reads the durable entries of a book that Akashi alone writes, in their order, for the rooms
   * whose state they are; a look is not recorded.
   *
   * @param book {@code house}, {@code register} or {@code root}
   * @param from index of the first entry to read
   * @param reader takes the index and what was appended there
   * @return index behind the last entry read: where to go on
   * @throws StoreException when an entry cannot be read; those before it have been given
   */
  public long read(Book book, long from, ObjLongConsumer<Arrival> reader) throws StoreException {
    return open.read(book, from, reader);
  }

  /**
   * Does by hand, in this thread, what the background threads do, until there is nothing left to
   * do: commit, decode, seal what is due, sign, publish. Of a read-only copy: decode, without which
   * nothing of its journals is found.
   */
  public void step() throws StoreException {
    open.step();
  }

  /** Merges small segments until nothing is ripe, as the background does in its own time. */
  public void merge() throws StoreException {
    open.merge();
  }

  /** Seals everything that can be (multiples of 256), whatever its age. */
  public void seal() throws StoreException {
    open.seal();
  }

  /** Whether it was opened as a copy in which nothing is written. */
  public boolean isReadOnly() {
    return open.isReadOnly();
  }

  public Path data() {
    return open.data();
  }

  /** Ends the threads, makes durable what was handed over, and lets go of the lock. */
  @Override
  public void close() {
    open.close();
  }
}
