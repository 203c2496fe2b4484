package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.IndexRange;
import io.akashi.store.crash.CrashEnumeration;
import io.akashi.store.crash.CrashScenario;
import io.akashi.store.internal.disk.Disk;
import io.akashi.store.internal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
class JournalCrashTest {
  @TempDir Path temp;

  /** Salts that repeat within a run and differ between files. */
  private static JournalOptions options(int entriesAFile) {
    long[] salt = {0x0123_4567_89AB_CDEFL};
    return JournalOptions.defaults()
        .withReserveBytes(0)
        .withFiles(entriesAFile, 1 << 20)
        .withSalts(() -> salt[0] += 0x1111_1111_1111_1111L);
  }

  /** Appends groups of one to three batches; what was acknowledged must be there ever after. */
  private static class Appending implements CrashScenario {
    final List<String> submitted = new ArrayList<>();
    final List<Integer> borders = new ArrayList<>(List.of(0));
    int acknowledged;
    long forgotten;

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (Journal journal = open(disk, root, 0)) {
        appendGroups(journal, 0, 5);
      }
    }

    static Journal open(Disk disk, Path root, long signedSize) throws IOException {
      return Journal.open(disk, root.resolve("journal"), 0, signedSize, options(5));
    }

    final void appendGroups(Journal journal, int from, int groups) throws Exception {
      for (int group = from; group < from + groups; group++) {
        List<CompletableFuture<IndexRange>> futures = new ArrayList<>();
        for (int batch = 0; batch <= group % 3; batch++) {
          EntryBatch entries = Batches.numbered(submitted.size(), 1 + (group + batch) % 2);
          submitted.addAll(Batches.texts(entries));
          futures.add(journal.submit(entries));
        }
        borders.add(submitted.size());
        journal.commit();
        futures.forEach(CompletableFuture::join);
        acknowledged = submitted.size();
        if (group % 2 == 0) {
          journal.rest();
        }
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      List<String> expected = reopen(disk, root, acknowledged);
      // Whatever the crash left, the journal goes on, and forgets nothing of it.
      EntryBatch more = Batches.numbered(9_000, 2);
      try (Journal journal = open(disk, root, 0)) {
        CompletableFuture<IndexRange> future = journal.submit(more);
        journal.commit();
        assertThat(future.join().first()).isEqualTo(expected.size());
      }
      expected.addAll(Batches.texts(more));
      try (Journal journal = open(disk, root, expected.size())) {
        assertThat(journal.recovery().damage()).isEmpty();
        assertThat(journal.recovery().torn()).isEmpty();
        assertThat(rest(journal))
            .isEqualTo(expected.subList((int) journal.first(), expected.size()));
      }
    }

    private List<String> reopen(Disk disk, Path root, long signedSize) throws IOException {
      try (Journal journal = open(disk, root, signedSize)) {
        assertThat(journal.recovery().damage()).isEmpty();
        long end = journal.durableEnd();
        assertThat(end).isGreaterThanOrEqualTo(acknowledged);
        assertThat(borders).as("groups are there wholly or not at all").contains((int) end);
        assertThat(journal.first()).isLessThanOrEqualTo(forgotten);
        List<String> expected = new ArrayList<>(submitted.subList(0, (int) end));
        assertThat(rest(journal)).isEqualTo(expected.subList((int) journal.first(), (int) end));
        return expected;
      }
    }

    private List<String> rest(Journal journal) throws IOException {
      Reading reading = Reading.of(journal, journal.first());
      if (forgotten == 0) {
        assertThat(reading.damage()).isEmpty();
      }
      return reading.texts();
    }
  }

  @Test
  void appendAndRotationKeepWhatWasAcknowledged() throws Exception {
    assertThat(CrashEnumeration.run(temp, Appending::new)).isGreaterThan(150);
  }

  /** The same, beginning with what an earlier crash left: a torn group at the end. */
  private static class Recovering extends Appending {
    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      Path last;
      try (Journal journal = open(disk, root, 0)) {
        appendGroups(journal, 0, groups());
        last = disk.list(root.resolve("journal")).getLast();
      }
      try (var file = disk.openForWrite(last)) {
        damageTail(file);
        file.sync();
      }
    }

    int groups() {
      return 4;
    }

    void damageTail(DiskFile file) throws IOException {
      ByteBuffer torn = ByteBuffer.allocate(700);
      JournalFormat.putGroupHeader(torn, submitted.size(), 3, 1_200, 77);
      file.write(torn.position(0).limit(700), file.size());
    }

    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (Journal journal = open(disk, root, submitted.size())) {
        assertThat(journal.durableEnd()).isEqualTo(submitted.size());
        appendGroups(journal, 10, 2);
      }
    }
  }

  @Test
  void recoveryFromATornTailMayItselfBeCutOff() throws Exception {
    assertThat(CrashEnumeration.run(temp, Recovering::new)).isGreaterThan(80);
  }

  /** Beginning with a new file of which only the name and the length arrived. */
  private static class RecoveringNewFile extends Recovering {
    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      try (Journal journal = open(disk, root, 0)) {
        appendGroups(journal, 0, groups());
      }
      Path next = root.resolve("journal").resolve(JournalFormat.fileName(submitted.size()));
      try (var file = disk.openForWrite(next)) {
        file.write(ByteBuffer.wrap(new byte[120]), 0);
        file.sync();
      }
      disk.syncDirectory(root.resolve("journal"));
    }
  }

  @Test
  void recoveryFromATornNewFileMayItselfBeCutOff() throws Exception {
    assertThat(CrashEnumeration.run(temp, RecoveringNewFile::new)).isGreaterThan(80);
  }

  /** Beginning with a group that a killed process wrote and did not sync. */
  private static final class FindingUnsynced extends Appending {
    private byte[] group;
    private long position;

    @Override
    public void prepare(Disk disk, Path root) throws Exception {
      Path file = root.resolve("journal").resolve(JournalFormat.fileName(0));
      try (Journal journal = open(disk, root, 0)) {
        appendGroups(journal, 0, 1);
        position = disk.size(file) - JournalFormat.GROUP_HEADER;
        appendGroups(journal, 1, 1);
        byte[] content = disk.readAll(file, Integer.MAX_VALUE);
        group = Arrays.copyOfRange(content, (int) position, content.length);
      }
      try (DiskFile open = disk.openForWrite(file)) {
        open.truncate(position);
        open.sync();
      }
      acknowledged = borders.get(1);
    }

    @Override
    public void run(Disk disk, Path root) throws Exception {
      Path file = root.resolve("journal").resolve(JournalFormat.fileName(0));
      try (DiskFile open = disk.openForWrite(file)) {
        open.write(ByteBuffer.wrap(group), position);
      }
      try (Journal journal = open(disk, root, 0)) {
        assertThat(journal.durableEnd()).isEqualTo(submitted.size());
        acknowledged = submitted.size();
      }
    }
  }

  @Test
  void whatOpeningFoundIsDurableFromThenOn() throws Exception {
    assertThat(CrashEnumeration.run(temp, FindingUnsynced::new)).isGreaterThan(30);
  }

  /** Forgets in between. */
  private static final class Forgetting extends Appending {
    @Override
    public void run(Disk disk, Path root) throws Exception {
      try (Journal journal = open(disk, root, 0)) {
        appendGroups(journal, 0, 8);
        forgotten = 11;
        journal.forget(11);
        appendGroups(journal, 8, 2);
      }
    }

    @Override
    public void check(Disk disk, Path root) throws Exception {
      try (Journal journal =
          Journal.open(disk, root.resolve("journal"), forgotten, acknowledged, options(5))) {
        assertThat(journal.recovery().damage()).isEmpty();
        assertThat(journal.durableEnd()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(journal.first()).isLessThanOrEqualTo(forgotten);
        Reading reading = Reading.of(journal, forgotten);
        assertThat(reading.damage()).isEmpty();
        assertThat(reading.texts())
            .isEqualTo(submitted.subList((int) forgotten, (int) journal.durableEnd()));
        journal.forget(forgotten);
        assertThat(Reading.of(journal, forgotten).texts()).isEqualTo(reading.texts());
      }
    }
  }

  @Test
  void forgettingTakesNothingElseAway() throws Exception {
    assertThat(CrashEnumeration.run(temp, Forgetting::new)).isGreaterThan(200);
  }
}
