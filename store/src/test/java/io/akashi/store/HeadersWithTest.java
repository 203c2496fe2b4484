package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers with a key are found wherever their entries lie, each once. */
class HeadersWithTest {
  /** A file of the journal takes no further group when it holds as many entries. */
  private static final int JOURNAL_FILE = 65_536;

  private static final Instant EVER = Instant.EPOCH;

  @TempDir Path folder;

  private Store open() throws StoreException {
    return Store.open(Stores.options(folder.resolve("data")).build());
  }

  /** Appends as one batch, whose first entry has the key. */
  private static void append(Store store, String value, int from, int count) throws Exception {
    List<Arrival> lines = new ArrayList<>(Stores.lines(from, count));
    Arrival first = lines.getFirst();
    Map<String, String> keys = Map.of("mark", value);
    lines.set(
        0,
        new Arrival(
            first.receivedMicros(),
            first.source(),
            first.transport(),
            first.peer(),
            first.framing(),
            keys,
            first.payload()));
    store.append(Book.CLINICAL, lines).get();
  }

  private static Map<Long, String> found(Store store, Instant since, List<Damage> unreadable)
      throws StoreException {
    Map<Long, String> found = new TreeMap<>();
    unreadable.addAll(
        store.headersWith(
            Book.CLINICAL,
            "mark",
            since,
            (header, index) -> assertThat(found.put(index, header.keys().get("mark"))).isNull()));
    return found;
  }

  private static Map<Long, String> found(Store store, Instant since) throws StoreException {
    List<Damage> unreadable = new ArrayList<>();
    Map<Long, String> found = found(store, since, unreadable);
    assertThat(unreadable).isEmpty();
    return found;
  }

  @Test
  void areFoundInTheJournal() throws Exception {
    try (Store store = open()) {
      append(store, "a =%", 0, 10);
      append(store, "b", 10, 1);
      store.append(Book.CLINICAL, Stores.lines(11, 5)).get();
      assertThat(found(store, EVER)).isEqualTo(Map.of(0L, "a =%", 10L, "b"));
    }
  }

  @Test
  void areFoundInSegmentsAndBehindThem() throws Exception {
    try (Store store = open()) {
      append(store, "a =%", 0, 256);
      append(store, "b", 256, 256);
      store.step();
      store.seal();
      append(store, "c", 512, JOURNAL_FILE - 512);
      append(store, "d", JOURNAL_FILE, 256);
      store.step();
      store.seal();
      append(store, "e", JOURNAL_FILE + 256, 3);
      assertThat(folder.resolve("data/books/clinical/journal/00000000000000000000.journal"))
          .doesNotExist();
      assertThat(found(store, EVER))
          .isEqualTo(
              Map.of(
                  0L,
                  "a =%",
                  256L,
                  "b",
                  512L,
                  "c",
                  (long) JOURNAL_FILE,
                  "d",
                  JOURNAL_FILE + 256L,
                  "e"));
    }
  }

  @Test
  void areThoseSinceATime() throws Exception {
    Instant second =
        Instant.EPOCH.plus(Stores.lines(256, 1).getFirst().receivedMicros(), ChronoUnit.MICROS);
    try (Store store = open()) {
      append(store, "a", 0, 256);
      append(store, "b", 256, 300);
      append(store, "c", 556, 1);
      assertThat(found(store, second)).isEqualTo(Map.of(256L, "b", 556L, "c"));
      assertThat(found(store, second.plusMillis(300))).isEqualTo(Map.of(556L, "c"));
      store.step();
      store.seal();
      assertThat(found(store, second)).isEqualTo(Map.of(256L, "b", 556L, "c"));
    }
  }

  @Test
  void areFoundBesideADamagedPageWhichIsNamed() throws Exception {
    try (Store store = open()) {
      append(store, "a", 0, 33_000);
      append(store, "b", 33_000, 32_512);
      store.step();
      store.seal();
      damageTheStart(entries());
      List<Damage> unreadable = new ArrayList<>();
      assertThat(found(store, EVER, unreadable)).isEqualTo(Map.of(33_000L, "b"));
      assertThat(unreadable).isNotEmpty();
      assertThat(unreadable.getFirst().from()).isZero();
    }
  }

  private Path entries() throws IOException {
    try (var files = Files.walk(folder.resolve("data/books/clinical/segments"))) {
      return files.filter(f -> f.endsWith("entries.parquet")).findFirst().orElseThrow();
    }
  }

  private static void damageTheStart(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[200]), 4);
    }
  }

  /** What an answer to a repeated key relies on: where its first entry is, the whole batch is. */
  @Test
  void areFoundWithTheirWholeBatchOrNotAtAllWhereverTheJournalIsCut() throws Exception {
    try (Store store = open()) {
      append(store, "a", 0, 2);
      append(store, "b", 2, 4);
    }
    Path journal = folder.resolve("data/books/clinical/journal/00000000000000000000.journal");
    byte[] whole = Files.readAllBytes(journal);
    for (int length = whole.length; length > 0; length -= 23) {
      Files.write(journal, Arrays.copyOf(whole, length));
      try (Store store =
          Store.open(
              Stores.options(folder.resolve("data")).mode(StoreOptions.Mode.READ_ONLY).build())) {
        Map<Long, String> found = found(store, EVER, new ArrayList<>());
        long durable =
            store.status().books().stream()
                .filter(book -> book.book() == Book.CLINICAL)
                .findFirst()
                .orElseThrow()
                .durable();
        assertThat(durable).isEqualTo(found.containsKey(2L) ? 6 : found.containsKey(0L) ? 2 : 0);
      }
    }
  }
}
