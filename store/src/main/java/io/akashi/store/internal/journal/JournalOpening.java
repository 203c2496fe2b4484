package io.akashi.store.internal.journal;

import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.journal.Recovery.TornTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens a journal's folder: judges its last file and decides where writing goes on. Changes nothing
 * that lies there; a crash in between needs no care.
 */
record JournalOpening(JournalState state, Recovery recovery, Optional<ActiveFile> active) {
  private static final int BLOCK = 1 << 20;

  static JournalOpening of(Disk disk, Path folder, long sealedEnd, long signedSize)
      throws IOException {
    List<JournalFile> files = new ArrayList<>();
    for (Path path : disk.list(folder)) {
      OptionalLong first = JournalFormat.firstOf(path);
      if (first.isPresent()) {
        files.add(new JournalFile(path, first.getAsLong()));
      }
    }
    long claimed = Math.max(sealedEnd, signedSize);
    if (files.isEmpty()) {
      return withoutFiles(folder, sealedEnd, claimed);
    }
    List<Damage> damage = new ArrayList<>();
    long start = files.getFirst().first();
    if (start > sealedEnd) {
      damage.add(missing(folder, sealedEnd, start));
    }
    JournalFile last = files.getLast();
    try {
      disk.size(last.path());
    } catch (IOException e) {
      return withoutLast(files, claimed, damage, String.valueOf(e.getMessage()));
    }
    try (DiskFile open = disk.openForRead(last.path())) {
      var window = new FileWindow(open, BLOCK);
      window.limit(open.size());
      TailReading reading = TailReading.of(last, window, claimed);
      damage.addAll(outside(reading.damage(), sealedEnd));
      // What was read may still be unsynced if only the process ended. It counts from here on.
      disk.sync(last.path());
      disk.syncDirectory(folder);
      return goOn(disk, files, reading, damage, window.limit());
    }
  }

  private static JournalOpening withoutFiles(Path folder, long sealedEnd, long claimed) {
    List<Damage> damage =
        claimed > sealedEnd ? List.of(missing(folder, sealedEnd, claimed)) : List.of();
    return new JournalOpening(
        new JournalState(List.of(), claimed, 0),
        new Recovery(damage, Optional.empty()),
        Optional.empty());
  }

  /** The last file is there and cannot be read: everything that it may have held is lost. */
  private static JournalOpening withoutLast(
      List<JournalFile> files, long claimed, List<Damage> damage, String why) {
    JournalFile last = files.getLast();
    long end = Math.max(claimed, last.first());
    damage.add(new Damage(IndexRange.between(last.first(), end), last.path(), 0, 0, why));
    return new JournalOpening(
        new JournalState(files, end, 0), new Recovery(damage, Optional.empty()), Optional.empty());
  }

  private static JournalOpening goOn(
      Disk disk, List<JournalFile> files, TailReading reading, List<Damage> damage, long size)
      throws IOException {
    JournalFile last = files.getLast();
    long end = reading.end();
    long position = reading.position();
    Optional<TornTail> torn = Optional.empty();
    Optional<ActiveFile> active = Optional.empty();
    if (reading.isClean()) {
      active = Optional.of(ActiveFile.resume(disk, last, reading));
    } else if (size > reading.position() || end == last.first()) {
      torn = Optional.of(new TornTail(last.path(), reading.position(), size - reading.position()));
    }
    if (active.isEmpty() && end == last.first()) {
      // The next file has this one's name, and takes its place. Its bytes are kept beside.
      keepAside(disk, last, size);
      files.removeLast();
      position = files.isEmpty() ? 0 : disk.size(files.getLast().path());
    }
    var state = new JournalState(files, end, position);
    return new JournalOpening(state, new Recovery(damage, torn), active);
  }

  private static void keepAside(Disk disk, JournalFile file, long size) throws IOException {
    if (size > 0 && !disk.isReadOnly()) {
      byte[] content = disk.readAll(file.path(), size);
      int crc = JournalFormat.crc(content, 0, content.length);
      String name = "%020d.%08x.torn".formatted(file.first(), crc);
      disk.replace(file.path().resolveSibling(name), content);
    }
  }

  /** Damage that matters: what is in segments does not need the journal. */
  private static List<Damage> outside(List<Damage> damage, long sealedEnd) {
    return damage.stream().filter(each -> each.range().end() >= sealedEnd).toList();
  }

  private static Damage missing(Path folder, long from, long to) {
    return new Damage(IndexRange.between(from, to), folder, 0, 0, "a file is missing");
  }
}
