package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.internal.journal.Damage;
import io.akashi.store.internal.tree.LiveTree;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.Proofs;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a book with its signed head: at the start, and again while they differ, so that signing
 * goes on by itself when a person has brought back what was damaged. Used by one thread at a time.
 */
final class HeadCheck {
  private static final int TRIES = 100;

  private final OpenBook book;
  private final SigningGate gate;
  private final String cause;
  // Blocks of the tree with entries that could not be read at the start: their hashes are no
  // hashes.
  private final Set<Long> lost = new HashSet<>();
  private long known;
  private volatile List<Damage> unreadable = List.of();

  /**
   * What lies in the head store.
   *
   * @param published empty when the book was never signed, or the head cannot be used
   * @param trouble why it cannot be used, as a clause
   */
  record Head(Optional<Published> published, Optional<String> trouble) {
    /** The sentence with which signing is refused. */
    Optional<String> refusal(Book book) {
      return trouble.map(why ->
          Checkpointer.refusal(
              book,
              "先頭 heads/%s が壊れています（%s）".formatted(book.id(), why),
              "its head, heads/%s, is damaged (%s)".formatted(book.id(), why)));
    }
  }

  HeadCheck(OpenBook book, SigningGate gate) {
    this.book = book;
    this.gate = gate;
    this.cause = Checkpointer.cause(book.book());
  }

  /** Reads the head of a book and checks its signature. */
  static Head read(OpenBook.Place place) {
    Optional<byte[]> stored;
    try {
      stored = place.heads().read(place.book());
    } catch (IOException e) {
      return unusable(String.valueOf(e.getMessage()));
    }
    if (stored.isEmpty()) {
      return new Head(Optional.empty(), Optional.empty());
    }
    try {
      SignedNote note = SignedNote.parse(stored.get());
      Verdict verdict = note.verify(List.of(place.key()));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (verdict instanceof Verdict.Proved && checkpoint.origin().equals(place.origin())) {
        String text = new String(stored.get(), StandardCharsets.UTF_8);
        return new Head(
            Optional.of(new Published(checkpoint, text, Optional.empty())), Optional.empty());
      }
      return unusable("wrong signature or origin");
    } catch (MalformedException e) {
      return unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Head unusable(String why) {
    return new Head(Optional.empty(), Optional.of(why));
  }

  /** Before anything is appended: fills the tree from the journal, and compares. */
  void atStart(Head head) throws IOException {
    head.refusal(book.book()).ifPresent(why -> gate.close(cause, why));
    TreeFill fill = new TreeFill(book, book.tree());
    fill.whole();
    lost.addAll(fill.lostBlocks());
    unreadable = List.copyOf(fill.lost());
    fill.trouble().ifPresent(why -> gate.close(cause, why));
    if (head.published().isPresent()) {
      compare(head.published().get()).ifPresent(why -> gate.close(cause, why));
    }
  }

  /** Entries of the journal that could not be read at the start and still cannot. */
  List<Damage> unreadable() {
    return unreadable;
  }

  /**
   * Takes how many entries the book {@code root} knows to be signed: a head that says less is old,
   * or gone.
   */
  void atLeast(long signed) {
    known = signed;
    tooOld(book.published()).ifPresent(why -> gate.close(cause, why));
  }

  private Optional<String> tooOld(Optional<Published> head) {
    long size = head.map(p -> p.checkpoint().size()).orElse(0L);
    return size >= known
        ? Optional.empty()
        : Optional.of(
            Checkpointer.refusal(
                book.book(),
                "先頭は %d 件ですが、root には %d 件まで署名されたと記録されています".formatted(size, known),
                "its head says %d, but book root records that %d entries were signed"
                    .formatted(size, known)));
  }

  /**
   * Whether this book stands against signing, and {@link #again} may find that it no longer does.
   */
  boolean isRefused() {
    return gate.isClosedBy(cause);
  }

  /** Reads head and journal again; opens the gate when they are what was received and signed. */
  void again() throws IOException {
    Head head = read(book.place());
    Optional<String> trouble = head.refusal(book.book());
    if (trouble.isEmpty() && !isTheOneWePublished(head)) {
      trouble =
          Optional.of(
              Checkpointer.refusal(
                  book.book(), "先頭が別のものに置き換えられています", "the head was replaced by somebody else"));
    }
    if (trouble.isEmpty()) {
      trouble = tooOld(head.published());
    }
    if (trouble.isEmpty() && !lost.isEmpty()) {
      trouble = fillAnew();
    }
    if (trouble.isEmpty()) {
      book.checkpointer().readAnew(book.sealed().edge());
      if (head.published().isPresent()) {
        trouble = compare(head.published().get());
      }
    }
    if (trouble.isPresent()) {
      gate.closeAnew(cause, trouble.get());
    } else {
      gate.clear(cause);
    }
  }

  private boolean isTheOneWePublished(Head head) {
    Optional<String> ours = book.published().map(Published::note);
    return ours.isEmpty() || ours.equals(head.published().map(Published::note));
  }

  private Optional<String> compare(Published head) throws IOException {
    long sealed = book.sealed().end();
    long size = head.checkpoint().size();
    boolean holds =
        size > sealed || Proofs.root(book.tiles(), size).equals(head.checkpoint().root());
    return book.checkpointer().resume(head, book.sealed().edge(), holds);
  }

  /** Reads the journal into a new tree, which takes the place of the one with lost entries. */
  private Optional<String> fillAnew() throws IOException {
    LiveTree fresh = new LiveTree(book.sealed().edge());
    TreeFill fill = new TreeFill(book, fresh);
    for (int i = 0; i < TRIES; i++) {
      fill.whole();
      if (fill.trouble().isPresent()) {
        return fill.trouble();
      }
      // Entries may come while we read: they are in the old tree first.
      switch (book.tree().adopt(fresh, lost)) {
        case ADOPTED -> {
          lost.clear();
          unreadable = List.of();
          return Optional.empty();
        }
        case CONTRADICTS -> {
          return Optional.of(
              Checkpointer.refusal(
                  book.book(),
                  "起動後に受け取った記録が変わっています",
                  "entries received since the start are no longer what was received"));
        }
        case OTHER_SIZE -> {
          // Read on.
        }
      }
    }
    return Optional.of(
        Checkpointer.refusal(
            book.book(), "読み直しが受信に追いつきません", "reading again does not keep up with what comes in"));
  }
}
