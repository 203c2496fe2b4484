package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Arrival;
import io.akashi.event.Column;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words are found wherever an entry lies: hot, sealed, merged, beside. */
class WordsInStoreTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");
  private static final MergeOptions SMALL = new MergeOptions(256, 4, 1_024, 9, 6);

  @TempDir Path folder;

  private Store open() throws StoreException {
    return Store.open(
        Stores.options(folder.resolve("data")).sealEntries(256).merging(SMALL).build());
  }

  /** Entry 300 lies beside, 700 is CP932, 900 holds a half-width name; all else are lines. */
  @BeforeEach
  void fill() throws Exception {
    List<Arrival> lines = new ArrayList<>(Stores.lines(0, 1_100));
    put(
        lines,
        300,
        ("P000000,n0000," + "あ".repeat(25_000) + "病棟回診").getBytes(StandardCharsets.UTF_8));
    put(lines, 700, "P000000,n0000,手術室の髙橋".getBytes(Charset.forName("windows-31j")));
    put(lines, 900, "P000000,n0000,ﾔﾏﾀﾞ".getBytes(StandardCharsets.UTF_8));
    try (Store store = open()) {
      store.append(Book.CLINICAL, lines).get();
      store.step();
      finds(store);
      store.seal();
      finds(store);
    }
  }

  private static void put(List<Arrival> lines, int at, byte[] payload) {
    lines.set(at, Stores.arrival(lines.get(at).receivedMicros(), payload));
  }

  private static List<Object> indexes(Store store, Query.Builder query) throws StoreException {
    return store.search(LOOK, query.book("clinical").build()).rows().stream()
        .map(row -> row.get(Column.INDEX))
        .toList();
  }

  private static void finds(Store store) throws StoreException {
    assertThat(indexes(store, Query.builder().text("病棟回診"))).containsExactly(300L);
    assertThat(indexes(store, Query.builder().text("室の髙橋"))).containsExactly(700L);
    assertThat(indexes(store, Query.builder().text("やまだ").anyForm(true))).containsExactly(900L);
    assertThat(indexes(store, Query.builder().text("やまだ"))).isEmpty();
    assertThat(indexes(store, Query.builder().text("閲覧 77")))
        .containsExactly(779L, 778L, 777L, 776L, 775L, 774L, 773L, 772L, 771L, 770L, 77L);
    Query views = Query.builder().text("閲覧").patient("P000007").book("clinical").build();
    assertThat(store.count(LOOK, views)).isEqualTo(11);
  }

  @Test
  void findsThemInMergedSegments() throws Exception {
    try (Store store = open()) {
      store.merge();
      finds(store);
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
    }
  }

  @Test
  void findsThemWithDamagedWordsAndSaysWhatIsDamaged() throws Exception {
    for (Path file : words()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 0x20;
      Files.write(file, bytes);
    }
    try (Store store = open()) {
      finds(store);
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .hasSize(4)
          .allSatisfy(damage -> assertThat(damage.place()).contains("words"));
    }
  }

  @Test
  void makesMissingWordsAgain() throws Exception {
    List<byte[]> before = new ArrayList<>();
    for (Path file : words()) {
      before.add(Files.readAllBytes(file));
      Files.delete(file);
    }
    try (Store store = open()) {
      finds(store);
      store.seal();
      finds(store);
    }
    for (int i = 0; i < before.size(); i++) {
      assertThat(words().get(i)).hasBinaryContent(before.get(i));
    }
  }

  private List<Path> words() throws IOException {
    Path segments = folder.resolve("data/books/clinical/segments");
    try (Stream<Path> names = Files.list(segments)) {
      return names.map(name -> name.resolve("words")).filter(Files::exists).sorted().toList();
    }
  }
}
