package io.akashi.store.internal.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akashi.event.AuditEvent;
import io.akashi.event.Column;
import io.akashi.store.Query;
import io.akashi.store.Tally;
import io.akashi.store.internal.engine.Engine;
import io.akashi.store.internal.lookup.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lookups tell of whole stretches is what counting every event by hand gives. */
@Timeout(120)
class StretchTallyTest {
  private static final int COUNT = 3 * Lookup.STRETCH + 1_000;
  private static final int SEALED = 3 * Lookup.STRETCH - 512;
  private static final long STEP_MICROS = 3_100_000;
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final List<Tally.By> WAYS =
      List.of(
          new Tally.ByTime(ChronoUnit.DAYS, TOKYO),
          new Tally.ByTime(ChronoUnit.MONTHS, TOKYO),
          new Tally.ByTime(ChronoUnit.HOURS, TOKYO),
          new Tally.ByValue(Column.USER_ID, 3),
          new Tally.ByValue(Column.PATIENT_ID, 5),
          new Tally.ByValue(Column.TERMINAL, 5));

  @TempDir static Path all;
  private static final List<AuditEvent> EVENTS = new ArrayList<>();
  private static Engine engine;
  private static SealedBook book;

  @BeforeAll
  static void fill() throws IOException {
    engine = SealedBook.engine(all);
    book = new SealedBook(Files.createTempDirectory(all, "book"), null, engine);
    book.add(COUNT, index -> "x".getBytes(UTF_8), index -> List.of(event(index)));
    book.seal(2 * Lookup.STRETCH);
    book.seal(SEALED);
    book.hot.release(SEALED);
  }

  @AfterAll
  static void stop() {
    book.close();
    engine.close();
  }

  /** Two and a half days a stretch; every other patient is there for some days only. */
  private static AuditEvent event(long index) {
    AuditEvent.Builder event =
        AuditEvent.builder()
            .set(Column.BOOK, "clinical")
            .set(Column.INDEX, index)
            .set(Column.PART, 0)
            .set(Column.RECEIVED_AT, Events.START + index)
            .set(Column.OCCURRED_AT, Events.START + index * STEP_MICROS)
            .set(Column.KIND, "read")
            .set(Column.PATIENT_ID, "P" + (index % 2 == 0 ? index % 10 : index / 20_000))
            .set(Column.USER_ID, index % 3 == 0 ? null : "n" + index % 700)
            .set(Column.TERMINAL, "PC" + index / 90_000);
    AuditEvent built = event.build();
    EVENTS.add(built);
    return built;
  }

  private static Instant at(double stretches) {
    long micros = (long) (stretches * Lookup.STRETCH * STEP_MICROS);
    return Instant.EPOCH.plus(Events.START + micros, ChronoUnit.MICROS);
  }

  @Test
  void countsAsCountingByHandDoes() {
    for (Query query :
        List.of(
            Query.builder().build(),
            Query.builder().from(at(0.5)).build(),
            Query.builder().from(at(1)).to(at(2)).build(),
            Query.builder().from(at(0.2)).to(at(2.9)).build(),
            Query.builder().patient("P4").build(),
            Query.builder().patient("P7").build(),
            Query.builder().patient("P4").from(at(0.7)).to(at(3.001)).build(),
            Query.builder().user("n5").terminal("PC1").build())) {
      assertThat(book.search.tallies(query, WAYS))
          .as("%s", query)
          .isEqualTo(WAYS.stream().map(by -> CountedByHand.tally(EVENTS, query, by)).toList());
    }
  }

  @Test
  void countsTheNewestPartOfWhatLiesInManyStretches() {
    Query query = Query.builder().patient("P4").build();
    List<Tally.By> users = List.of(new Tally.ByValue(Column.USER_ID, 3));
    Instant recent = book.search.recent(query, users, 1);
    assertThat(recent).isEqualTo(occurred(2L * Lookup.STRETCH - 1).plus(1, ChronoUnit.MICROS));
    assertThat(book.search.recent(query, users, 3)).as("all of it is read").isNull();
    assertThat(book.search.recent(Query.builder().build(), users, 1)).as("tables know").isNull();
  }

  private static Instant occurred(long index) {
    return Instant.EPOCH.plus(Events.START + index * STEP_MICROS, ChronoUnit.MICROS);
  }
}
