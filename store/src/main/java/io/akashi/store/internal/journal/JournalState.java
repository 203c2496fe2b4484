package io.akashi.store.internal.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What readers may know: the files, and how far the last one is durable. Immutable.
 *
 * @param files in order of their first index
 * @param end index behind the last durable entry
 * @param position byte of the last file behind its last durable group
 */
record JournalState(List<JournalFile> files, long end, long position) {
  JournalState {
    files = List.copyOf(files);
  }

  long first() {
    return files.isEmpty() ? end : files.getFirst().first();
  }

  /** The file that holds that index, or would; empty when it is before the first. */
  Optional<JournalFile> fileOf(long index) {
    for (int i = files.size() - 1; i >= 0; i--) {
      if (files.get(i).first() <= index) {
        return Optional.of(files.get(i));
      }
    }
    return Optional.empty();
  }

  boolean isLast(JournalFile file) {
    return file.equals(files.getLast());
  }

  /** Index behind the last durable entry of a file. */
  long endOf(JournalFile file) {
    int next = files.indexOf(file) + 1;
    return next == 0 || next == files.size() ? end : files.get(next).first();
  }

  JournalState appended(JournalFile file, long newEnd, long newPosition) {
    if (!files.isEmpty() && isLast(file)) {
      return new JournalState(files, newEnd, newPosition);
    }
    List<JournalFile> more = new ArrayList<>(files);
    more.add(file);
    return new JournalState(more, newEnd, newPosition);
  }

  /** The files that hold nothing from that index on, the last one excepted. */
  List<JournalFile> wholly(long below) {
    List<JournalFile> gone = new ArrayList<>();
    for (int i = 0; i + 1 < files.size() && files.get(i + 1).first() <= below; i++) {
      gone.add(files.get(i));
    }
    return gone;
  }

  JournalState without(List<JournalFile> gone) {
    List<JournalFile> left = new ArrayList<>(files);
    left.removeAll(gone);
    return new JournalState(left, end, position);
  }
}
