package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole books and keys that are gone, and files that are something else: named as damage of their
 * book, while everything else is read.
 */
@Timeout(60)
class GrossDamageTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");
  private static final String SEGMENT =
      "books/clinical/segments/00000000000000000000-00000000000000000512/";

  @TempDir static Path filled;
  @TempDir Path folder;
  private Path data;

  @BeforeAll
  static void fill() throws Exception {
    StoreOptions options = Stores.options(filled.resolve("data")).sealEntries(512).build();
    try (Store store = Store.open(options)) {
      store.append(Book.CLINICAL, Stores.lines(0, 1_100)).get();
      store.append(Book.INFRASTRUCTURE, Stores.lines(0, 50)).get();
      store.step();
      store.seal();
      store.prove(LOOK, Book.CLINICAL, 5);
      store.step();
    }
  }

  @BeforeEach
  void copy() throws IOException {
    data = folder.resolve("data");
    try (Stream<Path> files = Files.walk(filled.resolve("data"))) {
      for (Path file : files.toList()) {
        Path target = data.resolve(filled.resolve("data").relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private Store open(StoreOptions.Mode mode) throws StoreException {
    return Store.open(Stores.options(data).sealEntries(512).mode(mode).build());
  }

  /** What a verification, a search and a status make of it; none of them fails. */
  private record Seen(VerifyReport report, long infrastructure, long clinical, List<Damage> gaps) {
    List<Damage> damageOf(Book book) {
      return report.damage().stream().filter(d -> d.book() == book).toList();
    }
  }

  private Seen look(StoreOptions.Mode mode) throws Exception {
    try (Store store = open(mode)) {
      store.step();
      store.status();
      return new Seen(
          store.verify(VerifyOptions.whole()),
          store.count(LOOK, Query.builder().book("infrastructure").build()),
          store.count(LOOK, Query.builder().book("clinical").build()),
          store.unreadable());
    }
  }

  private void readsTheOthers(Seen seen) {
    assertThat(seen.infrastructure()).isEqualTo(50);
    assertThat(seen.report().books()).hasSize(Book.values().length);
    assertThat(seen.damageOf(Book.INFRASTRUCTURE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreOptions.Mode.class,
      names = {"EXISTING", "READ_ONLY"})
  void aBookWhoseFolderIsGoneIsNamedWithWhatItHadSigned(StoreOptions.Mode mode) throws Exception {
    delete(data.resolve("books/clinical"));
    Seen seen = look(mode);
    readsTheOthers(seen);
    assertThat(seen.damageOf(Book.CLINICAL))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.place()).isEqualTo("books/clinical");
          assertThat(d.to()).isEqualTo(1_100);
          assertThat(d.what()).contains("missing").contains("1100 entries were signed");
        });
    assertThat(seen.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.book()).isEqualTo(Book.CLINICAL);
          assertThat(gap.to()).isEqualTo(1_100);
        });
    assertThat(data.resolve("books/clinical")).as("nothing is made in its place").doesNotExist();
  }

  @Test
  void aBookIsMissedThoughItsHeadIsGoneToo() throws Exception {
    delete(data.resolve("books/clinical"));
    delete(data.resolve("heads"));
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    assertThat(seen.infrastructure()).isEqualTo(50);
    assertThat(seen.damageOf(Book.CLINICAL))
        .anySatisfy(d -> assertThat(d.what()).contains("1100 entries were signed"));
  }

  @Test
  void receivesIntoABookThatIsGoneBehindWhatItHadAndSignsNothing() throws Exception {
    delete(data.resolve("books/clinical"));
    try (Store store = open(StoreOptions.Mode.CREATE)) {
      IndexRange range = store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.step();
      assertThat(range).isEqualTo(new IndexRange(1_100, 10));
      assertThat(store.status().signing()).isInstanceOf(Signing.Refused.class);
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(10);
    }
    Seen seen = look(StoreOptions.Mode.EXISTING);
    readsTheOthers(seen);
    assertThat(seen.clinical()).isEqualTo(10);
    assertThat(seen.damageOf(Book.CLINICAL))
        .anySatisfy(d -> assertThat(d.place()).isEqualTo("books/clinical/origin"))
        .anySatisfy(d -> {
          assertThat(d.from()).isZero();
          assertThat(d.to()).isEqualTo(1_100);
        });
    assertThat(seen.gaps()).anySatisfy(gap -> assertThat(gap.to()).isEqualTo(1_100));
  }

  @Test
  void theBookRootIsMissed() throws Exception {
    delete(data.resolve("books/root"));
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    assertThat(seen.infrastructure()).isEqualTo(50);
    assertThat(seen.clinical()).isEqualTo(1_100);
    assertThat(seen.damageOf(Book.ROOT))
        .anySatisfy(d -> assertThat(d.what()).contains("entries were signed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "broken", "folder", "endless"})
  void readingNeedsNoPrivateKey(String how) throws Exception {
    Path key = data.resolve("log.key");
    Files.delete(key);
    switch (how) {
      case "broken" -> Files.writeString(key, "x");
      case "folder" -> Files.createDirectory(key);
      case "endless" -> Files.createSymbolicLink(key, Path.of("/dev/zero"));
      default -> assertThat(key).doesNotExist();
    }
    for (StoreOptions.Mode mode : List.of(StoreOptions.Mode.CREATE, StoreOptions.Mode.EXISTING)) {
      assertThatThrownBy(() -> open(mode))
          .isInstanceOf(StoreUnwritableException.class)
          .hasMessageContaining("log.key")
          .hasMessageContaining("restore the key");
    }
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    assertThat(seen.report().damage()).isEmpty();
    assertThat(seen.report().books())
        .filteredOn(b -> b.book() == Book.CLINICAL)
        .allSatisfy(b -> assertThat(b.checkpoints()).isPositive());
    assertThat(seen.clinical()).isEqualTo(1_100);
    try (Store store = open(StoreOptions.Mode.READ_ONLY)) {
      assertThat(store.prove(LOOK, Book.CLINICAL, 7).proof()).isNotEmpty();
    }
  }

  @Test
  void makesThePublicKeysAgainFromThePrivateOne() throws Exception {
    byte[] keys = Files.readAllBytes(data.resolve("log.vkey"));
    Files.delete(data.resolve("log.vkey"));
    assertThat(look(StoreOptions.Mode.READ_ONLY).report().damage()).isEmpty();
    assertThat(data.resolve("log.vkey")).doesNotExist();
    assertThat(look(StoreOptions.Mode.EXISTING).report().damage()).isEmpty();
    assertThat(data.resolve("log.vkey")).hasBinaryContent(keys);
  }

  @Test
  void withoutAnyKeyNothingCountsAsSigned() throws Exception {
    Files.delete(data.resolve("log.vkey"));
    Files.delete(data.resolve("log.key"));
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    assertThat(seen.clinical()).isEqualTo(1_100);
    assertThat(seen.report().damage())
        .anySatisfy(d -> assertThat(d.what()).contains("no signature can be checked"))
        .anySatisfy(d -> assertThat(d.place()).isEqualTo("heads/clinical"));
  }

  @Test
  void namesPublicKeysThatWereChanged() throws Exception {
    SealTest.flip(data.resolve("log.vkey"), 0.5);
    assertThat(look(StoreOptions.Mode.READ_ONLY).report().damage())
        .singleElement()
        .satisfies(d -> assertThat(d.place()).isEqualTo("log.vkey"));
  }

  @Test
  void namesAPrivateKeyOfAnotherLog() throws Exception {
    Path other = folder.resolve("other");
    Stores.open(other).close();
    Files.copy(
        other.resolve("log.key"),
        data.resolve("log.key"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    assertThatThrownBy(() -> open(StoreOptions.Mode.CREATE))
        .isInstanceOf(StoreUnwritableException.class)
        .hasMessageContaining("log.vkey");
    assertThat(look(StoreOptions.Mode.READ_ONLY).report().damage())
        .singleElement()
        .satisfies(d -> assertThat(d.place()).isEqualTo("log.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"akashi-data/2\n", "akasha-data/1\n", ""})
  void saysWhatIsWrongWithTheFormat(String content) throws Exception {
    Files.writeString(data.resolve("FORMAT"), content);
    assertThatThrownBy(() -> open(StoreOptions.Mode.READ_ONLY))
        .hasMessageContaining(data.resolve("FORMAT").toString())
        .hasMessageContaining(content.strip())
        .hasMessageContaining("akashi-data/1")
        .hasMessageNotContaining("verify");
  }

  @Test
  void neverTakesAStoreWithoutItsFormatForAnEmptyFolder() throws Exception {
    Files.delete(data.resolve("FORMAT"));
    Files.delete(data.resolve("log.key"));
    for (StoreOptions.Mode mode : StoreOptions.Mode.values()) {
      assertThatThrownBy(() -> open(mode)).hasMessageContaining("FORMAT is missing");
    }
    assertThat(data.resolve("log.key")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    SEGMENT + "entries.parquet, folder endless pipe",
    SEGMENT + "events.parquet, pipe elsewhere",
    SEGMENT + "hashes, endless",
    SEGMENT + "lookup, pipe",
    SEGMENT + "manifest.json, itself endless",
    "books/clinical/segments/00000000000000000000-00000000000000000512, elsewhere",
    "books/clinical/segments, folder pipe",
    "books/clinical/journal, elsewhere",
    "books/clinical/journal/00000000000000000000.journal, folder pipe",
    "books/clinical/origin, pipe",
    "books/clinical, elsewhere",
    "heads/clinical, folder endless"
  })
  void whateverLiesInTheirPlaceIsNamedAndTheRestIsRead(String name, String kinds) throws Exception {
    Path place = data.resolve(name);
    Path away = folder.resolve("away");
    Files.move(place, away);
    for (String kind : kinds.split(" ")) {
      put(kind, place, away);
      Seen seen = look(StoreOptions.Mode.READ_ONLY);
      readsTheOthers(seen);
      assertThat(seen.damageOf(Book.CLINICAL))
          .as("%s: %s", name, kind)
          .anySatisfy(d ->
              assertThat(d.place() + d.what())
                  .containsAnyOf("symbolic link", "folder", "pipe", "missing", "no origin"));
      Files.delete(place);
    }
  }

  private static void put(String kind, Path place, Path away) throws Exception {
    switch (kind) {
      case "folder" -> Files.createDirectory(place);
      case "endless" -> Files.createSymbolicLink(place, Path.of("/dev/zero"));
      case "itself" -> Files.createSymbolicLink(place, place);
      case "elsewhere" -> Files.createSymbolicLink(place, away);
      default ->
          assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "entries.parquet", "events.parquet", "hashes", "lookup"})
  void anEnormousFileIsNamedWithoutBeingRead(String name) throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(data.resolve(SEGMENT + name).toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    readsTheOthers(seen);
    assertThat(seen.damageOf(Book.CLINICAL))
        .anySatisfy(d -> assertThat(d.what()).contains("bytes"));
  }

  @Test
  void anIndexThatCannotBeReadIsSaidWithTheAnswer() throws Exception {
    Path events = data.resolve(SEGMENT + "events.parquet");
    Files.write(events, new byte[3]);
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    assertThat(seen.clinical()).isEqualTo(1_100 - 512);
    assertThat(seen.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.from()).isZero();
          assertThat(gap.to()).isEqualTo(512);
          assertThat(gap.place()).endsWith("events.parquet");
        });
  }

  /** 1,024 of 1,100 entries are sealed, and in the journal too. */
  @ParameterizedTest
  @CsvSource({"0, file header", "2, file header", "20, file header", "0.3, damaged"})
  void everyByteOfAJournalFileIsRead(double where, String what) throws Exception {
    Path journal = data.resolve("books/clinical/journal/00000000000000000000.journal");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[(int) (where > 0 && where < 1 ? where * bytes.length : where)] ^= 0x10;
    Files.write(journal, bytes);
    Seen seen = look(StoreOptions.Mode.READ_ONLY);
    readsTheOthers(seen);
    assertThat(seen.damageOf(Book.CLINICAL))
        .singleElement()
        .satisfies(d -> {
          assertThat(d.place()).endsWith(journal.getFileName().toString());
          assertThat(d.what()).contains(what);
        });
  }

  @Test
  void theAnchorKnowsARootThatIsGoneWithItsHead() throws Exception {
    Path anchor = Files.createDirectory(folder.resolve("anchor"));
    StoreOptions options = Stores.options(data).sealEntries(512).anchor(anchor).build();
    try (Store store = Store.open(options)) {
      store.append(Book.CLINICAL, Stores.lines(1_100, 5)).get();
      store.step();
    }
    delete(data.resolve("books/root"));
    delete(data.resolve("heads/root"));
    try (Store store = Store.open(options)) {
      assertThat(store.verify(VerifyOptions.whole()).damage())
          .anySatisfy(d -> {
            assertThat(d.place()).isEqualTo("books/root");
            assertThat(d.what()).containsPattern("missing; [1-9][0-9]* entries were signed");
          });
    }
  }

  @Test
  void theDataDirectoryItselfMayBeALink() throws Exception {
    Path real = folder.resolve("real");
    Files.move(data, real);
    Files.createSymbolicLink(data, real);
    Seen seen = look(StoreOptions.Mode.EXISTING);
    assertThat(seen.report().damage()).isEmpty();
    assertThat(seen.clinical()).isEqualTo(1_100);
    assertThat(new String(Files.readAllBytes(real.resolve("FORMAT")), StandardCharsets.UTF_8))
        .isEqualTo("akashi-data/1\n");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
