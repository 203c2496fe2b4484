package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an import came is known from its entries, wherever they lie. */
class LastImportedTest {
  /** A file of the journal takes no further group when it holds as many entries. */
  private static final int JOURNAL_FILE = 65_536;

  @TempDir Path folder;

  private Store open() throws StoreException {
    return Store.open(Stores.options(folder.resolve("data")).build());
  }

  private static void append(Store store, String id, long from, long count) throws Exception {
    List<Arrival> records =
        LongStream.range(from, from + count).mapToObj(record -> record(id, record)).toList();
    store.append(Book.CLINICAL, records).get();
  }

  private static Arrival record(String id, long record) {
    Arrival line = Stores.lines((int) record, 1).getFirst();
    Map<String, String> keys = Map.of("import", id, "record", Long.toString(record));
    return new Arrival(
        line.receivedMicros(),
        line.source(),
        line.transport(),
        line.peer(),
        line.framing(),
        keys,
        line.payload());
  }

  @Test
  void isFoundInTheJournal() throws Exception {
    try (Store store = open()) {
      append(store, "a", 1, 10);
      append(store, "ab", 1, 20);
      assertThat(store.lastImported(Book.CLINICAL, "a")).hasValue(10);
      assertThat(store.lastImported(Book.CLINICAL, "ab")).hasValue(20);
      assertThat(store.lastImported(Book.CLINICAL, "b")).isEmpty();
      assertThat(store.lastImported(Book.INFRASTRUCTURE, "a")).isEmpty();
    }
  }

  @Test
  void isFoundInSegmentsWhenTheJournalLetGoOfIt() throws Exception {
    try (Store store = open()) {
      append(store, "a", 1, 300);
      append(store, "ab", 1, JOURNAL_FILE - 300);
      append(store, "other", 1, 256);
      store.step();
      store.seal();
      assertThat(folder.resolve("data/books/clinical/journal/00000000000000000000.journal"))
          .doesNotExist();
      assertThat(store.lastImported(Book.CLINICAL, "a")).hasValue(300);
      assertThat(store.lastImported(Book.CLINICAL, "ab")).hasValue(JOURNAL_FILE - 300);
      assertThat(store.lastImported(Book.CLINICAL, "b")).isEmpty();
    }
    try (Store store = open()) {
      assertThat(store.lastImported(Book.CLINICAL, "a")).hasValue(300);
    }
  }

  @Test
  void isTheJournalsWhenOnlyItsBeginningWasSealed() throws Exception {
    try (Store store = open()) {
      append(store, "a", 1, 300);
      store.step();
      store.seal();
      append(store, "a", 301, 7);
      assertThat(store.lastImported(Book.CLINICAL, "a")).hasValue(307);
    }
  }
}
