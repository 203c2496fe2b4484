package io.akashi.store.internal.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.AuditEvent;
import io.akashi.store.IndexRange;
import io.akashi.store.internal.disk.DiskFile;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.engine.EntryCursor;
import io.akashi.store.internal.engine.Lease;
import io.akashi.store.internal.engine.Sql;
import io.akashi.store.internal.parquet.EntryFileWriter;
import io.akashi.store.internal.search.Entries;
import io.akashi.store.internal.search.Events;
import io.akashi.store.internal.search.SealedBook;
import io.akashi.store.internal.segment.SegmentCheck.Damage;
import io.akashi.store.internal.segment.SegmentRebuild.Outcome;
import io.akashi.tlog.Frontier;
import io.akashi.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SegmentTest {
  @TempDir static Path all;
  private static Engine engine;
  private Path data;
  private SealedBook book;

  @BeforeAll
  static void startEngine() {
    engine = SealedBook.engine(all);
  }

  @AfterAll
  static void stopEngine() {
    engine.close();
  }

  @BeforeEach
  void start() throws IOException {
    data = Files.createTempDirectory(all, "book");
    book = new SealedBook(data, null, engine);
  }

  @AfterEach
  void stop() {
    book.close();
  }

  /** Lines, but among the first the hardest payloads. */
  private static byte[] payload(long index) {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    return switch ((int) index) {
      case 0 -> new byte[0];
      case 1 -> every;
      case 2 -> random(60_000);
      case 3 -> new byte[] {0};
      case 4 -> "\n\r\n".getBytes(UTF_8);
      default -> SealedBook.line(index).getBytes(UTF_8);
    };
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static List<AuditEvent> events(long index) {
    return switch ((int) (index % 5)) {
      case 0 -> List.of();
      case 1 -> List.of(Events.access(index, 0).build(), Events.access(index, 1).build());
      case 2 -> List.of(Events.full(index));
      default -> List.of(Events.access(index));
    };
  }

  private Segment sealed(long entries) throws IOException {
    book.add(entries, SegmentTest::payload, SegmentTest::events);
    return book.seal(entries);
  }

  private List<Damage> check(Segment segment) throws IOException {
    return SegmentCheck.check(segment, Optional.of(new Frontier()));
  }

  @Test
  void givesBackEveryPayloadByteForByte() throws IOException {
    Segment segment = sealed(512);
    try (EntryCursor entries =
        segment.read(
            segment.range(),
            (range, why) -> {
              throw new IllegalStateException(why);
            })) {
      for (long index = 0; index < 512; index++) {
        assertThat(entries.next()).isTrue();
        assertThat(entries.index()).isEqualTo(index);
        assertThat(entries.payload()).isEqualTo(payload(index));
        assertThat(entries.header()).isEqualTo(Entries.header(index, payload(index).length));
      }
      assertThat(entries.next()).isFalse();
    }
    assertThat(check(segment)).isEmpty();
    assertThat(segment.blockRoots()).hasSize(2 * Hash.BYTES);
  }

  @Test
  void manifestReadsBackAsItWasWritten() throws IOException {
    Manifest manifest = sealed(256).manifest();
    assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    assertThat(manifest.events()).isEqualTo(255L);
    assertThat(manifest.files())
        .containsOnlyKeys(
            "entries.parquet", "events.parquet", "hashes", "lookup", "rollup", "words");
    assertThat(manifest.versions()).containsKeys("akashi", "duckdb");
  }

  @Test
  void longMessagesLieInSmallRowGroups() throws IOException {
    byte[] message = new byte[8_192];
    book.add(4_096, index -> message, index -> List.of(Events.access(index)));
    Path events = book.seal(4_096).events();
    long[] groups = new long[1];
    try (Lease lease = engine.work()) {
      lease.query(
          "SELECT count(DISTINCT row_group_id) FROM parquet_metadata(%s)"
              .formatted(Sql.literal(events)),
          List.of(),
          chunk -> {
            groups[0] = chunk.vector(0).getLong(0);
            return false;
          });
    }
    assertThat(groups[0]).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\": \"akashi-segment/2\"}",
        "{\"format\": \"akashi-segment/1\"}"
      })
  void refusesWhatIsNoManifest(String content) {
    assertThatThrownBy(() -> Manifest.parse(content.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEntriesThatDoNotGiveTheRoot() {
    book.add(256, SegmentTest::payload, SegmentTest::events);
    IndexRange range = new IndexRange(0, 256);
    SegmentWriter writer =
        new SegmentWriter(book.disk, book.engine, "clinical", book.segments, Map.of());
    try (EntryCursor entries = new Entries(book.payloads).read(range)) {
      assertThatThrownBy(() ->
              writer.write(
                  range, new Frontier(), Hash.of(new byte[32]), entries, Sql.NO_EVENTS, ""))
          .isInstanceOf(SegmentException.class)
          .hasMessageContaining("root of the journal");
    }
    assertThat(book.segments.resolve(SegmentFiles.name(range))).doesNotExist();
  }

  @Test
  void flippedByteOfAnyFileIsFoundAndNamed() throws IOException {
    Segment segment = sealed(1024);
    List<String> files = new ArrayList<>(segment.manifest().files().keySet());
    Random random = new Random(11);
    for (String name : files) {
      for (int round = 0; round < 6; round++) {
        Path file = segment.folder().resolve(name);
        byte[] whole = Files.readAllBytes(file);
        byte[] flipped = whole.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        Segment opened = Segment.open(book.disk, book.engine, segment.folder());
        assertThat(check(opened))
            .as(name)
            .isNotEmpty()
            .allMatch(damage -> damage.file().equals(name));
        Files.write(file, whole);
      }
    }
    assertThat(check(segment)).isEmpty();
  }

  @Test
  void changedEntryIsNamedByItsBlock() throws IOException {
    Segment segment = sealed(1024);
    rewrite(segment, entry -> entry == 700 ? "x".getBytes(UTF_8) : payload(entry), entry -> true);
    assertThat(check(segment))
        .singleElement()
        .satisfies(damage -> {
          assertThat(damage.isEvidence()).isTrue();
          assertThat(damage.range()).isEqualTo(new IndexRange(512, 256));
        });
  }

  @Test
  void missingEntriesAreNamedAndTheRestIsRead() throws IOException {
    Segment segment = sealed(1024);
    rewrite(segment, SegmentTest::payload, entry -> entry != 300 && entry != 1023);
    assertThat(check(segment).stream().map(Damage::range))
        .containsExactlyInAnyOrder(
            new IndexRange(256, 256), new IndexRange(768, 256), new IndexRange(1022, 2));
  }

  /** What somebody who changes the file would do: every entry again, but for some. */
  private void rewrite(Segment segment, LongFunction<byte[]> payload, LongPredicate kept)
      throws IOException {
    List<Long> indexes = new ArrayList<>();
    List<byte[]> headers = new ArrayList<>();
    try (EntryCursor entries =
        segment.read(
            segment.range(),
            (range, why) -> {
              throw new IllegalStateException(why);
            })) {
      while (entries.next()) {
        indexes.add(entries.index());
        headers.add(entries.header());
      }
    }
    Files.delete(segment.entries());
    try (DiskFile file = book.disk.openForWrite(segment.entries());
        EntryFileWriter writer = new EntryFileWriter(file, 1)) {
      for (int i = 0; i < indexes.size(); i++) {
        long index = indexes.get(i);
        if (kept.test(index)) {
          writer.append(index, headers.get(i), payload.apply(index));
        }
      }
      writer.finish();
    }
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Segment segment = sealed(256);
    for (String name : segment.manifest().files().keySet()) {
      Path file = segment.folder().resolve(name);
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      Segment opened = Segment.open(book.disk, book.engine, segment.folder());
      assertThat(check(opened))
          .as(name)
          .isNotEmpty()
          .allMatch(damage -> damage.file().equals(name));
      Files.write(file, whole);
    }
  }

  @Test
  void derivedFilesAreRebuiltFromEntries() throws IOException {
    Segment segment = sealed(512);
    for (String name : SegmentFiles.DERIVED) {
      Files.delete(segment.folder().resolve(name));
    }
    SegmentRebuild rebuild = new SegmentRebuild(segment);
    rebuild.hashes();
    rebuild.words();
    assertThat(rebuild.events((index, header, payload) -> events(index)))
        .isIn(Outcome.SAME_BYTES, Outcome.SAME_ROWS);
    assertThat(check(Segment.open(book.disk, book.engine, segment.folder()))).isEmpty();
    assertThat(rebuild.digest((index, header, payload) -> List.of()))
        .isNotEqualTo(segment.manifest().rows());
    assertThat(rebuild.digest((index, header, payload) -> events(index)))
        .isEqualTo(segment.manifest().rows());
  }

  @Test
  void engineAndDocumentAgreeOnTheRowDigest() throws IOException {
    Segment segment = sealed(256);
    List<AuditEvent> rows = new ArrayList<>();
    for (long index = 0; index < 256; index++) {
      rows.addAll(events(index));
    }
    assertThat(RowDigest.of(rows)).isEqualTo(segment.manifest().rows());
    rows.removeLast();
    assertThat(RowDigest.of(rows)).isNotEqualTo(segment.manifest().rows());
  }

  @Test
  void rowDigestIsTheSameHoweverTheRowsCome() {
    List<AuditEvent> rows = new ArrayList<>();
    for (long index = 0; index < 600; index++) {
      rows.addAll(events(index));
    }
    RowDigest one = new RowDigest();
    rows.forEach(row -> one.add(List.of(row)));
    assertThat(one.over(0, 1024)).isEqualTo(RowDigest.of(rows));
  }

  @Test
  void catalogueNamesGapsAndDeletesWhatWasNotFinished() throws IOException {
    book.add(768, SegmentTest::payload, SegmentTest::events);
    book.seal(256);
    Segment middle = book.seal(512);
    book.seal(768);
    Path unfinished = book.segments.resolve(SegmentFiles.UNFINISHED + "x");
    Files.createDirectories(unfinished);
    Files.writeString(unfinished.resolve("entries.parquet"), "half");
    SegmentFiles.deleteFolder(book.disk, middle.folder());
    Catalogue catalogue = Catalogue.open(book.disk, book.engine, book.segments);
    assertThat(unfinished).exists();
    catalogue.sweep();
    assertThat(unfinished).doesNotExist();
    assertThat(catalogue.segments()).hasSize(2);
    assertThat(catalogue.end()).isEqualTo(768);
    assertThat(catalogue.problems())
        .containsExactly(new Catalogue.Problem(new IndexRange(256, 256), "the segment is missing"));
    assertThat(catalogue.of(300)).isEmpty();
  }
}
