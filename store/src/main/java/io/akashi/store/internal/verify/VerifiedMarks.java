package io.akashi.store.internal.verify;

import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.disk.Disk;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.Proofs;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far each book was found intact: the root of its entries up to there. Derived; without it a
 * verification starts at the beginning. A mark is a claim: whoever can write the data directory can
 * write it. That the entries before it give the roots that were signed is compared by their kept
 * hashes each time; that somebody read them is believed.
 */
final class VerifiedMarks {
  private static final Logger LOG = System.getLogger(VerifiedMarks.class.getName());
  private static final int MOST = 4_096;

  private final Path folder;
  private final boolean readOnly;

  /** What a mark tells. */
  enum Kind {
    /** A verification that came to its end found the sealed part intact. */
    DONE(""),
    /** One that may still run, or was interrupted, came so far. */
    RUNNING(".running"),
    /** The same, of one that decodes again. */
    RUNNING_DEEP(".running-deep");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  VerifiedMarks(Path derived, boolean readOnly) {
    this.folder = derived.resolve("verified");
    this.readOnly = readOnly;
  }

  /** A mark inside the sealed part; what is no mark is none. */
  Optional<Checkpoint> read(OpenBook book, Kind kind) {
    try {
      byte[] mark = book.place().disk().readAll(file(book, kind), MOST);
      return Optional.of(Checkpoint.parse(new String(mark, StandardCharsets.UTF_8)))
          .filter(m ->
              m.size() <= book.sealed().end()
                  && m.size() % TreeWalk.BLOCK == 0
                  && m.origin().equals(book.place().origin()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a mark cannot be read", e);
      return Optional.empty();
    }
  }

  /** Marks entries of the sealed part as intact. On a full disk the mark stays where it was. */
  void write(OpenBook book, Kind kind, long size) {
    if (readOnly || size == 0) {
      return;
    }
    try {
      Hash root = Proofs.root(book.tiles(), size);
      Disk disk = book.place().disk();
      disk.createDirectories(folder);
      disk.replace(
          file(book, kind),
          new Checkpoint(book.place().origin(), size, root)
              .text()
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a mark cannot be written", e);
    }
  }

  /** Takes a mark away. */
  void remove(OpenBook book, Kind kind) {
    if (readOnly) {
      return;
    }
    try {
      Disk disk = book.place().disk();
      if (disk.exists(file(book, kind))) {
        disk.delete(file(book, kind));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a mark cannot be taken away", e);
    }
  }

  private Path file(OpenBook book, Kind kind) {
    return folder.resolve(book.book().id() + kind.suffix);
  }
}
