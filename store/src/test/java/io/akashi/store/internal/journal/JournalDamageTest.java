package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.crash.CrashingDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
class JournalDamageTest {
  private static final JournalOptions OPTIONS =
      JournalOptions.defaults()
          .withReserveBytes(0)
          .withFiles(6, 1 << 20)
          .withSalts(() -> 0x5EED_CAFE_0000_0007L);

  @TempDir Path root;
  private final List<String> expected = new ArrayList<>();

  private Journal open(long sealedEnd, long signedSize) throws IOException {
    return Journal.open(
        CrashingDisk.sound(root), root.resolve("journal"), sealedEnd, signedSize, OPTIONS);
  }

  @BeforeEach
  void writeJournal() throws Exception {
    try (Journal journal = open(0, 0)) {
      for (int group = 0; group < 7; group++) {
        EntryBatch batch = Batches.empty();
        for (int i = 0; i < 1 + group % 3; i++) {
          batch.add(Batches.arrival("%d.%d %s".formatted(group, i, "x".repeat(group * 9))));
        }
        CompletableFuture<?> future = journal.submit(batch);
        journal.commit();
        future.join();
        expected.addAll(Batches.texts(batch));
      }
    }
  }

  private List<Path> files() throws IOException {
    try (var names = Files.list(root.resolve("journal"))) {
      return names.sorted().toList();
    }
  }

  /** What is readable has its own content; what is not is named. */
  private Reading read(Journal journal) throws IOException {
    Reading reading = Reading.of(journal, 0);
    reading
        .entries()
        .forEach((index, text) -> {
          if (index < expected.size()) {
            assertThat(text).isEqualTo(expected.get(index.intValue()));
          }
        });
    return reading;
  }

  @Test
  void namesEveryFlippedByteAndLosesOneEntryAtMost() throws Exception {
    List<Path> files = files();
    assertThat(files).hasSize(3);
    long receipt = Files.size(files.getLast()) - JournalFormat.GROUP_HEADER;
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      for (int at = 0; at < content.length; at++) {
        byte[] flipped = content.clone();
        flipped[at] ^= (byte) (1 << (at % 8));
        Files.write(file, flipped);
        try (Journal journal = open(0, 0)) {
          long place = at;
          String where = file.getFileName() + " byte " + at;
          assertThat(journal.durableEnd()).as(where).isEqualTo(expected.size());
          Reading reading = read(journal);
          assertThat(reading.lost()).as(where).isLessThanOrEqualTo(1);
          if (file.equals(files.getLast()) && at >= receipt) {
            assertThat(journal.recovery().torn()).as(where).isPresent();
            assertThat(reading.damage()).as(where).isEmpty();
          } else {
            assertThat(reading.damage()).as(where).isNotEmpty();
            assertThat(reading.damage().getFirst().file()).as(where).isEqualTo(file);
            assertThat(reading.damage())
                .as(where)
                .anyMatch(found -> found.from() <= place && found.to() >= place);
          }
        }
        assertThat(Files.readAllBytes(file)).startsWith(flipped);
        Files.write(file, content);
      }
    }
  }

  @Test
  void goesOnBehindDamageAndKeepsTheDamagedBytes() throws Exception {
    Path last = files().getLast();
    byte[] content = Files.readAllBytes(last);
    for (int at = 0; at < content.length; at += 5) {
      byte[] flipped = content.clone();
      flipped[at] ^= 0x10;
      Files.write(last, flipped);
      EntryBatch more = Batches.of("more");
      try (Journal journal = open(0, expected.size())) {
        var future = journal.submit(more);
        journal.commit();
        assertThat(future.join().first()).isEqualTo(expected.size());
      }
      try (Journal journal = open(0, expected.size() + 1)) {
        Reading reading = read(journal);
        assertThat(reading.lost()).isLessThanOrEqualTo(1);
        assertThat(reading.entries().lastEntry().getValue())
            .isEqualTo(Batches.texts(more).getFirst());
      }
      assertThat(Files.readAllBytes(last)).isEqualTo(flipped);
      for (Path file : files()) {
        if (file.compareTo(last) > 0) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void namesWhatTheSignedHeadClaimsAndTheFilesDoNotHold() throws Exception {
    Path last = files().getLast();
    long whole = Files.size(last);
    for (long size = 0; size < whole; size += 3) {
      try (var channel = Files.newByteChannel(last, StandardOpenOption.WRITE)) {
        channel.truncate(Math.min(size, channel.size()));
      }
      byte[] content = Files.readAllBytes(last);
      try (Journal journal = open(0, expected.size())) {
        assertThat(journal.durableEnd()).isEqualTo(expected.size());
        Reading reading = read(journal);
        assertThat(reading.entries().size() + reading.lost()).isEqualTo(expected.size());
        assertThat(journal.recovery().damage().isEmpty())
            .as("size %d", size)
            .isEqualTo(reading.damage().isEmpty());
      }
      assertThat(Files.readAllBytes(last)).startsWith(content);
      restore();
    }
  }

  private void restore() throws Exception {
    for (Path file : files()) {
      Files.delete(file);
    }
    expected.clear();
    writeJournal();
  }

  @Test
  void namesTheRangeOfAMissingFile() throws Exception {
    Files.delete(files().getFirst());
    try (Journal journal = open(0, expected.size())) {
      assertThat(journal.recovery().damage())
          .singleElement()
          .satisfies(damage -> {
            assertThat(damage.range().first()).isZero();
            assertThat(damage.range().end()).isEqualTo(journal.first());
          });
    }
    try (Journal journal = open(6, expected.size())) {
      assertThat(journal.recovery().damage()).isEmpty();
    }
  }

  @Test
  void namesWhatIsMissingWhenNoFileIsLeft() throws Exception {
    for (Path file : files()) {
      Files.delete(file);
    }
    try (Journal journal = open(4, 9)) {
      assertThat(journal.recovery().damage().getFirst().range().first()).isEqualTo(4);
      assertThat(journal.recovery().damage().getFirst().range().end()).isEqualTo(9);
      assertThat(journal.durableEnd()).isEqualTo(9);
      assertThat(journal.first()).isEqualTo(9);
    }
  }

  @Test
  void doesNotTakeAPayloadForAGroupOrAFrame() throws Exception {
    // A sender who knows the format, though not the salt, sends a copy of a journal.
    byte[] copy = Files.readAllBytes(files().getFirst());
    byte[] entry =
        Arrays.copyOf("akashi/1 \n".getBytes(StandardCharsets.US_ASCII), 10 + copy.length);
    System.arraycopy(copy, 0, entry, 10, copy.length);
    var salts = new Random(7);
    for (int file = 0; file < 2; file++) {
      Path folder = root.resolve("other" + file);
      var options = OPTIONS.withSalts(salts::nextLong);
      try (Journal journal = Journal.open(CrashingDisk.sound(root), folder, 0, 0, options)) {
        EntryBatch batch = Batches.of("before");
        batch.addEntry(entry);
        batch.addEntry(Arrays.copyOfRange(entry, 10, entry.length));
        var first = journal.submit(batch);
        var second = journal.submit(Batches.of("after"));
        journal.commit();
        assertThat(first.join().end()).isEqualTo(second.join().first());
      }
      Path path = folder.resolve(JournalFormat.fileName(0));
      byte[] content = Files.readAllBytes(path);
      content[JournalFormat.FILE_HEADER + file * 200] ^= 1;
      Files.write(path, content);
      try (Journal journal = Journal.open(CrashingDisk.sound(root), folder, 0, 4, options)) {
        Reading reading = Reading.of(journal, 0);
        TreeMap<Long, String> entries = reading.entries();
        assertThat(reading.lost()).isEqualTo(file);
        assertThat(entries.get(0L)).endsWith("before");
        assertThat(entries.get(3L)).endsWith("after");
      }
    }
  }
}
