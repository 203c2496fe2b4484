package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.Column;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.LogVerifier;
import io.akashi.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sealing must not change, and what damage in a segment is called. */
class SealTest {
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

  @Test
  void sealsFullBlocksAndLeavesTheRestInTheJournal() throws Exception {
    try (Store store = open()) {
      Status.BookStatus clinical = store.status().books().getFirst();
      assertThat(clinical.book()).isEqualTo(Book.CLINICAL);
      assertThat(clinical.sealed()).isEqualTo(1_024);
      assertThat(clinical.segments()).isEqualTo(2);
      assertThat(clinical.durable()).isEqualTo(1_100);
    }
  }

  @Test
  void findsEveryEventOnceAcrossSegmentsAndJournal() throws Exception {
    try (Store store = open()) {
      store.step();
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(1_100);
      assertThat(store.search(LOOK, Query.builder().patient("P000007").build()).rows())
          .extracting(e -> e.get(Column.INDEX))
          .containsExactly(1007L, 907L, 807L, 707L, 607L, 507L, 407L, 307L, 207L, 107L, 7L);
      assertThat(store.search(LOOK, Query.builder().text("閲覧 1024").build()).rows()).hasSize(1);
      assertThat(store.search(LOOK, Query.builder().text("閲覧 77").build()).rows()).hasSize(11);
    }
  }

  @Test
  void provesSealedAndUnsealedEntries() throws Exception {
    try (Store store = open()) {
      for (long index : new long[] {0, 511, 512, 1_023, 1_024, 1_099}) {
        EntryProof proof = store.prove(LOOK, Book.CLINICAL, index);
        ChainedProof chained = ChainedProof.parse(proof.proof().getBytes(StandardCharsets.UTF_8));
        assertThat(
                chained.verify(
                    proof.entry().octets(),
                    List.of(
                        VerifierKey.parse(proof.rootKey()), VerifierKey.parse(proof.bookKey()))))
            .as("entry %d", index)
            .isEqualTo(new ChainedProof.Result.Proved(true, true));
      }
    }
  }

  @Test
  void everyBookIsALogThatAForeignReaderVerifies() throws Exception {
    try (Store store = open()) {
      store.step();
      for (Book book : List.of(Book.CLINICAL, Book.ROOT)) {
        byte[] note = store.checkpoint(book).orElseThrow().getBytes(StandardCharsets.UTF_8);
        LogVerifier.Report report =
            LogVerifier.verify(
                store.tiles(book), note, List.of(VerifierKey.parse(store.verifierKey(book))));
        assertThat(report.findings()).isEmpty();
      }
    }
  }

  @Test
  void verifiesWholeDeepAndSinceTheLastTime() throws Exception {
    try (Store store = open()) {
      store.step();
      VerifyOptions whole = VerifyOptions.whole();
      VerifyReport deep =
          store.verify(new VerifyOptions(whole.books(), true, false, false, p -> {}));
      assertThat(deep.damage()).isEmpty();
      VerifyReport since =
          store.verify(new VerifyOptions(whole.books(), false, true, false, p -> {}));
      assertThat(since.damage()).isEmpty();
      assertThat(since.books().getFirst().from()).isEqualTo(1_024);
      assertThat(since.books().getFirst().entries()).isEqualTo(76);
    }
  }

  @Test
  void aDeepVerificationReadsTheRowsOfTheFile() throws Exception {
    Path other = data.resolve("books/clinical/segments/00000000000000000512-00000000000000001024");
    byte[] rows = Files.readAllBytes(other.resolve("events.parquet"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(rows);
    Files.write(segment().resolve("events.parquet"), rows);
    Files.writeString(
        segment().resolve("events.sha256"),
        "%s %d\n".formatted(HexFormat.of().formatHex(digest), rows.length));
    try (Store store = open()) {
      VerifyOptions whole = VerifyOptions.whole();
      VerifyReport report =
          store.verify(new VerifyOptions(whole.books(), true, false, false, p -> {}));
      assertThat(report.damage())
          .allSatisfy(d -> assertThat(d.place()).endsWith("events.parquet"))
          .anySatisfy(d -> assertThat(d.what()).contains("not those that were sealed"));
      assertThat(store.verify(whole).damage())
          .noneSatisfy(d -> assertThat(d.what()).contains("not those that were sealed"))
          .isNotEmpty();
    }
  }

  @Test
  void namesTheBlockOfAChangedEntryAndReadsTheRest() throws Exception {
    flip(segment().resolve("entries.parquet"), 0.4);
    try (Store store = open()) {
      VerifyReport report = store.verify(VerifyOptions.whole());
      assertThat(report.intact()).isFalse();
      assertThat(report.damage())
          .allSatisfy(d -> {
            assertThat(d.book()).isEqualTo(Book.CLINICAL);
            assertThat(d.place()).contains("00000000000000000000-00000000000000000512");
          });
      assertThat(report.books().getFirst().entries()).isEqualTo(1_100);
    }
  }

  @Test
  void rebuildsADeletedIndexWithTheSameRows() throws Exception {
    Files.delete(segment().resolve("events.parquet"));
    Files.delete(segment().resolve("lookup"));
    Files.delete(segment().resolve("hashes"));
    Files.delete(segment().resolve("words"));
    try (Store store = open()) {
      store.step();
      assertThat(store.verify(VerifyOptions.whole()).damage()).isEmpty();
      assertThat(store.count(LOOK, Query.builder().patient("P000007").build())).isEqualTo(11);
    }
  }

  @Test
  void saysWhatNoSearchFinds() throws Exception {
    Files.delete(segment().resolve("manifest.json"));
    try (Store store = open()) {
      assertThat(store.unreadable())
          .anySatisfy(gap -> {
            assertThat(gap.book()).isEqualTo(Book.CLINICAL);
            assertThat(gap.from()).isZero();
            assertThat(gap.to()).isEqualTo(512);
          });
    }
  }

  @Test
  void aChangedManifestIsNotRecordedAnew() throws Exception {
    Path manifest = segment().resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"unknown\"", "\"unknowm\""));
    try (Store store = open()) {
      store.step();
      store.seal();
    }
    try (Store store = open()) {
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> assertThat(d.place()).endsWith("manifest.json"));
    }
  }

  @Test
  void findsAManifestThatRootDoesNotRecord() throws Exception {
    Path manifest = segment().resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"unknown\"", "\"unknowm\""));
    assertThat(Files.readString(manifest)).isNotEqualTo(text);
    try (Store store = open()) {
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> assertThat(d.place()).endsWith("manifest.json"));
    }
  }

  @Test
  void doesNotSignWhenASegmentIsMissing() throws Exception {
    deleteFolder(segment());
    try (Store store = open()) {
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> assertThat(d.from()).isZero());
    }
  }

  private Path segment() {
    return data.resolve("books/clinical/segments/00000000000000000000-00000000000000000512");
  }

  static void flip(Path file, double where) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (bytes.length * where)] ^= 0x10;
    Files.write(file, bytes);
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
