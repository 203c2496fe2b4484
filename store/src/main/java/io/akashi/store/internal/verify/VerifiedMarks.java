package io.akashi.store.internal.verify;

import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.disk.Disk;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Hash;
import io.akashi.tlog.Proofs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far each book was found intact: the root of its sealed part then. Derived; without it a
 * verification starts at the beginning.
 */
final class VerifiedMarks {
  private static final int MOST = 4_096;

  private final Path folder;
  private final boolean readOnly;

  VerifiedMarks(Path derived, boolean readOnly) {
    this.folder = derived.resolve("verified");
    this.readOnly = readOnly;
  }

  Optional<Checkpoint> read(OpenBook book) throws IOException {
    try {
      byte[] mark = book.place().disk().readAll(file(book), MOST);
      return Optional.of(Checkpoint.parse(new String(mark, StandardCharsets.UTF_8)))
          .filter(m -> m.size() <= book.sealed().end());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Marks the sealed part of a book as intact. */
  void write(OpenBook book) throws IOException {
    long size = book.sealed().end();
    if (readOnly || size == 0) {
      return;
    }
    Hash root = Proofs.root(book.tiles(), size);
    Disk disk = book.place().disk();
    disk.createDirectories(folder);
    disk.replace(
        file(book),
        new Checkpoint(book.place().origin(), size, root).text().getBytes(StandardCharsets.UTF_8));
  }

  private Path file(OpenBook book) {
    return folder.resolve(book.book().id());
  }
}
