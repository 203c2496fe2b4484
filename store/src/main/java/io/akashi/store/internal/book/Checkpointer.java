package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.internal.head.HeadStore;
import io.akashi.store.internal.journal.Journal;
import io.akashi.store.internal.journal.JournalCursor;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import io.akashi.tlog.LeafHasher;
import io.akashi.tlog.RootByTiles;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs one book (DESIGN.md section 4, order at a checkpoint): entries are durable; they are read
 * from the journal again and their root recomputed by a second code path; the head is swapped; only
 * then is the checkpoint published. Used by one thread at a time; {@link #published} by any.
 */
final class Checkpointer {
  private final Book book;
  private final String origin;
  private final Optional<SigningKey> key;
  private final HeadStore heads;
  private final Journal journal;
  private final LiveTree tree;
  private final SigningGate gate;
  private final InstantSource clock;
  private final LeafHasher hasher = new LeafHasher();
  private final byte[] leaf = new byte[Hash.BYTES];

  // Owned by the signing thread: the second code path, as far as it has read.
  private RootByTiles second;
  private volatile Optional<Published> published = Optional.empty();

  /**
   * @param known the right edge that is known to be right: of the sealed part
   */
  Checkpointer(
      OpenBook.Place place,
      Journal journal,
      LiveTree tree,
      Frontier known,
      SigningGate gate,
      InstantSource clock) {
    this.book = place.book();
    this.origin = place.origin();
    this.key = place.signing();
    this.heads = place.heads();
    this.journal = journal;
    this.tree = tree;
    this.gate = gate;
    this.clock = clock;
    this.second = new RootByTiles(known);
  }

  Optional<Published> published() {
    return published;
  }

  /**
   * Takes up the head as it lies on the disk: reads the entries it signed again and compares the
   * root. Forgets what was read of the journal before.
   *
   * @param head the head as it was stored
   * @param known the right edge of the sealed part
   * @param sealedRootHolds whether the head lies below the sealed part and was compared there
   * @return what differs, one sentence; empty when these are the entries that were signed
   */
  Optional<String> resume(Published head, Frontier known, boolean sealedRootHolds)
      throws IOException {
    long size = head.checkpoint().size();
    second = new RootByTiles(known);
    if (published.isEmpty()) {
      published = Optional.of(head);
    }
    if (size < second.size()) {
      return sealedRootHolds
          ? Optional.empty()
          : reason(
              "封印済みの記録が署名済みの先頭と一致しません", "the sealed entries do not give the root that was signed");
    }
    Optional<String> unreadable = readUpTo(size);
    if (unreadable.isPresent() || second.root().equals(head.checkpoint().root())) {
      return unreadable;
    }
    return reason(
        "%d 件目までの記録が署名済みの先頭と一致しません".formatted(size),
        "the first %d entries do not give the root that was signed".formatted(size));
  }

  /** Forgets what was read of the journal, so that the next signature reads it again. */
  void readAnew(Frontier known) {
    second = new RootByTiles(known);
  }

  /**
   * Signs what is durable now.
   *
   * @return whether a new checkpoint was published
   */
  boolean checkpoint() throws IOException {
    LiveTree.Edge edge = tree.edge();
    long signed = published.map(p -> p.checkpoint().size()).orElse(0L);
    if (!gate.isOpen() || key.isEmpty() || edge.size() <= signed) {
      return false;
    }
    Optional<String> unreadable = readUpTo(edge.size());
    if (unreadable.isPresent()) {
      gate.close(cause(book), unreadable.get());
      return false;
    }
    if (!second.root().equals(edge.root())) {
      refuse(
          "読み直した記録の根が書き込み時と一致しません（%d 件）".formatted(edge.size()),
          "the entries read back do not give the root they had when written (size %d)"
              .formatted(edge.size()));
      return false;
    }
    Checkpoint checkpoint = new Checkpoint(origin, edge.size(), edge.root());
    String note = SignedNote.sign(checkpoint.text(), origin, key.get()).toString();
    Optional<byte[]> expected = published.map(p -> utf8(p.note()));
    // Commit point of the signature: a crash before it leaves the old head and nothing was shown;
    // a crash after it finds this head at start and compares the entries with it.
    if (!heads.swap(book, expected, utf8(note))) {
      refuse("先頭が別のものに置き換えられています", "the head was replaced by somebody else");
      return false;
    }
    published = Optional.of(new Published(checkpoint, note, Optional.of(clock.instant())));
    return true;
  }

  /** Feeds the second code path; one sentence when the journal is damaged. */
  private Optional<String> readUpTo(long size) throws IOException {
    if (second.size() >= size) {
      return Optional.empty();
    }
    try (JournalCursor cursor = journal.read(second.size())) {
      while (second.size() < size) {
        if (cursor.next() != JournalCursor.Step.ENTRY || cursor.index() != second.size()) {
          return reason(
              "記録 %d を読み直せません".formatted(second.size()),
              "entry %d cannot be read back".formatted(second.size()));
        }
        hasher.leaf(cursor.array(), cursor.offset(), cursor.length(), leaf, 0);
        second.append(leaf, 0, 1);
      }
    }
    return Optional.empty();
  }

  /** The cause under which a book closes the gate. */
  static String cause(Book book) {
    return "book " + book.id();
  }

  private void refuse(String japanese, String english) {
    reason(japanese, english).ifPresent(text -> gate.close(cause(book), text));
  }

  private Optional<String> reason(String japanese, String english) {
    return Optional.of(refusal(book, japanese, english));
  }

  /** The sentence a person reads: what is wrong, and what to do. */
  static String refusal(Book book, String japanese, String english) {
    return ("帳簿 %1$s: %2$s。署名を止めました。./akashi verify で場所を確かめ、バックアップから元に戻してください（SECURITY.md「When signing is refused」）。"
            + " / Book %1$s: %3$s; signing has stopped. Run ./akashi verify to see where, and restore that"
            + " from a backup (SECURITY.md, When signing is refused).")
        .formatted(book.id(), japanese, english);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
