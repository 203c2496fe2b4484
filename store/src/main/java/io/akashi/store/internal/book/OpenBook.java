package io.akashi.store.internal.book;

import io.akashi.event.Arrival;
import io.akashi.store.Book;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.head.HeadStore;
import io.akashi.store.internal.journal.EntryBatch;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.journal.JournalOptions;
import io.akashi.store.internal.journal.Payloads;
import io.akashi.store.internal.search.JournalEntries;
import io.akashi.store.internal.tree.BookTiles;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.Proofs;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.SigningKey;
import io.akashi.tlog.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
  }

  /**
   * Opens a book and compares it with its signed head; closes the gate when they differ.
   *
   * @throws IOException when it cannot be read at all
   */
  public static OpenBook open(
      Place place, Sealed sealed, JournalOptions options, SigningGate gate, InstantSource clock)
      throws IOException {
    Optional<Published> head = head(place, gate);
    long signed = head.map(h -> h.checkpoint().size()).orElse(0L);
    Journal journal =
        Journal.open(
            place.disk(), place.folder().resolve("journal"), sealed.end(), signed, options);
    OpenBook book = new OpenBook(place, sealed, journal, gate, clock);
    book.readTail(gate);
    if (head.isPresent()) {
      Checkpoint checkpoint = head.get().checkpoint();
      boolean holds =
          checkpoint.size() > sealed.end()
              || Proofs.root(book.tiles, checkpoint.size()).equals(checkpoint.root());
      book.checkpointer.resume(head.get(), holds);
    }
    journal.addListener((first, batch) -> book.tree.append(batch.leafHashes(), batch.count()));
    return book;
  }

  private static Optional<Published> head(Place place, SigningGate gate) throws IOException {
    Optional<byte[]> stored = place.heads().read(place.book());
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.parse(stored.get());
      Verdict verdict = note.verify(List.of(place.key().verifierKey(place.origin())));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (verdict instanceof Verdict.Proved && checkpoint.origin().equals(place.origin())) {
        String text = new String(stored.get(), StandardCharsets.UTF_8);
        return Optional.of(new Published(checkpoint, text, Optional.empty()));
      }
    } catch (MalformedException e) {
      gate.closeForGood(badHead(place, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    gate.closeForGood(badHead(place, "wrong signature or origin"));
    return Optional.empty();
  }

  private static String badHead(Place place, String why) {
    return ("帳簿 %1$s の先頭 heads/%1$s が壊れています（%2$s）。バックアップまたはアンカーと比べてください。 / The head of book %1$s"
            + " (heads/%1$s) is damaged (%2$s); compare it with a backup or the anchor.")
        .formatted(place.book().id(), why);
  }

  // What cannot be read gets a hash that no entry has, so that indexes stay and no root fits.
  private void readTail(SigningGate gate) throws IOException {
    LeafHasher hasher = new LeafHasher();
    byte[] leaf = new byte[Hash.BYTES];
    try (JournalCursor cursor = journal.read(sealed.end())) {
      while (true) {
        switch (cursor.next()) {
          case END -> {
            return;
          }
          case FORGOTTEN ->
              throw new IOException("journal of %s has a gap".formatted(place.book().id()));
          case ENTRY -> {
            hasher.leaf(cursor.array(), cursor.offset(), cursor.length(), leaf, 0);
            tree.append(leaf, 1);
          }
          case DAMAGE -> {
            for (long i = tree.size(); i < cursor.nextIndex(); i++) {
              tree.append(new byte[Hash.BYTES], 1);
            }
            gate.closeForGood(
                ("帳簿 %1$s のジャーナルが壊れています（%2$s）。署名を止めました。./akashi verify を実行してください。 / The journal of book %1$s"
                        + " is damaged (%2$s); signing has stopped. Run ./akashi verify.")
                    .formatted(place.book().id(), cursor.damage()));
          }
        }
      }
    }
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
