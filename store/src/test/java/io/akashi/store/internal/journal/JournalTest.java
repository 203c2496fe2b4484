package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.store.DiskFullException;
import io.akashi.store.IndexRange;
import io.akashi.store.StoreHaltedException;
import io.akashi.store.crash.CrashingDisk;
import io.akashi.store.crash.Fault;
import io.akashi.store.internal.journal.JournalCursor.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalOptions OPTIONS =
      JournalOptions.defaults().withReserveBytes(1_000).withSalts(() -> 0x5EED_CAFE_0000_0007L);

  @TempDir Path root;
  private CrashingDisk disk;

  @BeforeEach
  void makeDisk() throws IOException {
    disk = CrashingDisk.sound(root);
  }

  private Journal open(JournalOptions options) throws IOException {
    return Journal.open(disk, root.resolve("journal"), 0, 0, options);
  }

  private static IndexRange append(Journal journal, EntryBatch batch) throws Exception {
    CompletableFuture<IndexRange> future = journal.submit(batch);
    journal.commit();
    return future.join();
  }

  @Test
  void givesEachBatchItsRangeInTheOrderOfSubmission() throws Exception {
    try (Journal journal = open(OPTIONS)) {
      CompletableFuture<IndexRange> first = journal.submit(Batches.of("a", "b"));
      CompletableFuture<IndexRange> second = journal.submit(Batches.of("c"));
      assertThat(first).isNotDone();
      assertThat(journal.durableEnd()).isZero();

      assertThat(journal.commit()).isEqualTo(3);

      assertThat(first.join()).isEqualTo(new IndexRange(0, 2));
      assertThat(second.join()).isEqualTo(new IndexRange(2, 1));
      assertThat(journal.durableEnd()).isEqualTo(3);
    }
  }

  @Test
  void makesOneWriteAndOneSyncForEverythingPending() throws Exception {
    try (Journal journal = open(OPTIONS)) {
      append(journal, Batches.of("first, with the file and its name"));
      int writes = disk.writes();
      int syncs = disk.syncs();
      List<CompletableFuture<IndexRange>> futures = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        futures.add(journal.submit(Batches.numbered(i, 3)));
      }
      assertThat(journal.commit()).isEqualTo(150);
      assertThat(futures).allMatch(CompletableFuture::isDone);
      assertThat(disk.writes() - writes).isEqualTo(1);
      assertThat(disk.syncs() - syncs).isEqualTo(1);
    }
  }

  @Test
  void tellsListenersAfterTheSyncAndBeforeTheAcknowledgement() throws Exception {
    List<String> heard = new ArrayList<>();
    try (Journal journal = open(OPTIONS)) {
      CompletableFuture<IndexRange> future = journal.submit(Batches.of("a", "b"));
      CompletableFuture<IndexRange> second = journal.submit(Batches.of("c"));
      journal.addListener((first, batch) ->
          heard.add(
              "%d+%d acknowledged=%s syncs=%d"
                  .formatted(first, batch.count(), future.isDone(), disk.syncs())));
      journal.commit();
      assertThat(second).isDone();
      int syncs = disk.syncs();
      assertThat(heard)
          .containsExactly(
              "0+2 acknowledged=false syncs=" + syncs, "2+1 acknowledged=false syncs=" + syncs);
    }
  }

  @Test
  void goesOnWhereItEnded() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int run = 0; run < 5; run++) {
      try (Journal journal = open(OPTIONS.withFiles(7, 1 << 20))) {
        assertThat(journal.recovery()).isEqualTo(new Recovery(List.of(), Optional.empty()));
        assertThat(Reading.of(journal).texts()).isEqualTo(expected);
        EntryBatch batch = Batches.numbered(run * 4, 4);
        assertThat(append(journal, batch)).isEqualTo(new IndexRange(run * 4L, 4));
        expected.addAll(Batches.texts(batch));
        assertThat(Reading.of(journal).texts()).isEqualTo(expected);
      }
    }
  }

  @Test
  void startsANewFileWhenOneIsFull() throws Exception {
    try (Journal journal = open(OPTIONS.withFiles(4, 1 << 20))) {
      for (int i = 0; i < 6; i++) {
        append(journal, Batches.numbered(i * 2, 2));
      }
      assertThat(disk.list(root.resolve("journal")))
          .extracting(path -> path.getFileName().toString())
          .containsExactly(
              "00000000000000000000.journal",
              "00000000000000000004.journal",
              "00000000000000000008.journal");
      assertThat(Reading.of(journal).entries()).hasSize(12);
      assertThat(Reading.of(journal, 5).entries().firstKey()).isEqualTo(5);
    }
  }

  @Test
  void startsANewFileWhenOneIsLong() throws Exception {
    try (Journal journal = open(OPTIONS.withFiles(65_536, 1_000))) {
      for (int i = 0; i < 4; i++) {
        append(journal, Batches.of("y".repeat(990)));
      }
      assertThat(disk.list(root.resolve("journal"))).hasSize(4);
    }
  }

  @Test
  void cursorGoesOnWhileEntriesAreAppended() throws Exception {
    try (Journal journal = open(OPTIONS.withFiles(3, 1 << 20));
        JournalCursor cursor = journal.read(0)) {
      assertThat(cursor.next()).isEqualTo(Step.END);
      for (int i = 0; i < 10; i++) {
        EntryBatch batch = Batches.numbered(i, 1);
        append(journal, batch);
        assertThat(cursor.next()).isEqualTo(Step.ENTRY);
        assertThat(cursor.index()).isEqualTo(i);
        assertThat(cursor.entry()).isEqualTo(batch.entry(0));
        assertThat(cursor.next()).isEqualTo(Step.END);
      }
    }
  }

  @Test
  void findsAnyEntryByIndex() throws Exception {
    List<String> expected = new ArrayList<>();
    try (Journal journal = open(OPTIONS.withFiles(700, 1 << 20))) {
      for (int i = 0; i < 40; i++) {
        EntryBatch batch = Batches.numbered(i * 50, 50);
        append(journal, batch);
        expected.addAll(Batches.texts(batch));
      }
      for (int i = 0; i < expected.size(); i += 37) {
        assertThat(journal.entry(i).orElseThrow())
            .isEqualTo(expected.get(i).getBytes(StandardCharsets.UTF_8));
      }
      assertThat(journal.entry(2_000)).isEmpty();
      assertThat(journal.entry(-1)).isEmpty();
    }
  }

  @Test
  void keepsAGroupLongerThanItsBuffer() throws Exception {
    EntryBatch batch = Batches.empty();
    for (int i = 0; i < 200; i++) {
      batch.add(Batches.arrival(i + "z".repeat(59_000)));
    }
    try (Journal journal = open(OPTIONS)) {
      append(journal, batch);
      assertThat(Reading.of(journal).texts()).isEqualTo(Batches.texts(batch));
    }
    try (Journal journal = open(OPTIONS)) {
      assertThat(Reading.of(journal).texts()).isEqualTo(Batches.texts(batch));
    }
  }

  @Test
  void forgetsOnlyFilesWhollyBelow() throws Exception {
    try (Journal journal = open(OPTIONS.withFiles(2, 1 << 20))) {
      for (int i = 0; i < 5; i++) {
        append(journal, Batches.numbered(i * 2, 2));
      }
      try (JournalCursor before = journal.read(0)) {
        assertThat(before.next()).isEqualTo(Step.ENTRY);
        journal.forget(5);
        assertThat(journal.first()).isEqualTo(4);
        assertThat(journal.entry(3)).isEmpty();
        assertThat(Reading.of(journal).entries().keySet()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
        try (JournalCursor late = journal.read(1)) {
          assertThat(late.next()).isEqualTo(Step.FORGOTTEN);
          assertThat(late.nextIndex()).isEqualTo(1);
        }
        // It had its file open, and only then sees that the next one went.
        assertThat(before.next()).isEqualTo(Step.ENTRY);
        assertThat(before.next()).isEqualTo(Step.FORGOTTEN);
        assertThat(before.nextIndex()).isEqualTo(2);
      }
    }
    try (Journal journal =
        Journal.open(disk, root.resolve("journal"), 5, 10, OPTIONS.withFiles(2, 1 << 20))) {
      assertThat(journal.recovery().damage()).isEmpty();
      assertThat(journal.first()).isEqualTo(4);
    }
  }

  @Test
  void refusesWhatDoesNotFitAndGoesOnWhenThereIsRoom() throws Exception {
    disk = new CrashingDisk(root, Fault.diskFull(2));
    List<String> expected = new ArrayList<>();
    try (Journal journal = open(OPTIONS)) {
      EntryBatch first = Batches.numbered(0, 3);
      append(journal, first);
      expected.addAll(Batches.texts(first));

      CompletableFuture<IndexRange> refused = journal.submit(Batches.numbered(3, 3));
      assertThat(journal.commit()).isZero();
      assertThatThrownBy(refused::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(DiskFullException.class);
      assertThatThrownBy(() -> journal.submit(Batches.of("x")))
          .isInstanceOf(DiskFullException.class);
      assertThatThrownBy(() -> journal.offer(Batches.of("x")))
          .isInstanceOf(DiskFullException.class);
      assertThat(journal.isFull()).isTrue();
      assertThat(Reading.of(journal).texts()).isEqualTo(expected);

      disk.makeRoom();
      EntryBatch second = Batches.numbered(6, 2);
      assertThat(append(journal, second)).isEqualTo(new IndexRange(3, 2));
      expected.addAll(Batches.texts(second));
      assertThat(Reading.of(journal).texts()).isEqualTo(expected);
    }
    disk = CrashingDisk.sound(root);
    try (Journal journal = open(OPTIONS)) {
      assertThat(journal.recovery().torn()).isEmpty();
      assertThat(Reading.of(journal).texts()).isEqualTo(expected);
    }
  }

  @Test
  void keepsInTheirPlaceWhatWasSubmittedToStayUntilThereIsRoom() throws Exception {
    disk = new CrashingDisk(root, Fault.diskFull(2));
    try (Journal journal = open(OPTIONS)) {
      append(journal, Batches.of("before"));
      CompletableFuture<IndexRange> stays = journal.submitToStay(Batches.of("stays"));
      CompletableFuture<IndexRange> refused = journal.submit(Batches.of("sent again"));
      CompletableFuture<IndexRange> staysToo = journal.submitToStay(Batches.of("stays too"));
      assertThat(journal.commit()).isZero();
      assertThat(journal.commit()).as("still no room").isZero();
      assertThat(refused).isCompletedExceptionally();
      assertThat(stays).isNotDone();
      assertThatThrownBy(() -> journal.submitToStay(Batches.of("x")))
          .isInstanceOf(DiskFullException.class);

      disk.makeRoom();
      CompletableFuture<IndexRange> later = journal.submitToStay(Batches.of("later"));
      assertThat(journal.commit()).isEqualTo(3);
      assertThat(stays).isCompletedWithValue(new IndexRange(1, 1));
      assertThat(staysToo).isCompletedWithValue(new IndexRange(2, 1));
      assertThat(later).isCompletedWithValue(new IndexRange(3, 1));
      assertThat(Reading.of(journal).texts())
          .satisfiesExactly(
              text -> assertThat(text).endsWith("\nbefore"),
              text -> assertThat(text).endsWith("\nstays"),
              text -> assertThat(text).endsWith("\nstays too"),
              text -> assertThat(text).endsWith("\nlater"));
    }
  }

  @Test
  void tellsWhatStaysWhenItIsClosedWithoutRoom() throws Exception {
    disk = new CrashingDisk(root, Fault.diskFull(1));
    CompletableFuture<IndexRange> stays;
    try (Journal journal = open(OPTIONS)) {
      stays = journal.submitToStay(Batches.of("stays"));
    }
    assertThatThrownBy(stays::join).hasCauseInstanceOf(StoreHaltedException.class);
  }

  @Test
  void refusesBelowTheReserveBeforeTheDiskIsFull() throws Exception {
    try (Journal journal = open(OPTIONS)) {
      disk.setUsableSpace(999);
      append(journal, Batches.of("taken, for it was still unknown"));
      assertThatThrownBy(() -> journal.submit(Batches.of("x")))
          .isInstanceOf(DiskFullException.class)
          .hasMessageContaining("1000 bytes");
      disk.setUsableSpace(1_000);
      assertThat(append(journal, Batches.of("y"))).isEqualTo(new IndexRange(1, 1));
    }
  }

  @Test
  void noticesRoomAgainWithoutBeingWrittenTo() throws Exception {
    disk.setUsableSpace(999);
    try (Journal journal = open(OPTIONS)) {
      disk.setUsableSpace(1_000);
      journal.rest();
      assertThat(journal.isFull()).isFalse();
    }
  }

  @Test
  void takesNothingWhenOpenedBelowTheReserve() throws Exception {
    disk.setUsableSpace(999);
    try (Journal journal = open(OPTIONS)) {
      assertThat(journal.isFull()).isTrue();
      assertThatThrownBy(() -> journal.submit(Batches.of("x")))
          .isInstanceOf(DiskFullException.class);
      disk.setUsableSpace(1_000);
      assertThat(append(journal, Batches.of("y"))).isEqualTo(new IndexRange(0, 1));
    }
  }

  @Test
  void haltsForGoodAfterAFailedSync() throws Exception {
    for (int sync = 1; sync <= 5; sync++) {
      Path folder = root.resolve("sync-" + sync);
      Files.createDirectory(folder);
      CrashingDisk failing = new CrashingDisk(folder, Fault.syncFails(sync));
      int at = sync;
      try (Journal journal =
          Journal.open(failing, folder.resolve("journal"), 0, 0, OPTIONS.withFiles(1, 1 << 20))) {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < at; i++) {
                    append(journal, Batches.numbered(i, 1));
                  }
                })
            .isInstanceOf(StoreHaltedException.class);
        int before = failing.syncs();
        assertThatThrownBy(() -> journal.submit(Batches.of("later")))
            .isInstanceOf(StoreHaltedException.class)
            .hasRootCauseMessage("simulated");
        assertThatThrownBy(journal::commit).isInstanceOf(StoreHaltedException.class);
        assertThat(failing.syncs()).as("a failed sync is never retried").isEqualTo(before);
      } catch (IOException e) {
        assertThat(sync).as("a sync of open itself").isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void failsWhatIsPendingWhenItHalts() throws Exception {
    disk = new CrashingDisk(root, Fault.syncFails(2));
    try (Journal journal = open(OPTIONS)) {
      CompletableFuture<IndexRange> pending = journal.submit(Batches.of("a"));
      CompletableFuture<IndexRange> more = journal.submit(Batches.of("b"));
      assertThatThrownBy(journal::commit).isInstanceOf(StoreHaltedException.class);
      assertThat(List.of(pending, more)).allMatch(CompletableFuture::isCompletedExceptionally);
    }
  }

  @Test
  void offersNothingAndLetsWaitersInWhenTooMuchIsPending() throws Exception {
    try (Journal journal = open(OPTIONS.withMaxPendingBytes(1_000))) {
      CompletableFuture<IndexRange> first = journal.submit(Batches.of("a".repeat(800)));
      assertThat(journal.offer(Batches.of("b".repeat(800)))).isEmpty();
      var submitted = new CompletableFuture<CompletableFuture<IndexRange>>();
      var started = new CountDownLatch(1);
      Thread submitter =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  started.countDown();
                  submitted.complete(journal.submit(Batches.of("c".repeat(800))));
                } catch (Exception e) {
                  submitted.completeExceptionally(e);
                }
              });
      started.await();
      journal.commit();
      submitter.join();
      journal.commit();
      assertThat(first.join()).isEqualTo(new IndexRange(0, 1));
      assertThat(submitted.join().join()).isEqualTo(new IndexRange(1, 1));
    }
  }

  @Test
  void writerCommitsForManySubmitters() throws Exception {
    try (Journal journal = open(OPTIONS.withFiles(500, 1 << 20))) {
      JournalWriter writer = JournalWriter.start(journal, "test", cause -> {});
      List<CompletableFuture<IndexRange>> futures = Collections.synchronizedList(new ArrayList<>());
      List<Thread> submitters = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int base = t * 1_000;
        submitters.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    for (int i = 0; i < 250; i++) {
                      futures.add(journal.submit(Batches.numbered(base + i, 2)));
                    }
                  } catch (Exception e) {
                    futures.add(CompletableFuture.failedFuture(e));
                  }
                }));
      }
      for (Thread submitter : submitters) {
        submitter.join();
      }
      CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
      writer.stop();
      assertThat(Reading.of(journal).entries()).hasSize(2_000);
      assertThat(Reading.of(journal).damage()).isEmpty();
    }
  }
}
