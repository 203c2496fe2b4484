package io.akashi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.Arrival;
import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.tlog.ChainedProof;
import io.akashi.tlog.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a message through the store, stepped by hand. */
class StoreTest {
  private static final Look LOOK = new Look("tester", "auditor", "test", "");

  @TempDir Path folder;

  @Test
  void keepsFindsAndProvesWhatWasAppended() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      IndexRange range = store.append(Book.CLINICAL, Stores.lines(0, 300)).get();
      store.step();

      assertThat(range).isEqualTo(new IndexRange(0, 300));
      Page page = store.search(LOOK, Query.builder().patient("P000007").build());
      assertThat(page.rows()).hasSize(3);
      assertThat(page.rows().getFirst().text(Column.BOOK)).isEqualTo("clinical");

      EntryProof proof = store.prove(LOOK, Book.CLINICAL, 7);
      ChainedProof chained = ChainedProof.parse(proof.proof().getBytes(StandardCharsets.UTF_8));
      List<VerifierKey> root = List.of(VerifierKey.parse(proof.rootKey()));
      assertThat(chained.verify(proof.entry().octets(), root))
          .isEqualTo(new ChainedProof.Result.Proved(false, true));
      byte[] forged = proof.entry().octets().clone();
      forged[forged.length - 1] ^= 1;
      assertThat(chained.verify(forged, root)).isInstanceOf(ChainedProof.Result.Refused.class);
    }
  }

  @Test
  void everyLookIsAnEntryOfTheHouse() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.CLINICAL, Stores.lines(0, 10)).get();
      store.search(LOOK, Query.builder().patient("P000001").build());
      store.entry(LOOK, Book.CLINICAL, 3);
      store.step();

      Page looks = store.search(LOOK, Query.builder().book("house").build());
      assertThat(looks.rows())
          .extracting(e -> e.text(Column.KIND))
          .containsExactly("read", "search");
      assertThat(looks.rows().getLast().text(Column.PATIENT_ID)).isEqualTo("P000001");
    }
  }

  @Test
  void findsLooksOnlyWhereTheyAreAskedFor() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.CLINICAL, Stores.lines(0, 300)).get();
      Query patient = Query.builder().patient("P000001").build();
      Query text = Query.builder().text("P000001").build();
      for (int look = 0; look < 256; look++) {
        store.search(LOOK, patient);
      }
      store.house(
          AuditEvent.builder().set(Column.KIND, "login").set(Column.USER_ID, "root").build());
      for (int round = 0; round < 2; round++) {
        store.step();
        assertThat(store.count(LOOK, patient)).isEqualTo(3);
        assertThat(store.search(LOOK, patient).rows()).hasSize(3);
        assertThat(store.count(LOOK, text)).isEqualTo(3);
        assertThat(store.search(LOOK, text).rows()).hasSize(3);
        assertThat(store.count(LOOK, Query.builder().user("root").build())).isOne();
        assertThat(store.count(LOOK, Query.builder().build())).isEqualTo(301 + rootEntries(store));
        assertThat(store.count(LOOK, Query.builder().patient("P000001").withLooks(true).build()))
            .isGreaterThanOrEqualTo(256 + 3);
        assertThat(store.count(LOOK, Query.builder().patient("P000001").book("house").build()))
            .isGreaterThanOrEqualTo(256);
        assertThat(store.count(LOOK, Query.builder().source("akashi").user("tester").build()))
            .isGreaterThanOrEqualTo(256);
        store.seal();
      }
      assertThat(store.status().books())
          .filteredOn(line -> line.book() == Book.HOUSE)
          .allMatch(line -> line.sealed() == 256);
    }
  }

  @Test
  void forecastsItsRoomByAnHourAtLeast() throws Exception {
    Instant start = Instant.parse("2026-11-22T00:00:00Z");
    AtomicReference<Instant> now = new AtomicReference<>(start);
    StoreOptions options = Stores.options(folder.resolve("data")).clock(now::get).build();
    try (Store store = Store.open(options)) {
      assertThat(store.status().forecast()).isEmpty();
      store.append(Book.CLINICAL, Stores.lines(0, 1_000)).get();
      now.set(start.plusSeconds(600));
      assertThat(store.status().forecast()).isEmpty();
      now.set(start.plusSeconds(7_200));
      Status.Forecast forecast = store.status().forecast().orElseThrow();
      assertThat(forecast.basis()).isEqualTo(Duration.ofHours(2));
      assertThat(forecast.days()).isPositive();
    }
  }

  private static long rootEntries(Store store) throws StoreException {
    return store.count(LOOK, Query.builder().book("root").build());
  }

  @Test
  void writesALookAsTheOptionsAPersonWouldType() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.search(LOOK, Query.builder().patient("00009999").text("髙橋").build());
      store.search(LOOK, Query.builder().build());
      store.count(
          LOOK,
          Query.builder()
              .from(Instant.EPOCH)
              .book("clinical")
              .user("o'hara $x")
              .terminal("T-1")
              .sort(Column.PATIENT_ID)
              .descending(false)
              .limit(5)
              .build());
      store.step();

      Query house = Query.builder().book("house").sort(Column.INDEX).descending(false).build();
      assertThat(store.search(LOOK, house).rows())
          .extracting(e -> e.text(Column.MESSAGE))
          .containsExactly(
              "--patient 00009999 --text 髙橋",
              "条件なし / no conditions",
              "--from 1970-01-01T00:00:00Z --book clinical --user 'o'\\''hara $x' --terminal T-1"
                  + " --sort patient_id:asc --limit 5");
    }
  }

  @Test
  void leavesNothingUnsignedWhenItCloses() throws Exception {
    Path data = folder.resolve("data");
    for (int command = 0; command < 2; command++) {
      try (Store store = Store.open(Stores.options(data).background(true).build())) {
        store.search(LOOK, Query.builder().patient("P000001").build());
      }
    }
    StoreOptions copy = Stores.options(data).mode(StoreOptions.Mode.READ_ONLY).build();
    try (Store store = Store.open(copy)) {
      VerifyReport report = store.verify(VerifyOptions.whole());
      assertThat(report.damage()).isEmpty();
      assertThat(report.books()).allSatisfy(book -> assertThat(book.unsigned()).isZero());
      assertThat(report.books())
          .filteredOn(book -> book.book() == Book.HOUSE || book.book() == Book.ROOT)
          .allSatisfy(book -> assertThat(book.entries()).isEqualTo(2));
    }
  }

  @Test
  void survivesBeingClosedAndOpened() throws Exception {
    Path data = folder.resolve("data");
    String checkpoint;
    try (Store store = Stores.open(data)) {
      store.append(Book.CLINICAL, Stores.lines(0, 1000)).get();
      store.step();
      checkpoint = store.checkpoint(Book.CLINICAL).orElseThrow();
    }
    try (Store store = Stores.open(data)) {
      store.append(Book.CLINICAL, Stores.lines(1000, 24)).get();
      store.step();

      assertThat(store.status().signing()).isEqualTo(new Signing.Active());
      assertThat(store.verifyAgainst(checkpoint).consistent()).isTrue();
      VerifyReport report = store.verify(VerifyOptions.whole());
      assertThat(report.damage()).isEmpty();
      assertThat(report.books())
          .filteredOn(b -> b.book() == Book.CLINICAL)
          .extracting(VerifyReport.BookResult::entries, VerifyReport.BookResult::unsigned)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(1024L, 0L));
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(1024);
    }
  }

  @Test
  void keepsLongPayloadsBesideUnderTheirDigest() throws Exception {
    byte[] payload = "長".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    try (Store store = Stores.open(folder.resolve("data"))) {
      store.append(Book.CLINICAL, List.of(Stores.arrival(0, payload))).get();
      store.step();

      StoredEntry entry = store.entry(LOOK, Book.CLINICAL, 0).orElseThrow();
      assertThat(entry.payload()).isEqualTo(payload);
      assertThat(entry.octets().length).isLessThan(400);
      assertThat(store.verify(VerifyOptions.whole()).intact()).isTrue();
    }
  }

  @Test
  void isOpenInOnePlaceOnly() throws Exception {
    Path data = folder.resolve("data");
    try (Store store = Stores.open(data)) {
      assertThat(store.data()).isEqualTo(data);
      assertThatThrownBy(() -> Stores.open(data)).isInstanceOf(StoreLockedException.class);
    }
  }

  @Test
  void refusesAFolderOfSomethingElse() throws Exception {
    Files.writeString(folder.resolve("letter.docx"), "x");

    assertThatThrownBy(() -> Stores.open(folder))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("letter.docx");
    assertThat(folder.resolve("letter.docx")).exists();
  }

  @Test
  void readsACopyWithoutChangingIt() throws Exception {
    Path data = folder.resolve("data");
    Duration never = Duration.ofDays(36_500);
    try (Store store = Store.open(Stores.options(data).sealAge(never).build())) {
      store.append(Book.CLINICAL, Stores.lines(0, 300)).get();
      store.step();
      store.prove(LOOK, Book.CLINICAL, 1);
      store.step();
    }
    StoreOptions copy = Stores.options(data).mode(StoreOptions.Mode.READ_ONLY).build();
    try (Store store = Store.open(copy)) {
      store.step();
      assertThat(store.count(LOOK, Query.builder().book("clinical").build())).isEqualTo(300);
      assertThat(store.status().books().getFirst().sealed()).as("due, but not here").isZero();
      assertThat(store.prove(LOOK, Book.CLINICAL, 1).proof()).startsWith("c2sp.org/tlog-proof@v1");
      List<AuditEvent> looks = store.search(LOOK, Query.builder().book("house").build()).rows();
      assertThat(looks).hasSize(1);
    }
  }

  @Test
  void acceptsNothingBelowItsReserveAndGoesOnByItself() throws Exception {
    Path data = folder.resolve("data");
    StoreOptions full = Stores.options(data).reserveBytes(Long.MAX_VALUE).build();
    try (Store store = Store.open(full)) {
      assertThatThrownBy(() -> store.append(Book.CLINICAL, Stores.lines(0, 1)))
          .isInstanceOf(DiskFullException.class);
      assertThat(store.offer(Book.CLINICAL, Stores.lines(0, 1)))
          .isInstanceOf(Appended.Pushback.class);
      assertThat(store.status().full()).isPresent();
      assertThat(store.status().alarms()).hasSize(1);
    }
  }

  @Test
  void keepsReceivingWhenTheClockStepsBack() throws Exception {
    try (Store store = Stores.open(folder.resolve("data"))) {
      Arrival late =
          Stores.arrival(2_000_000_000_000_000L, "late".getBytes(StandardCharsets.UTF_8));
      Arrival early =
          Stores.arrival(1_000_000_000_000_000L, "early".getBytes(StandardCharsets.UTF_8));
      store.append(Book.CLINICAL, List.of(late, early)).get();
      store.step();

      assertThat(store.verify(VerifyOptions.whole()).intact()).isTrue();
      assertThat(store.entry(LOOK, Book.CLINICAL, 1).orElseThrow().payload())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("early");
    }
  }
}
