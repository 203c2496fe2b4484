package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the header of every file of a journal, and the entries below an index with their checksums:
 * what lies in segments already is no evidence any more, but it was written here, and a change says
 * that somebody or something was here. For one thread.
 */
final class FileCheck {
  private final Disk disk;
  private final Supplier<JournalState> states;
  private final List<Damage> damage = new ArrayList<>();

  FileCheck(Disk disk, Supplier<JournalState> states) {
    this.disk = disk;
    this.states = states;
  }

  /** What is not as it was written; empty as a rule. */
  List<Damage> below(long end) throws IOException {
    for (JournalFile file : states.get().files()) {
      check(file, end);
    }
    return damage;
  }

  private void check(JournalFile file, long end) throws IOException {
    JournalState state = states.get();
    if (!state.files().contains(file)) {
      return; // forgotten meanwhile
    }
    try (DiskFile open = disk.openForRead(file.path())) {
      long bytes = state.isLast(file) ? state.position() : open.size();
      FileWindow window = new FileWindow(open, JournalCursor.BLOCK);
      FileScanner scanner = new FileScanner(file.path(), window, file.first());
      long until = Math.min(state.endOf(file), Math.max(end, file.first()));
      scanner.extend(until, bytes);
      FileScanner.Step step = scanner.next();
      while (step != FileScanner.Step.END) {
        if (step == FileScanner.Step.DAMAGE) {
          damage.add(scanner.damage());
        }
        step = scanner.next();
      }
    } catch (NoSuchFileException e) {
      // Forgotten meanwhile, or missing: then reading its entries says so.
      return;
    } catch (IOException e) {
      if (state.endOf(file) <= end) { // else a cursor opens it, and says so
        IndexRange none = new IndexRange(file.first(), 0);
        damage.add(new Damage(none, file.path(), 0, 0, String.valueOf(e.getMessage())));
      }
    }
  }
}
