package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Column;
import io.akashi.store.internal.book.OpenStore;
import io.akashi.store.internal.disk.OsDisk;
import io.akashi.store.internal.segment.Catalogue;
import io.akashi.store.internal.segment.Segment;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What merging must not change. */
class MergeTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");
  private static final MergeOptions SMALL = new MergeOptions(256, 4, 1_024, 9, 6);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    try (Store store = open()) {
      store.append(Book.CLINICAL, Stores.lines(0, 2_600)).get();
      store.step();
      store.seal();
    }
  }

  private StoreOptions options() {
    return Stores.options(data).sealEntries(256).merging(SMALL).build();
  }

  private Store open() throws StoreException {
    return Store.open(options());
  }

  private List<String> segments() throws IOException {
    try (Stream<Path> names = Files.list(data.resolve("books/clinical/segments"))) {
      return names.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void leavesFewerSegmentsThatHoldTheSame() throws Exception {
    assertThat(segments()).hasSize(10);
    try (Store store = open()) {
      String before = store.checkpoint(Book.CLINICAL).orElseThrow();
      store.merge();
      assertThat(store.status().books().getFirst().segments()).isEqualTo(4);
      assertThat(segments())
          .hasSize(4)
          .contains("00000000000000000000-00000000000000001024")
          .contains("00000000000000001024-00000000000000002048");
      store.step();
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(2_600);
      assertThat(store.count(LOOK, Query.builder().patient("P000007").build())).isEqualTo(26);
      assertThat(store.search(LOOK, Query.builder().text("閲覧 777").build()).rows())
          .extracting(e -> e.get(Column.INDEX))
          .containsExactly(777L);
      assertThat(store.verifyAgainst(before).consistent()).isTrue();
      assertThat(
              store
                  .verify(
                      new VerifyOptions(VerifyOptions.whole().books(), true, false, false, p -> {}))
                  .damage())
          .isEmpty();
    }
  }

  @Test
  void provesEntriesOfMergedSegments() throws Exception {
    try (Store store = open()) {
      store.merge();
      for (long index : new long[] {0, 255, 256, 1_023, 1_024, 2_599}) {
        EntryProof proof = store.prove(LOOK, Book.CLINICAL, index);
        assertThat(
                ChainedProof.parse(proof.proof().getBytes(StandardCharsets.UTF_8))
                    .verify(
                        proof.entry().octets(),
                        List.of(
                            VerifierKey.parse(proof.rootKey()),
                            VerifierKey.parse(proof.bookKey()))))
            .as("entry %d", index)
            .isEqualTo(new ChainedProof.Result.Proved(true, true));
      }
    }
  }

  @Test
  void rebuildsTheColumnsOfAMergedSegment() throws Exception {
    try (Store store = open()) {
      store.merge();
    }
    Path merged = data.resolve("books/clinical/segments/00000000000000000000-00000000000000001024");
    Files.delete(merged.resolve("events.parquet"));
    Files.delete(merged.resolve("lookup"));
    try (Store store = open()) {
      store.step();
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
      assertThat(store.count(LOOK, Query.builder().patient("P000007").build())).isEqualTo(26);
    }
  }

  @Test
  void refusesToMergeWhatIsDamagedAndLeavesItWhereItIs() throws Exception {
    for (String file : List.of("entries.parquet", "events.parquet")) {
      Path part = data.resolve("books/clinical/segments/00000000000000000256-00000000000000000512");
      byte[] whole = Files.readAllBytes(part.resolve(file));
      SealTest.flip(part.resolve(file), 0.4);
      try (Store store = open()) {
        assertThatThrownBy(store::merge).isInstanceOf(StoreException.class);
        assertThatThrownBy(store::merge).as("it is still said").isInstanceOf(StoreException.class);
        assertThat(segments())
            .as("what lies behind is merged all the same")
            .contains("00000000000000001024-00000000000000002048");
        assertThat(store.verify(VerifyOptions.whole()).damage())
            .anySatisfy(d -> assertThat(d.place()).endsWith(file));
      }
      Files.write(part.resolve(file), whole);
    }
  }

  @Test
  void keepsThePartsWhileSomebodyReadsThem() throws Exception {
    try (OpenStore store = OpenStore.open(new OsDisk(), options())) {
      store.step();
      Catalogue catalogue = store.books().get(Book.CLINICAL).sealed().catalogue();
      try (Catalogue.Held held = catalogue.hold()) {
        store.merge();
        assertThat(catalogue.segments()).hasSize(4);
        assertThat(held.segments()).hasSize(10).allSatisfy(s -> assertThat(s.events()).exists());
        assertThat(catalogue.hold(300).segments())
            .singleElement()
            .extracting(s -> s.range().end())
            .isEqualTo(1_024L);
      }
      store.merge();
      assertThat(segments()).hasSize(4);
    }
  }

  @Test
  void usesThePartsAsLongAsAllAreThereAndTheMergedOneAfterwards() throws Exception {
    Path all = data.resolve("books/clinical/segments");
    Path aside = folder.resolve("aside");
    copy(all, aside);
    try (Store store = open()) {
      store.merge();
    }
    for (String part :
        List.of(
            "00000000000000000000-00000000000000000256",
            "00000000000000000256-00000000000000000512",
            "00000000000000000512-00000000000000000768",
            "00000000000000000768-00000000000000001024")) {
      copy(aside.resolve(part), all.resolve(part));
    }
    try (OpenStore store = OpenStore.open(new OsDisk(), options())) {
      assertThat(ends(store)).containsExactly(256L, 512L, 768L, 1_024L, 2_048L, 2_304L, 2_560L);
      assertThat(segments()).contains("00000000000000000000-00000000000000001024");
      store.step();
      assertThat(segments()).doesNotContain("00000000000000000000-00000000000000001024");
      store.merge();
      copy(
          aside.resolve("00000000000000000256-00000000000000000512"),
          all.resolve("00000000000000000256-00000000000000000512"));
    }
    try (OpenStore store = OpenStore.open(new OsDisk(), options())) {
      assertThat(ends(store)).containsExactly(1_024L, 2_048L, 2_304L, 2_560L);
      store.step();
      assertThat(segments()).hasSize(4);
      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
    }
    try (Store store = open()) {
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
    }
  }

  private static List<Long> ends(OpenStore store) {
    return store.books().get(Book.CLINICAL).sealed().catalogue().segments().stream()
        .map(Segment::range)
        .map(IndexRange::end)
        .toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
