package io.akashi.store.internal.journal;

import io.akashi.store.internal.journal.FileScanner.Step;
import io.akashi.store.internal.journal.JournalFormat.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the last file of a journal at open: how far it is acknowledged, what of that is damaged,
 * and where the tail begins that nobody can have been promised.
 *
 * <p>A group is written only after everything before it was synced. So a sound group header claims
 * everything below its first index, as the signed head claims everything below its size. Up to the
 * highest claim a bad byte is damage. Behind it a group either is wholly sound, and counts, or is
 * torn, and was never acknowledged.
 */
final class TailReading {
  private final FileWindow window;
  private final FileScanner scanner;
  private final JournalFile file;
  private final List<Damage> damage = new ArrayList<>();
  private long end;
  private long position;
  private boolean clean;

  private TailReading(JournalFile file, FileWindow window) {
    this.file = file;
    this.window = window;
    this.scanner = new FileScanner(file.path(), window, file.first());
  }

  /**
   * Reads a whole file.
   *
   * @param window over the file, its limit the length of the file
   * @param claimed index below which something outside the file says that it is durable
   */
  static TailReading of(JournalFile file, FileWindow window, long claimed) throws IOException {
    var reading = new TailReading(file, window);
    reading.read(Math.max(claimed, file.first()));
    return reading;
  }

  private void read(long claimed) throws IOException {
    scanner.extend(file.first(), window.limit());
    boolean hasHeader = scanner.next() == Step.END;
    long claim = Math.max(claimed, highestClaim());
    if (!hasHeader && claim > file.first()) {
      damage.add(scanner.damage());
    }
    scanner.extend(claim, window.limit());
    scan();
    if (scanner.groupLimit() > claim) {
      // The claim ends inside a group, which is synced whole or not at all.
      scanner.extend(scanner.groupLimit(), window.limit());
      scan();
    }
    end = scanner.nextIndex();
    position = scanner.position();
    clean = damage.isEmpty() && hasHeader;
    if (clean || end > file.first()) {
      followSoundGroups();
    }
    long rest = window.limit() - position;
    boolean receipt = rest == JournalFormat.GROUP_HEADER && isReceipt(scanner.group(position));
    clean &= rest == 0 || receipt;
  }

  private boolean isReceipt(@Nullable Group group) {
    return group != null && group.count() == 0 && group.first() == end;
  }

  /** The first index of the last sound group header: everything below was synced. */
  private long highestClaim() throws IOException {
    long claim = file.first();
    long at = JournalFormat.FILE_HEADER;
    while (at < window.limit()) {
      Group group = scanner.group(at);
      if (group == null || group.first() < claim) {
        at += JournalFormat.ALIGNMENT;
        continue;
      }
      claim = group.first();
      long frames = at + JournalFormat.GROUP_HEADER + group.bytes();
      at = frames + JournalFormat.padding(frames);
    }
    return claim;
  }

  private void scan() throws IOException {
    Step step = scanner.next();
    while (step != Step.END) {
      if (step == Step.DAMAGE) {
        damage.add(scanner.damage());
      } else if (scanner.index() == scanner.groupFirst()) {
        file.remember(scanner.groupFirst(), scanner.groupStart());
      }
      step = scanner.next();
    }
  }

  private void followSoundGroups() throws IOException {
    Group group = scanner.group(position);
    while (group != null && group.first() == end && group.count() > 0 && isSound(group)) {
      file.remember(end, position);
      long frames = position + JournalFormat.GROUP_HEADER + group.bytes();
      position = frames + JournalFormat.padding(frames);
      end = group.end();
      group = scanner.group(position);
    }
  }

  private boolean isSound(Group group) throws IOException {
    long at = position + JournalFormat.GROUP_HEADER;
    long frames = at + group.bytes();
    for (long index = group.first(); index < group.end(); index++) {
      int length = scanner.frame(at, index, frames);
      if (length < 0) {
        return false;
      }
      at += JournalFormat.FRAME_HEADER + length;
    }
    return at == frames && scanner.isZero(frames, JournalFormat.padding(frames));
  }

  /** Damage below the claims. */
  List<Damage> damage() {
    return damage;
  }

  /** Index behind the last entry that counts. */
  long end() {
    return end;
  }

  /** Byte behind the last group that counts. */
  long position() {
    return position;
  }

  /** Whether the next group may be written at {@link #position}. */
  boolean isClean() {
    return clean;
  }

  /** The file's salt. */
  long salt() {
    return scanner.salt();
  }
}
