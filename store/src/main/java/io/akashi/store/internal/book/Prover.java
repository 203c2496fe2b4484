package io.akashi.store.internal.book;

import io.akashi.store.Book;
import io.akashi.store.Entry;
import io.akashi.store.EntryProof;
import io.akashi.store.Signing;
import io.akashi.store.StoreException;
import io.akashi.store.StoredEntry;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.Proofs;
import io.akashi.tlog.Rfc6962;
import io.akashi.tlog.SignedNote;
import io.akashi.tlog.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Shows single entries and proves them in two steps: entry in its book, book in {@code root}. */
final class Prover {
  private final Books books;

  Prover(Books books) {
    this.books = books;
  }

  /** One durable entry, or empty when the book ends before. */
  Optional<StoredEntry> entry(Book book, long index) throws StoreException {
    OpenBook open = books.get(book);
    if (index < 0 || index >= open.journal().durableEnd()) {
      return Optional.empty();
    }
    try {
      byte[] octets = open.read(index, 1).getFirst();
      Entry entry = Entry.parse(octets);
      byte[] payload =
          entry.isPayloadBeside()
              ? open.payloads().read(entry.header().digest().orElseThrow(), entry.header().length())
              : entry.payload();
      return Optional.of(new StoredEntry(book, index, octets, payload, doubt(open, index, octets)));
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Compares an entry with the newest signed checkpoint: with the 255 entries of its block it gives
   * the block's root, and with the kept roots of all others that of the tree.
   */
  private static Optional<String> doubt(OpenBook book, long index, byte[] octets) {
    Published signed = book.published().orElse(null);
    if (signed == null || signed.checkpoint().size() <= index) {
      return Optional.of("まだ署名されていません。 / it is not signed yet");
    }
    Checkpoint checkpoint = signed.checkpoint();
    try {
      List<Hash> path = Proofs.inclusion(book.tiles(), index, checkpoint.size());
      return Proofs.verifyInclusion(
              Rfc6962.leaf(octets), index, checkpoint.size(), path, checkpoint.root())
          ? Optional.empty()
          : Optional.of(
              "この記録か同じ256件の記録が、署名された時のものと異なります。./akashi verify を実行してください。 / it, or one of the 256"
                  + " entries of its block, is not what was signed; run ./akashi verify");
    } catch (IOException e) {
      return Optional.of(
          "同じ256件の記録を読めません（%1$s）。./akashi verify を実行してください。 / the entries of its block cannot be read"
                  .formatted(e.getMessage())
              + " (%1$s); run ./akashi verify".formatted(e.getMessage()));
    }
  }

  EntryProof prove(Book book, long index) throws StoreException {
    StoredEntry entry =
        entry(book, index)
            .orElseThrow(() ->
                new StoreException(
                    ("帳簿 %1$s に記録 %2$d はありません（%3$d 件）。 / Book %1$s has no entry %2$d; it has %3$d.")
                        .formatted(book.id(), index, books.get(book).journal().durableEnd())));
    try {
      byte[] proof = book == Book.ROOT ? inRoot(index) : inBook(books.get(book), index);
      return new EntryProof(
          entry, new String(proof, StandardCharsets.UTF_8), key(book), key(Book.ROOT));
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("中断されました / interrupted", e);
    }
  }

  private byte[] inRoot(long index) throws IOException, StoreException, InterruptedException {
    OpenBook root = books.get(Book.ROOT);
    if (!covers(root.published(), index)) {
      books.notary().certify(root);
    }
    Published published = root.published().filter(p -> covers(Optional.of(p), index)).orElse(null);
    if (published == null) {
      throw uncovered(root, index);
    }
    return TlogProof.of(root.tiles(), index, note(published.note())).format();
  }

  private byte[] inBook(OpenBook book, long index)
      throws IOException, StoreException, InterruptedException {
    OpenBook root = books.get(Book.ROOT);
    Optional<RootReader.Found> record = recorded(book, index);
    if (record.isEmpty()) {
      books.notary().certify(book);
      record = recorded(book, index);
    }
    Optional<Published> head = root.published();
    if (record.isEmpty() || head.isEmpty()) {
      throw uncovered(book, index);
    }
    TlogProof first = TlogProof.of(book.tiles(), index, note(record.get().note()));
    TlogProof second = TlogProof.of(root.tiles(), record.get().index(), note(head.get().note()));
    byte[] parentEntry = root.read(record.get().index(), 1).getFirst();
    return new ChainedProof(first, parentEntry, second).format();
  }

  /** A checkpoint that covers the entry, in an entry of {@code root} that is covered itself. */
  private Optional<RootReader.Found> recorded(OpenBook book, long index) throws IOException {
    long rootSize = books.get(Book.ROOT).published().map(p -> p.checkpoint().size()).orElse(0L);
    Optional<RootReader.Found> known =
        books
            .root()
            .last(book.book())
            .map(r -> new RootReader.Found(r.index(), r.size(), r.checkpoint().note()));
    if (known.isEmpty()) {
      known = Optional.ofNullable(books.rootReader().newest(rootSize).found().get(book.book()));
    }
    return known.filter(found -> found.size() > index && found.index() < rootSize);
  }

  private static boolean covers(Optional<Published> published, long index) {
    return published.isPresent() && published.get().checkpoint().size() > index;
  }

  private StoreException uncovered(OpenBook book, long index) {
    String why =
        books.gate().state() instanceof Signing.Refused refused
            ? refused.reason()
            : "コピーは署名しません。 / A copy does not sign.";
    String[] halves = why.split(" / ", 2); // Japanese and English; each half says its own once
    return new StoreException(
        ("帳簿 %1$s の記録 %2$d はまだ署名されていません。%3$s / Entry %2$d of book %1$s is not signed yet. %4$s")
            .formatted(book.book().id(), index, halves[0], halves[halves.length - 1]));
  }

  private static SignedNote note(String text) throws IOException {
    return SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private String key(Book book) {
    return books.get(book).place().key().format();
  }
}
