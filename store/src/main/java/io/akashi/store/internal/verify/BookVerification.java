package io.akashi.store.internal.verify;

import io.akashi.store.Damage;
import io.akashi.store.VerifyOptions;
import io.akashi.store.VerifyReport;
import io.akashi.store.internal.book.OpenBook;
import io.akashi.store.internal.book.Published;
import io.akashi.store.internal.book.RootRecords;
import io.akashi.tlog.Checkpoint;
import io.akashi.tlog.Frontier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Verifies one book: its segments, its journal, its head. For one thread. */
final class BookVerification {
  private final OpenBook book;
  private final RootRecords.OfBook records;
  private final VerifyOptions options;
  private final List<Damage> damage = new ArrayList<>();

  BookVerification(OpenBook book, RootRecords.OfBook records, VerifyOptions options) {
    this.book = book;
    this.records = records;
    this.options = options;
  }

  List<Damage> damage() {
    return damage;
  }

  VerifyReport.BookResult run() throws IOException {
    // Taken first: what is signed after this is left to the next verification.
    Optional<Checkpoint> head = book.published().map(Published::checkpoint);
    NavigableMap<Long, Checkpoint> checkpoints = new TreeMap<>(records.checkpoints());
    head.ifPresent(h -> checkpoints.put(h.size(), h));
    TreeWalk walk = new TreeWalk(new Frontier(), checkpoints);
    long total = book.journal().durableEnd();
    JournalVerification journal =
        new JournalVerification(
            book,
            walk,
            done ->
                options.progress().accept(new VerifyOptions.Progress(book.book(), done, total)));
    long read = journal.run();
    damage.addAll(journal.damage());
    walk.mismatch().ifPresent(m -> damage.add(mismatch(m)));
    long signed = head.map(Checkpoint::size).orElse(0L);
    return new VerifyReport.BookResult(
        book.book(), 0, signed, read, Math.max(0, total - signed), walk.compared());
  }

  private Damage mismatch(TreeWalk.Mismatch found) {
    return new Damage(
        book.book(),
        found.from(),
        found.to(),
        "books/" + book.book().id(),
        "these entries do not give the root of the checkpoint of size %d that was signed"
            .formatted(found.to()));
  }
}
