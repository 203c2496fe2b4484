package io.akashi.store.internal.verify;

import io.akashi.store.AgainstReport;
import io.akashi.store.StoreException;
import io.akashi.store.internal.book.Books;
import io.akashi.store.internal.book.Notary;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.MalformedException;
import io.akashi.tlog.Rfc6962;
import io.akashi.tlog.RootByTiles;
import io.akashi.tlog.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Compares the entries with a checkpoint that somebody kept outside. */
public final class Against {
  private static final int STEP = 1_024;

  private Against() {}

  /**
   * Recomputes the root of the first entries from their bytes, not from kept hashes, and compares.
   *
   * @throws StoreException when the note names no book of this store or is not signed by its key
   */
  public static AgainstReport check(Books books, String note) throws StoreException {
    OpenBook book = bookOf(books, note);
    Checkpoint kept = Notary.checkpointOf(book.place(), note);
    long present = book.journal().durableEnd();
    if (kept.size() > present) {
      return report(
          book,
          kept,
          false,
          "チェックポイントの %1$d 件に対して %2$d 件しかありません".formatted(kept.size(), present),
          "the checkpoint signs %1$d entries, only %2$d are here".formatted(kept.size(), present));
    }
    try {
      boolean same = root(book, kept.size()).equals(kept.root());
      return same
          ? report(
              book,
              kept,
              true,
              "最初の %d 件は署名された時のままです".formatted(kept.size()),
              "the first %d entries are those that were signed".formatted(kept.size()))
          : report(
              book,
              kept,
              false,
              "最初の %d 件は署名された時のものと異なります".formatted(kept.size()),
              "the first %d entries are not those that were signed".formatted(kept.size()));
    } catch (IOException e) {
      return report(
          book,
          kept,
          false,
          "記録を読めません（%s）".formatted(e.getMessage()),
          "entries cannot be read (%s)".formatted(e.getMessage()));
    }
  }

  private static Hash root(OpenBook book, long size) throws IOException {
    RootByTiles root = new RootByTiles();
    for (long from = 0; from < size; from += STEP) {
      List<byte[]> entries = book.read(from, (int) Math.min(STEP, size - from));
      for (byte[] entry : entries) {
        root.append(Rfc6962.leaf(entry));
      }
    }
    return root.root();
  }

  private static OpenBook bookOf(Books books, String note) throws StoreException {
    try {
      String origin =
          Checkpoint.parse(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text()).origin();
      for (OpenBook book : books.all()) {
        if (book.place().origin().equals(origin)) {
          return book;
        }
      }
      throw new StoreException(
          ("チェックポイントの発行元 %1$s はこのデータの帳簿ではありません / the checkpoint is of %1$s, which is no book of this data")
              .formatted(origin));
    } catch (MalformedException e) {
      throw new StoreException(
          "チェックポイントの形式ではありません（%1$s） / not a checkpoint (%1$s)".formatted(e.getMessage()), e);
    }
  }

  private static AgainstReport report(
      OpenBook book, Checkpoint kept, boolean same, String japanese, String english) {
    return new AgainstReport(
        book.book(),
        kept.size(),
        same,
        "帳簿 %1$s: %2$s / book %1$s: %3$s".formatted(book.book().id(), japanese, english));
  }
}
