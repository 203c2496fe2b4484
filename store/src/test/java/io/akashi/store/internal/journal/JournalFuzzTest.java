package io.akashi.store.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.store.crash.CrashingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever lies in the files: opening and reading end, name every index once, and go on. */
@Tag("fuzz")
class JournalFuzzTest {
  private static final JournalOptions OPTIONS =
      JournalOptions.defaults().withReserveBytes(0).withFiles(8, 1 << 20).withSalts(() -> 99L);

  @TempDir Path root;
  private final List<String> written = new ArrayList<>();

  private Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private Journal open(Path folder, long signedSize) throws IOException {
    return Journal.open(CrashingDisk.sound(folder), folder, 0, signedSize, OPTIONS);
  }

  private List<byte[]> soundFiles() throws Exception {
    Path folder = folder("sound");
    try (Journal journal = open(folder, 0)) {
      for (int i = 0; i < 8; i++) {
        EntryBatch batch = Batches.numbered(i * 3, 3);
        written.addAll(Batches.texts(batch));
        var future = journal.submit(batch);
        journal.commit();
        future.join();
      }
    }
    List<byte[]> files = new ArrayList<>();
    for (Path file : CrashingDisk.sound(folder).list(folder)) {
      files.add(Files.readAllBytes(file));
    }
    return files;
  }

  @Test
  void readsAnyMutationOfAJournalAndGoesOn() throws Exception {
    List<byte[]> files = soundFiles();
    Path folder = folder("mutated");
    Random random = new Random(17);
    long[] firsts = {0, 9, 18};
    for (int round = 0; round < 800; round++) {
      for (int i = 0; i < files.size(); i++) {
        boolean mutates = random.nextInt(files.size()) == i || random.nextInt(4) == 0;
        byte[] content = mutates ? mutate(files.get(i), random) : files.get(i);
        Files.write(folder.resolve(JournalFormat.fileName(firsts[i])), content);
      }
      long signed = random.nextBoolean() ? written.size() : random.nextInt(40);
      check(folder, signed, round);
    }
  }

  private void check(Path folder, long signed, int round) throws Exception {
    long end;
    try (Journal journal = open(folder, signed)) {
      end = journal.durableEnd();
      assertThat(end).as("round %d", round).isGreaterThanOrEqualTo(signed);
      Reading reading = Reading.of(journal);
      reading
          .entries()
          .forEach((index, text) -> assertThat(text).isEqualTo(written.get(index.intValue())));
      var future = journal.submit(Batches.of("goes on"));
      journal.commit();
      assertThat(future.join().first()).isEqualTo(end);
    }
    try (Journal journal = open(folder, end + 1)) {
      assertThat(journal.durableEnd()).isEqualTo(end + 1);
      assertThat(Reading.of(journal, end).texts()).singleElement().asString().endsWith("goes on");
    }
    for (Path file : CrashingDisk.sound(folder).list(folder)) {
      Files.delete(file);
    }
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(1 << random.nextInt(11)), bytes.length - at);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(bytes, at, at + length, (byte) 0);
      case 2 -> {
        byte[] junk = new byte[length];
        random.nextBytes(junk);
        System.arraycopy(junk, 0, bytes, at, length);
      }
      case 3 -> bytes = Arrays.copyOf(bytes, at);
      case 4 -> bytes = Arrays.copyOf(bytes, bytes.length + length);
      default ->
          System.arraycopy(
              sound, random.nextInt(at + 1), bytes, at, Math.min(length, bytes.length - at));
    }
    return bytes;
  }

  @Test
  void readsFilesOfNothingButNoise() throws Exception {
    Path folder = folder("noise");
    Random random = new Random(23);
    for (int round = 0; round < 300; round++) {
      byte[] noise = new byte[random.nextInt(3_000)];
      if (random.nextBoolean()) {
        random.nextBytes(noise);
      }
      Files.write(folder.resolve(JournalFormat.fileName(random.nextInt(3))), noise);
      check(folder, 5 + random.nextInt(20), round);
    }
  }
}
