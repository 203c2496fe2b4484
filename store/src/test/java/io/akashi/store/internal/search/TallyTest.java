package io.akashi.store.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.QueryException;
import io.akashi.store.Tally;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted by time or value is what counting every event by hand gives. */
@Timeout(120)
class TallyTest {
  private static final int COUNT = 2_000;
  private static final int SEALED = 1_792;
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

  @TempDir static Path all;
  private static Engine engine;
  private final List<AuditEvent> events = new ArrayList<>();
  private final List<Path> columns = new ArrayList<>();
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
    book = new SealedBook(Files.createTempDirectory(all, "book"), null, engine);
    book.add(
        COUNT, index -> SealedBook.line(index).getBytes(UTF_8), index -> List.of(event(index)));
    for (long to = 256; to <= SEALED; to += 512) {
      columns.add(book.seal(to).events());
    }
    book.hot.release(SEALED);
  }

  @AfterEach
  void stop() {
    book.close();
  }

  /** Hours apart, some before 1970, some without a time, some without a category. */
  private AuditEvent event(long index) {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.BOOK, "clinical")
            .set(Column.INDEX, index)
            .set(Column.PART, 0)
            .set(Column.RECEIVED_AT, Events.START + index)
            .set(Column.SOURCE, "ehr-" + index % 3)
            .set(Column.KIND, index % 2 == 0 ? "read" : "update")
            .set(Column.PATIENT_ID, "P" + index % 11)
            .set(Column.USER_ID, "n" + index % 7)
            .set(Column.CATEGORY, index % 5 == 0 ? null : "種別" + index % 4);
    if (index % 97 != 0) {
      event.set(Column.OCCURRED_AT, occurred(index));
    }
    AuditEvent built = event.build();
    events.add(built);
    return built;
  }

  private static long occurred(long index) {
    if (index % 83 == 0) {
      return -index * 1_234_567_891L;
    }
    return Events.START + index * 977_000_003L % 700_000_000_000L;
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(Events.START + micros, ChronoUnit.MICROS);
  }

  private static List<Query> queries() {
    return List.of(
        Query.builder().build(),
        Query.builder().kind("read").build(),
        Query.builder().kind("read").source("ehr-1").category("種別2").build(),
        Query.builder().patient("P3").build(),
        Query.builder().from(at(3_600_000_000L)).build(),
        Query.builder().from(at(5_000_000_001L)).to(at(400_123_456_789L)).build(),
        Query.builder().to(at(-1)).build(),
        Query.builder().from(at(10_000_000_000L)).to(at(10_000_000_001L)).kind("update").build(),
        Query.builder().from(at(7_300_000_000L)).to(at(10_700_000_000L)).build(),
        Query.builder().source("nobody").build());
  }

  @Test
  void countsByTimeAsCountingByHandDoes() {
    List<Tally.By> ways = new ArrayList<>();
    for (ChronoUnit unit : Tally.ByTime.UNITS) {
      for (ZoneId zone : List.of(TOKYO, ZoneOffset.UTC, KOLKATA)) {
        ways.add(new Tally.ByTime(unit, zone));
      }
    }
    queries().forEach(query -> compare(query, ways));
  }

  private void compare(Query query, List<Tally.By> ways) {
    List<Tally> found = book.search.tallies(query, ways);
    for (int i = 0; i < ways.size(); i++) {
      assertThat(found.get(i))
          .as("%s by %s", query, ways.get(i))
          .isEqualTo(CountedByHand.tally(events, query, ways.get(i)));
    }
  }

  /** Pyongyang was at +08:30 from 2015 to 2018: an hour of UTC lies in two of its days. */
  @ParameterizedTest
  @CsvSource({
    "Asia/Tokyo, true",
    "UTC, true",
    "Europe/Berlin, true",
    "Asia/Kolkata, false",
    "Asia/Kathmandu, false",
    "Australia/Lord_Howe, false",
    "Asia/Pyongyang, false"
  })
  void takesFullHoursOnlyForZonesThatHaveThem(String zone, boolean full) {
    assertThat(Tallying.hasWholeHours(ZoneId.of(zone))).isEqualTo(full);
  }

  @Test
  void countsByValueAsCountingByHandDoes() {
    List<Tally.By> ways = new ArrayList<>();
    for (Column column : Query.FILTERS) {
      for (int most : new int[] {1, 3, 1000}) {
        ways.add(new Tally.ByValue(column, most));
      }
    }
    queries().forEach(query -> compare(query, ways));
  }

  @Test
  void readsTheRowsOnceForSeveralWays() {
    List<Tally.By> ways =
        List.of(
            new Tally.ByValue(Column.USER_ID, 3),
            new Tally.ByTime(ChronoUnit.DAYS, TOKYO),
            new Tally.ByValue(Column.KIND, 1),
            new Tally.ByValue(Column.USER_ID, 100));
    for (Query query :
        List.of(
            Query.builder().build(),
            Query.builder().patient("P3").build(),
            Query.builder().text("09:00:07").build())) {
      List<Tally> one = ways.stream().map(by -> book.search.tally(query, by)).toList();
      assertThat(book.search.tallies(query, ways)).as("%s", query).isEqualTo(one);
    }
  }

  @Test
  void countsTheRowsWhereALookupIsMissingOrDamaged() throws IOException {
    damage(SegmentFiles.LOOKUP, 11, new Tally.ByValue(Column.USER_ID, 3));
  }

  @Test
  void countsWhatHoldsAText() {
    Query query = Query.builder().text("09:00:07").build();
    Tally tally = book.search.tally(query, new Tally.ByValue(Column.KIND, 10));
    long found = LongStream.range(0, COUNT).filter(i -> i % 60 == 7).count();
    assertThat(tally.rows()).containsExactly(new Tally.Row("update", found));
  }

  @Test
  void readsNoColumnsOfSealedEventsForFullHours() throws IOException {
    for (Path file : columns) {
      Files.write(file, new byte[(int) Files.size(file)]);
    }
    Tally.By days = new Tally.ByTime(ChronoUnit.DAYS, TOKYO);
    Tally.By kinds = new Tally.ByValue(Column.KIND, 10);
    Query hours =
        Query.builder().from(at(3_600_000_000L)).to(at(36_000_000_000L)).kind("read").build();
    assertThat(book.search.tally(hours, days)).isEqualTo(CountedByHand.tally(events, hours, days));
    assertThat(book.search.tally(hours, kinds))
        .isEqualTo(CountedByHand.tally(events, hours, kinds));
    Query patient = Query.builder().patient("P3").build();
    assertThat(troubles()).as("none was read").isZero();
    book.search.tally(patient, kinds);
    assertThat(troubles()).as("and what is left out is named").isEqualTo(columns.size());
  }

  private long troubles() {
    return book.catalogue.segments().stream()
        .filter(segment -> segment.trouble(SegmentFiles.EVENTS).isPresent())
        .count();
  }

  @Test
  void countsTheRowsWhereARollupIsMissingOrDamaged() throws IOException {
    damage(SegmentFiles.ROLLUP, 7, new Tally.ByTime(ChronoUnit.DAYS, TOKYO));
  }

  /** Damages a file of the first segment at every so many bytes, and takes it away. */
  private void damage(String name, int step, Tally.By by) throws IOException {
    Query query = Query.builder().build();
    Tally expected = CountedByHand.tally(events, query, by);
    Path file = columns.getFirst().resolveSibling(name);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += step) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      assertThat(book.search.tally(query, by)).as("byte %d", at).isEqualTo(expected);
    }
    Files.delete(file);
    assertThat(book.search.tally(query, by)).isEqualTo(expected);
  }

  @Test
  void refusesWhatCannotBeCountedBy() {
    assertThatThrownBy(() -> new Tally.ByTime(ChronoUnit.WEEKS, TOKYO))
        .isInstanceOf(QueryException.class);
    assertThatThrownBy(() -> new Tally.ByValue(Column.MESSAGE, 10))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("message");
    assertThatThrownBy(() -> new Tally.ByValue(Column.KIND, 0)).isInstanceOf(QueryException.class);
  }
}
