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
  private final SigningKey key;
  private final HeadStore heads;
  private final Journal journal;
  private final LiveTree tree;
  private final SigningGate gate;
  private final InstantSource clock;
  private final LeafHasher hasher = new LeafHasher();
  private final byte[] leaf = new byte[Hash.BYTES];

  // Owned by the signing thread: the second code path, as far as it has read.
  private final RootByTiles second;
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
    this.key = place.key();
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
   * Takes up the head of an earlier run: reads the entries it signed again and compares the root.
   * Closes the gate when they are not the entries that were signed.
   *
   * @param head the head as it was stored
   * @param sealedRootHolds whether the head lies below the sealed part and was compared there
   */
  void resume(Published head, boolean sealedRootHolds) throws IOException {
    long size = head.checkpoint().size();
    published = Optional.of(head);
    if (size < second.size()) {
      if (!sealedRootHolds) {
        refuse("封印済みの記録が署名済みの先頭と一致しません", "the sealed entries do not give the root that was signed");
      }
      return;
    }
    if (!readUpTo(size)) {
      return;
    }
    if (!second.root().equals(head.checkpoint().root())) {
      refuse(
          "%d 件目までの記録が署名済みの先頭と一致しません".formatted(size),
          "the first %d entries do not give the root that was signed".formatted(size));
    }
  }

  /**
   * Signs what is durable now.
   *
   * @return whether a new checkpoint was published
   */
  boolean checkpoint() throws IOException {
    LiveTree.Edge edge = tree.edge();
    long signed = published.map(p -> p.checkpoint().size()).orElse(0L);
    if (!gate.isOpen() || edge.size() <= signed || !readUpTo(edge.size())) {
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
    String note = SignedNote.sign(checkpoint.text(), origin, key).toString();
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

  /** Feeds the second code path; false when the journal is damaged, and the gate closed. */
  private boolean readUpTo(long size) throws IOException {
    if (second.size() >= size) {
      return true;
    }
    try (JournalCursor cursor = journal.read(second.size())) {
      while (second.size() < size) {
        if (cursor.next() != JournalCursor.Step.ENTRY || cursor.index() != second.size()) {
          refuse(
              "記録 %d を読み直せません".formatted(second.size()),
              "entry %d cannot be read back".formatted(second.size()));
          return false;
        }
        hasher.leaf(cursor.array(), cursor.offset(), cursor.length(), leaf, 0);
        second.append(leaf, 0, 1);
      }
    }
    return true;
  }

  private void refuse(String japanese, String english) {
    gate.closeForGood(
        "帳簿 %1$s: %2$s。署名を止めました。./akashi verify で場所を確かめてください。 / Book %1$s: %3$s; signing has stopped. Run ./akashi verify to see where."
            .formatted(book.id(), japanese, english));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
