package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.StoreException;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.Proofs;
import io.akashi.tlog.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Signs all books in their order: the others first, then {@code root}, which commits to them, then
 * the anchor, which holds {@code root} outside. One signature round at a time; safe for use by many
 * threads.
 */
public final class Notary {
  private final Collection<OpenBook> others;
  private final RootBook root;
  private final SigningGate gate;
  private final Optional<Anchor> anchor;

  private static final String ANCHOR = "anchor";

  private final InstantSource clock;
  private final Duration againAfter;

  // Guarded by this.
  private boolean anchorAsked;
  private Instant lookedAgain = Instant.MIN;
  private Optional<String> anchored = Optional.empty();
  private volatile Optional<String> anchorTrouble = Optional.empty();

  /**
   * @param againAfter while books refuse: the time from one look at them to the next
   */
  Notary(
      Collection<OpenBook> others,
      RootBook root,
      SigningGate gate,
      Optional<Anchor> anchor,
      InstantSource clock,
      Duration againAfter) {
    this.clock = clock;
    this.againAfter = againAfter;
    this.others = others;
    this.root = root;
    this.gate = gate;
    this.anchor = anchor;
    if (anchor.isPresent()) {
      gate.close(ANCHOR, "アンカーをまだ確かめていません / the anchor has not been asked yet");
    }
  }

  /** What is wrong with the anchor now, one sentence, or empty. */
  public Optional<String> anchorTrouble() {
    return anchorTrouble;
  }

  /** The checkpoint of {@code root} in the anchor; empty when there is none that can be read. */
  public Optional<Checkpoint> anchoredRoot() {
    try {
      Optional<String> kept = anchor.isPresent() ? anchor.get().read() : Optional.empty();
      return kept.isPresent()
          ? Optional.of(checkpointOf(root.book().place(), kept.get()))
          : Optional.empty();
    } catch (IOException | StoreException e) {
      // Signing waits for it, and status says why.
      return Optional.empty();
    }
  }

  /** One round: asks the anchor if nobody has, signs what is durable, records, anchors. */
  public synchronized void round() throws IOException, InterruptedException {
    if (!mayStart()) {
      return;
    }
    for (OpenBook book : others) {
      book.checkpointer().checkpoint();
      root.recordIfDue(book);
    }
    root.book().checkpointer().checkpoint();
    keepAnchor();
  }

  /** The last round of a store that closes: signs what grew since the one before. */
  synchronized void lastRound() throws IOException, InterruptedException {
    askOnce();
    if (!gate.isOpen()) {
      return;
    }
    for (OpenBook book : others) {
      if (book.checkpointer().checkpoint()) {
        root.recordIfDue(book);
      }
    }
    root.book().checkpointer().checkpoint();
    keepAnchor();
  }

  /** Signs a book up to all that is durable, and has {@code root} commit to it. */
  public synchronized void certify(OpenBook book) throws IOException, InterruptedException {
    if (!mayStart()) {
      return;
    }
    book.checkpointer().checkpoint();
    if (book.book() != Book.ROOT) {
      root.recordNow(book);
      root.book().checkpointer().checkpoint();
    }
    keepAnchor();
  }

  private boolean mayStart() throws IOException {
    if (!gate.isOpen()) {
      lookAgain();
    }
    askOnce();
    return gate.isOpen();
  }

  private void askOnce() {
    if (!anchorAsked && anchor.isPresent()) {
      anchorAsked = ask(anchor.get());
    }
  }

  // What was damaged may have been brought back.
  private void lookAgain() throws IOException {
    Instant now = clock.instant();
    boolean clockSteppedBack = now.isBefore(lookedAgain);
    if (!clockSteppedBack && now.isBefore(lookedAgain.plus(againAfter))) {
      return;
    }
    lookedAgain = now;
    for (OpenBook book : others) {
      lookAgain(book);
    }
    lookAgain(root.book());
  }

  private static void lookAgain(OpenBook book) throws IOException {
    if (book.headCheck().isRefused()) {
      book.headCheck().again();
    }
  }

  /** Compares {@code root} with the anchor; false when it is to be asked again. */
  private boolean ask(Anchor asked) {
    Optional<String> kept;
    try {
      kept = asked.read();
    } catch (IOException e) {
      String trouble = unreadable(asked, e);
      gate.closeAnew(ANCHOR, trouble);
      anchorTrouble = Optional.of(trouble);
      return false;
    }
    anchorTrouble = Optional.empty();
    if (kept.isPresent()) {
      Optional<String> conflict = conflict(asked, kept.get());
      if (conflict.isPresent()) {
        gate.closeAnew(ANCHOR, conflict.get());
        return false;
      }
    }
    anchored = kept;
    gate.clear(ANCHOR);
    return true;
  }

  // The folder is never made here: where it is a mount that is missing, that would be another disk.
  private static String unreadable(Anchor asked, IOException e) {
    return e instanceof NoSuchFileException
        ? ("アンカーのフォルダ %1$s がないため署名していません。マウントを確かめ、初めてなら mkdir -p %1$s で作ってください（自動で再開します）。 / The anchor"
                + " folder %1$s is missing, so nothing is signed: mount it, or at the first use make it"
                + " with mkdir -p %1$s; signing then goes on by itself.")
            .formatted(asked.folder())
        : ("アンカー %1$s を読めないため署名を待っています（%2$s）。つながると自動で再開します。 / The anchor %1$s cannot be read (%2$s), so"
                + " nothing is signed; it goes on by itself when the anchor is back.")
            .formatted(asked.folder(), e);
  }

  private Optional<String> conflict(Anchor asked, String kept) {
    try {
      Checkpoint anchor = checkpointOf(root.book().place(), kept);
      long present = root.book().tree().size();
      if (anchor.size() > present) {
        return Optional.of(
            ("データがアンカー %1$s より古い状態です（%2$d 件 < %3$d 件）。復元された仮想マシンの可能性があります。署名しません。新しいデータを戻すか担当者に相談してください。 / The data is"
                    + " older than the anchor %1$s (%2$d < %3$d entries of root), as after restoring a virtual"
                    + " machine; nothing is signed. Bring back the newer data.")
                .formatted(asked.folder(), present, anchor.size()));
      }
      Hash root = Proofs.root(this.root.book().tiles(), anchor.size());
      if (!root.equals(anchor.root())) {
        return Optional.of(
            ("データがアンカー %1$s と食い違っています（%2$d 件目まで）。書き換えられた可能性があります。署名しません。 / The data contradicts the anchor"
                    + " %1$s (first %2$d entries of root): it may have been rewritten; nothing is signed.")
                .formatted(asked.folder(), anchor.size()));
      }
      return Optional.empty();
    } catch (IOException | StoreException e) {
      return Optional.of(
          ("アンカー %1$s のチェックポイントをこのデータと比べられません（%2$s）。署名しません。 / The checkpoint in the anchor %1$s cannot be"
                  + " compared with this data (%2$s); nothing is signed.")
              .formatted(asked.folder(), e.getMessage()));
    }
  }

  private void keepAnchor() {
    Optional<Published> newest = root.book().published();
    if (anchor.isEmpty() || newest.isEmpty() || anchored.equals(newest.map(Published::note))) {
      return;
    }
    try {
      anchor.get().keep(newest.get().note());
      anchored = Optional.of(newest.get().note());
      anchorTrouble = Optional.empty();
    } catch (IOException e) {
      // Signing goes on: the anchor is behind, which the next round mends, and status says so.
      anchorTrouble =
          Optional.of(
              ("アンカー %1$s に書けません（%2$s）。 / The anchor %1$s cannot be written (%2$s).")
                  .formatted(anchor.get().folder(), e));
    }
  }

  /**
   * The checkpoint in a signed note of a book.
   *
   * @throws StoreException when it is not signed by this book's key or names another log
   */
  public static Checkpoint checkpointOf(OpenBook.Place place, String note) throws StoreException {
    return checkpointOf(place, note, true);
  }

  /**
   * The same; without checking the signature only its form, origin and key are looked at.
   *
   * @throws StoreException when it is none
   */
  static Checkpoint checkpointOf(OpenBook.Place place, String note, boolean checkSignature)
      throws StoreException {
    try {
      SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
      Checkpoint checkpoint = Checkpoint.parse(signed.text());
      if (checkpoint.origin().equals(place.origin())
          && (checkSignature
              ? signed.verify(List.of(place.key())).isProved()
              : signed.signatures().stream().anyMatch(place.key()::made))) {
        return checkpoint;
      }
      throw new StoreException(
          ("チェックポイントは帳簿 %1$s の鍵で署名されていません / the checkpoint is not signed by the key of book %1$s")
              .formatted(place.book().id()));
    } catch (MalformedException e) {
      throw new StoreException(
          "チェックポイントの形式ではありません（%1$s） / not a checkpoint (%1$s)".formatted(e.getMessage()), e);
    }
  }
}
