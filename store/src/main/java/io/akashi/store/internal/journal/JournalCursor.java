package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads durable entries in order while others append. Every index comes exactly once, as an entry
 * or within a damaged range. Not safe for use by many threads.
 */
public final class JournalCursor implements Closeable {
  static final int BLOCK = 1 << 20;
  static final int SMALL_BLOCK = 1 << 16;

  /** What a step found. */
  public enum Step {
    /** An entry: {@link #index}, {@link #array}, {@link #offset}, {@link #length}. */
    ENTRY,
    /** A {@link #damage}; its range is stepped over. */
    DAMAGE,
    /** The durable end, for now: more may come later. */
    END,
    /** Entries from {@link #nextIndex} on are no longer in the journal: look in the segments. */
    FORGOTTEN
  }

  private final Disk disk;
  private final Supplier<JournalState> states;
  private final int block;
  private long next;
  private long from;
  private @Nullable JournalFile file;
  private @Nullable DiskFile open;
  private @Nullable FileScanner scanner;
  private @Nullable JournalState extendedTo;
  private @Nullable Damage damage;

  JournalCursor(Disk disk, Supplier<JournalState> states, long from, int block) {
    this.disk = disk;
    this.states = states;
    this.next = from;
    this.from = from;
    this.block = block;
  }

  /**
   * Steps to the next entry or damage.
   *
   * @throws IOException when a file that was opened cannot be read
   */
  public Step next() throws IOException {
    while (true) {
      JournalState state = states.get();
      if (scanner == null) {
        if (next >= state.end()) {
          return Step.END;
        }
        Step opened = open(state);
        if (opened != Step.ENTRY) {
          return opened;
        }
      }
      FileScanner reading = extended(state);
      FileScanner.Step step = reading.next();
      if (step == FileScanner.Step.END) {
        if (isAtEnd(state)) {
          return Step.END;
        }
        next = Math.max(next, reading.nextIndex());
        close();
      } else if (step == FileScanner.Step.ENTRY) {
        remember(reading);
        next = reading.nextIndex();
        if (reading.index() >= from) {
          return Step.ENTRY;
        }
      } else if (report(reading)) {
        return Step.DAMAGE;
      }
    }
  }

  /** Opens the file of the next index; ENTRY when reading can begin. */
  private Step open(JournalState state) throws IOException {
    JournalFile found = state.fileOf(next).orElse(null);
    if (found == null) {
      return Step.FORGOTTEN;
    }
    try {
      open = disk.openForRead(found.path());
    } catch (NoSuchFileException e) {
      if (!states.get().files().contains(found)) {
        return Step.FORGOTTEN;
      }
      return lost(state, found, "the file is missing");
    } catch (IOException e) {
      return lost(state, found, String.valueOf(e.getMessage()));
    }
    file = found;
    scanner = new FileScanner(found.path(), new FileWindow(open, block), found.first());
    Map.Entry<Long, Long> place = found.placeOf(next);
    scanner.begin(place.getKey(), place.getValue());
    from = next;
    return Step.ENTRY;
  }

  private Step lost(JournalState state, JournalFile found, String why) {
    long to = state.endOf(found);
    damage = new Damage(IndexRange.between(next, to), found.path(), 0, 0, why);
    next = to;
    return Step.DAMAGE;
  }

  @SuppressWarnings("ReferenceEquality") // States are never changed: the same one says the same.
  private FileScanner extended(JournalState state) throws IOException {
    if (scanner == null || file == null || open == null) {
      throw new IllegalStateException("no file is open");
    }
    // A file that is forgotten while it is read is read to the end that was known before.
    if (state != extendedTo && state.files().contains(file)) {
      boolean last = state.isLast(file);
      scanner.extend(state.endOf(file), last ? state.position() : open.size());
    }
    extendedTo = state;
    return scanner;
  }

  private boolean isAtEnd(JournalState state) {
    return !state.files().isEmpty() && file != null && state.isLast(file);
  }

  private void remember(FileScanner reading) {
    if (file != null && reading.index() == reading.groupFirst()) {
      file.remember(reading.groupFirst(), reading.groupStart());
    }
  }

  /** Takes damage over, without what lies before the wanted index; false when nothing is left. */
  private boolean report(FileScanner reading) {
    Damage found = reading.damage();
    next = reading.nextIndex();
    long end = found.range().end();
    if (end < from || (end == from && !found.range().isEmpty())) {
      return false;
    }
    long first = Math.max(found.range().first(), from);
    damage =
        new Damage(
            IndexRange.between(first, end), found.file(), found.from(), found.to(), found.reason());
    return true;
  }

  /** Index of the entry last found. */
  public long index() {
    return reading().index();
  }

  /** The array that holds the entry last found: valid until the next step, not to be changed. */
  public byte[] array() {
    return reading().array();
  }

  /** Where the entry last found begins in {@link #array}. */
  public int offset() {
    return reading().entryOffset();
  }

  /** Bytes of the entry last found. */
  public int length() {
    return reading().entryLength();
  }

  /** A copy of the entry last found. */
  public byte[] entry() {
    return Arrays.copyOfRange(array(), offset(), offset() + length());
  }

  /** The damage last found. */
  public Damage damage() {
    if (damage == null) {
      throw new IllegalStateException("no step found damage");
    }
    return damage;
  }

  /** Index behind the last entry or damaged range. */
  public long nextIndex() {
    return next;
  }

  private FileScanner reading() {
    if (scanner == null) {
      throw new IllegalStateException("the last step found no entry");
    }
    return scanner;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
    open = null;
    scanner = null;
    extendedTo = null;
    file = null;
  }
}
