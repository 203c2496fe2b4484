package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an opened entry says of itself. */
class OpenedEntryTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    try (Store store = open()) {
      store.append(Book.CLINICAL, Stores.lines(0, 1_100)).get();
      store.step();
      store.seal();
    }
  }

  private Store open() throws StoreException {
    return Store.open(Stores.options(data).sealEntries(512).build());
  }

  private static StoredEntry entry(Store store, long index) throws StoreException {
    return store.entry(LOOK, Book.CLINICAL, index).orElseThrow();
  }

  @Test
  void isComparedWithTheSignedTreeWhereverItLies() throws Exception {
    try (Store store = open()) {
      for (long index : new long[] {0, 255, 256, 511, 512, 1_023, 1_024, 1_099}) {
        assertThat(entry(store, index).doubt()).as("entry %d", index).isEmpty();
      }
    }
  }

  @Test
  void saysThatItIsNotSignedYet() throws Exception {
    try (Store store = open()) {
      store.append(Book.CLINICAL, Stores.lines(1_100, 1)).get();
      assertThat(entry(store, 1_100).doubt())
          .hasValueSatisfying(why -> assertThat(why).contains("not signed yet"));
      store.step();
      assertThat(entry(store, 1_100).doubt()).isEmpty();
    }
  }

  @Test
  void saysThatItIsNotWhatWasSigned() throws Exception {
    String segment = "books/clinical/segments/00000000000000000000-00000000000000000512/";
    SealTest.flip(data.resolve(segment + "hashes"), 0.1);
    try (Store store = open()) {
      assertThat(entry(store, 300).doubt())
          .hasValueSatisfying(why -> assertThat(why).contains("./akashi verify"));
      assertThat(entry(store, 300).payload()).as("it is shown all the same").isNotEmpty();
    }
  }
}
